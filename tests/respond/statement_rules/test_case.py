from __future__ import annotations

from pratfall.respond.statement_rules.case import Quote, quoting

from .a_statement import said


def test_words_are_found_in_the_languages_that_have_a_text() -> None:
    statement = said(fr=" ")
    assert statement.written == ("en",)
    assert statement.found("apology") == (Quote("en", "We are sorry"),)
    assert statement.without("blame") == ("en",)


def test_without_anything_to_quote_there_is_no_advice() -> None:
    assert quoting("plain_words", "own", ()) is None
