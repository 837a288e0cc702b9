"""Words lie apart from what speaks of them: once each, found by their digest, gone for good when erased."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import pytest

from pratfall.site.setbacks.models import KeptText, Setback
from pratfall.site.setbacks.services.keeping import Words, keep, keep_all, short_ref, text_of
from tests.site.setbacks.conftest import NOW


def said(setback: Setback, **more: Any) -> str:
    values: dict[str, Any] = {"platform": "x", "ref": "c1", "author": "a1", "text": "Shame on you"}
    return keep(setback=setback, **{**values, **more})


def test_the_digest_is_of_salt_and_text_and_finds_the_text(setback: Setback) -> None:
    digest = said(setback)
    row = KeptText.objects.get()
    assert digest == row.digest == sha256(f"{row.salt}\nShame on you".encode()).hexdigest()
    assert text_of(setback, digest) == "Shame on you"
    assert text_of(setback, "0" * 64) is None


def test_the_same_words_twice_are_one_row_and_changed_words_another(setback: Setback) -> None:
    first = said(setback)
    assert said(setback) == first
    assert said(setback, text="Shame on you!") != first
    assert said(setback, ref="c2") != first
    assert KeptText.objects.count() == 3


def test_twins_given_together_are_one_row(setback: Setback) -> None:
    twice = [Words("x", "c1", "a", "One"), Words("x", "c1", "a", "One"), Words("x", "c2", "a", "One")]
    one, same, other = keep_all(setback=setback, words=twice)
    assert one == same != other
    assert KeptText.objects.count() == 2


def test_what_was_erased_is_never_kept_again(setback: Setback) -> None:
    digest = said(setback)
    KeptText.objects.update(text="", salt="", author="", erased_at=NOW)
    assert said(setback) == digest
    assert said(setback, text="The same comment, edited") == digest
    assert text_of(setback, digest) is None
    assert KeptText.objects.get().text == ""


@pytest.mark.parametrize("text", ["", "\0null\0", "half \ud83d of an emoji", "🔥" * 250_000, "\u202egnimoc"])
def test_whatever_somebody_wrote_can_be_kept(setback: Setback, text: str) -> None:
    digest = said(setback, text=text)
    assert said(setback, text=text) == digest
    assert text_of(setback, digest) is not None


def test_ids_too_long_for_a_row_stay_apart() -> None:
    one, other = short_ref("a" * 500 + "1"), short_ref("a" * 500 + "2")
    assert one != other
    assert len(one) <= 300
    assert short_ref("short") == "short"


def test_setbacks_keep_their_own(setback: Setback, make_setback: Any) -> None:
    assert text_of(make_setback(), said(setback)) is None
