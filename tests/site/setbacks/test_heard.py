"""The ledger added up, comment by comment; what is new is read on top of what is known."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction

from pratfall.site.setbacks import heard as module
from pratfall.site.setbacks.heard import heard, instant
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.services.appending import Draft, append
from tests.site.setbacks.conftest import NOW

SEEN = {"created": (NOW - timedelta(hours=1)).isoformat(), "likes": 2, "post": "p1", "own": False}


def add(setback: Setback, *entries: tuple[str, dict[str, object]]) -> None:
    with transaction.atomic():
        drafts = [Draft(kind=kind, platform="x", ref="c1", body=body, text="d") for kind, body in entries]
        append(setback=setback, drafts=drafts, now=NOW)


def test_an_empty_ledger_has_heard_nothing(setback: Setback) -> None:
    assert heard(setback) == {}


def test_a_comment_is_all_that_was_noted_of_it(setback: Setback) -> None:
    add(setback, ("seen", SEEN), ("scored", {"anger": 0.5}), ("answered", {"by": "comment", "at": NOW.isoformat()}))
    add(setback, ("gone", {}), ("removal_asked", {"reason": "spam"}), ("removal_refused", {}), ("erased", {}))
    (row,) = heard(setback).values()
    assert (row.digest, row.likes, row.scores) == ("d", 2, {"anger": 0.5})
    assert (row.answered, row.answered_at, row.gone_at) == ("comment", NOW, NOW)
    assert (row.removal, row.reason, row.erased) == ("refused", "spam", True)
    assert row.since == NOW - timedelta(hours=1)
    add(setback, ("back", {}))
    assert heard(setback)["x", "c1"].gone_at is None


def test_a_comment_without_a_time_waits_since_it_was_seen(setback: Setback) -> None:
    add(setback, ("seen", {**SEEN, "created": None, "likes": None}))
    row = heard(setback)["x", "c1"]
    assert (row.since, row.likes) == (NOW, None)
    assert instant(None) is None


def test_only_what_is_new_is_read(setback: Setback, django_assert_num_queries: object) -> None:
    add(setback, ("seen", SEEN))
    heard(setback)
    with django_assert_num_queries(1):  # type: ignore[operator]
        heard(setback)
    add(setback, ("scored", {"anger": 0.5}))
    assert heard(setback)["x", "c1"].scores == {"anger": 0.5}


def test_entries_of_another_past_are_read_anew(setback: Setback) -> None:
    """After a transaction that was taken back, or a backup that was brought back."""
    with pytest.raises(RuntimeError), transaction.atomic():
        add(setback, ("seen", {**SEEN, "likes": 99}))
        heard(setback)
        raise RuntimeError
    add(setback, ("seen", SEEN), ("scored", {}))
    assert heard(setback)["x", "c1"].likes == 2


def test_only_a_few_setbacks_are_kept_in_memory(setback: Setback, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "KEPT", 0)
    add(setback, ("seen", SEEN))
    assert len(heard(setback)) == 1
    assert not module._KNOWN
