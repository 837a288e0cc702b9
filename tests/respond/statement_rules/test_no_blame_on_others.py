from __future__ import annotations

from pratfall.respond.statement_rules.no_blame_on_others import check

from .a_statement import GOOD, said


def test_blame_on_somebody_else_is_quoted_in_both_languages() -> None:
    advice = check(said(en="Our supplier made a mistake.", fr="Nos propos ont été sortis de leur contexte."))
    assert advice is not None
    assert [(q.lang, q.words) for q in advice.quotes] == [
        ("en", "Our supplier made a mistake"),
        ("fr", "sortis de leur contexte"),
    ]


def test_our_own_fault_is_nobody_elses() -> None:
    assert check(said(en="It was our own fault.", fr="C’est de notre faute, et de personne d’autre.")) is None
    assert check(said(**GOOD)) is None
