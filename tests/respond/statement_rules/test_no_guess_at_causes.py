from __future__ import annotations

from pratfall.respond.statement_rules.no_guess_at_causes import check

from .a_statement import said


def test_a_guess_is_quoted() -> None:
    advice = check(said(fr="C’était probablement un pirate."))
    assert advice is not None
    assert [quote.words for quote in advice.quotes] == ["probablement"]


def test_saying_that_one_does_not_know_is_no_guess() -> None:
    assert check(said(en="We do not know yet whether it was probably us.")) is None
    assert check(said()) is None
