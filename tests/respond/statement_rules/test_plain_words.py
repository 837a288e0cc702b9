from __future__ import annotations

from pratfall.respond.statement_rules.plain_words import check

from .a_statement import said


def test_words_to_hide_behind_are_quoted_as_they_were_written() -> None:
    advice = check(said(en="Mistakes were made.", fr="Des Erreurs ont été Commises."))
    assert advice is not None
    assert [quote.words for quote in advice.quotes] == ["Mistakes were made", "Des Erreurs ont été Commises"]


def test_saying_who_did_it_is_plain() -> None:
    assert check(said(en="We made a mistake.", fr="Nous avons fait une erreur.")) is None
