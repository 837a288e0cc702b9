from __future__ import annotations

from pratfall.respond.statement import Kind
from pratfall.respond.statement_rules.concern import check

from .a_statement import said

COLD = {"en": "The post is gone.", "fr": "La publication a été retirée."}


def test_a_first_word_without_concern_is_told_by_language() -> None:
    advice = check(said(**COLD))
    assert advice is not None
    assert advice.langs == ("en", "fr")
    only = check(said(fr=COLD["fr"]))
    assert only is not None
    assert only.langs == ("fr",)


def test_an_apology_is_concern_too_and_an_update_needs_none() -> None:
    assert check(said(en="We are sorry.", fr="Nous vous présentons nos excuses.")) is None
    assert check(said(**COLD, kind=Kind.UPDATE)) is None
