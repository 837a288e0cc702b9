from __future__ import annotations

from pratfall.respond.statement_rules.no_superlative_comeback import check

from .a_statement import said


def test_a_promise_to_come_back_stronger_is_quoted() -> None:
    advice = check(said(en="We will come back stronger than before.", fr="Nous reviendrons plus forts que jamais."))
    assert advice is not None
    assert {quote.lang for quote in advice.quotes} == {"en", "fr"}


def test_doing_better_is_no_superlative() -> None:
    assert check(said(en="We will do better.", fr="Nous ferons mieux.")) is None
