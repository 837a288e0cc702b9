from __future__ import annotations

from pratfall.respond.statement_rules.no_denial import check

from .a_statement import said


def test_a_lawyers_words_are_quoted() -> None:
    advice = check(said(en="No comment.", fr="Nous démentons toutes les accusations."))
    assert advice is not None
    assert [quote.words for quote in advice.quotes] == ["No comment", "Nous démentons"]


def test_a_correction_of_a_number_is_no_denial() -> None:
    assert check(said(en="The right number is 23.", fr="Le bon nombre est 23.")) is None
