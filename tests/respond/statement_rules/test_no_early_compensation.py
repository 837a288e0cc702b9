from __future__ import annotations

from pratfall.respond.statement import Kind
from pratfall.respond.statement_rules.no_early_compensation import check

from .a_statement import said

OFFER = "Everybody who was there gets a voucher."


def test_an_early_offer_is_quoted_and_a_closing_word_may_make_one() -> None:
    advice = check(said(en=OFFER))
    assert advice is not None
    assert [quote.words for quote in advice.quotes] == ["voucher"]
    assert check(said(en=OFFER, kind=Kind.CLOSING)) is None


def test_giving_back_what_was_taken_by_mistake_is_no_compensation() -> None:
    assert (
        check(said(en="Payments made twice are refunded today.", fr="Ce qui a été débité deux fois est remboursé."))
        is None
    )
