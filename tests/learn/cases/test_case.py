"""What a case gives out."""

from __future__ import annotations

from dataclasses import replace

from pratfall.learn.cases import cases

CASE = cases()["american-red-cross-2011"]


def test_a_case_told_in_one_language_is_shown_in_it_to_everybody() -> None:
    french = replace(CASE, title={"fr": CASE.title["fr"]})
    assert CASE.languages == ("en", "fr") and CASE.in_language("en") == "en"
    assert french.languages == ("fr",) and french.in_language("en") == "fr"


def test_its_text_for_a_search_holds_every_statement_in_one_language() -> None:
    text = CASE.text("fr")
    assert CASE.organisation in text and CASE.lesson["fr"] in text and CASE.followed[0].words["fr"] in text
    assert CASE.lesson["en"] not in text
