from __future__ import annotations

from pratfall.respond.statement import Kind
from pratfall.respond.statement_rules.names_what_happened import check

from .a_statement import said

VAGUE = {
    "en": "We are aware of the incident. We are deeply sorry. We take this very seriously.",
    "fr": "Nous sommes au courant de l’incident. Nous sommes désolés. Nous prenons cela très au sérieux.",
}


def test_a_text_that_never_says_what_happened_is_told_with_the_words_that_stand_in_for_it() -> None:
    advice = check(said(**VAGUE))
    assert advice is not None
    assert [(q.lang, q.words) for q in advice.quotes] == [("en", "the incident"), ("fr", "l’incident")]


def test_one_language_that_says_less_is_named() -> None:
    advice = check(said(fr=VAGUE["fr"]))
    assert advice is not None
    assert advice.langs == ("fr",)


def test_a_text_that_says_it_and_an_update_are_fine() -> None:
    assert check(said()) is None
    assert check(said(**VAGUE, kind=Kind.UPDATE)) is None


def test_blame_denial_and_promises_do_not_say_what_happened() -> None:
    advice = check(
        said(
            en="We are aware of the incident. Our supplier made a mistake. Everyone gets a voucher. No comment.",
            fr="C’était sans doute un pirate. Nous reviendrons plus forts. Nous ne ferons aucun commentaire.",
        )
    )
    assert advice is not None
    assert advice.langs == ("en", "fr")
