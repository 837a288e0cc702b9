from __future__ import annotations

from pratfall.respond.statement import Kind
from pratfall.respond.statement_rules.next_update_time import check

from .a_statement import NOW, said

SILENT = {"en": "The post is gone.", "fr": "La publication a été retirée."}


def test_no_time_a_time_gone_by_and_a_time_not_said_are_three_things() -> None:
    none = check(said(**SILENT, next_word_at=None))
    past = check(said(next_word_at=NOW))
    unsaid = check(said(fr=SILENT["fr"]))
    assert none and past and unsaid
    assert (none.reason, past.reason, unsaid.reason) == ("none", "past", "not_said")
    assert (unsaid.langs, unsaid.facts["hour"]) == (("fr",), "23:00")


def test_the_hour_may_be_written_in_any_way() -> None:
    assert check(said(en="More by 11 pm.", fr="La suite à 23h.")) is None


def test_an_hour_written_by_hand_is_a_time_and_a_closing_word_needs_none() -> None:
    assert check(said(en="More by 11 pm.", fr="La suite à 23h.", next_word_at=None)) is None
    assert check(said(**SILENT, next_word_at=None, kind=Kind.CLOSING)) is None
