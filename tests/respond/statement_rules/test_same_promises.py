from __future__ import annotations

from pratfall.respond.statement_rules.same_promises import check

from .a_statement import GOOD, said


def test_a_language_without_text_is_named() -> None:
    advice = check(said(fr=" "))
    assert advice is not None
    assert (advice.reason, advice.langs) == ("missing", ("fr",))


def test_an_apology_in_one_language_alone_is_told() -> None:
    advice = check(said(fr=GOOD["fr"].replace("Nous vous présentons nos excuses, et", "Et")))
    assert advice is not None
    assert (advice.reason, advice.langs) == ("apology", ("fr",))


def test_promises_that_differ_are_quoted_from_each_side() -> None:
    advice = check(said(fr=GOOD["fr"].replace("23 h 00", "22 h 00")))
    assert advice is not None
    assert [(q.lang, q.words) for q in advice.quotes] == [("en", "23:00"), ("fr", "22:00")]
    assert advice.facts["kinds"] == ("times",)


def test_the_same_in_both_languages_is_fine() -> None:
    assert check(said()) is None
