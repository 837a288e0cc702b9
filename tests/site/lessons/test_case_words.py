"""Cases in words: days as exactly as known, names, and how strong what the advice rests on is."""

from __future__ import annotations

import pytest

from pratfall.learn.cases import KINDS, SECTORS, Stands, cases
from pratfall.learn.cases.case import NETWORKS
from pratfall.reviews.render.speech import Speech, speech
from pratfall.site.lessons import case_words
from pratfall.site.lessons.services.cases import Told, advice_known

BOTH = pytest.mark.parametrize("words", [speech("en"), speech("fr")], ids=["en", "fr"])


@pytest.mark.parametrize(
    ("when", "english", "french"),
    [("2011", "2011", "2011"), ("2011-02", "February 2011", "février 2011"), ("2011-02-01", "1", "1er février 2011")],
)
def test_a_day_is_said_as_exactly_as_it_is_known(when: str, english: str, french: str) -> None:
    assert english in case_words.when_words(when, speech("en"))
    assert case_words.when_words(when, speech("fr")) == french


@pytest.mark.parametrize(
    ("when", "french"), [("2011", "2011"), ("2011-09", "sept. 2011"), ("2011-09-15", "15 sept. 2011")]
)
def test_a_day_in_a_narrow_column_is_short(when: str, french: str) -> None:
    assert case_words.when_short(when, speech("fr")) == french


@BOTH
def test_every_kind_sector_network_and_piece_of_advice_has_a_name_and_says_what_it_rests_on(words: Speech) -> None:
    for family, codes in (("case.kind", KINDS), ("case.sector", SECTORS), ("case.stands", tuple(Stands))):
        assert all(words.knows(f"{family}.{code}") for code in codes)
    for code in NETWORKS:
        assert case_words.network_name(code, words) != code
    for about in advice_known():
        assert words.knows(f"case.advice.{about}")
        assert words.knows(f"statement_check.{about}.why") or words.knows(f"case.evidence.{about}")
        assert "statement_check" not in case_words.advice_source(about, words)


@BOTH
def test_every_case_is_told_whole_and_its_numbers_lead_to_its_sources(words: Speech) -> None:
    for case in cases().values():
        story = case_words.story(Told(case), words)
        ids = {source.id: source.number for source in story.sources}
        for said in (story.happened, *story.did, *story.followed):
            assert said.marks and all(ids[name] == number for number, name in said.marks)
        assert story.lang == words.lang and len(story.advice) == len(case.advice)


def test_a_card_says_who_what_where_and_begins_the_story() -> None:
    shown = case_words.card(Told(cases()["emmaus-abbe-pierre-2024"]), speech("fr"))
    assert "France" in shown.about and "17 juillet 2024" in shown.about
    assert not shown.own and len(shown.begins) <= case_words.SHORT + 1


def test_a_country_nobody_has_a_name_for_is_its_code() -> None:
    assert case_words.country_name("FR", speech("en")) == "France"
    assert case_words.country_name("XQ", speech("en")) == "XQ"
