from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pratfall.reviews.render.speech import LANGUAGES, speech
from pratfall.site.reports.models import Kind, Report
from pratfall.site.reports.regular import telling
from pratfall.site.reports.regular.sections import Told
from pratfall.site.reports.regular.telling import BOSS_SENTENCES, SectionTold


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_for_the_boss_has_eight_to_twelve_sentences_and_begins_with_what_failed(
    report: Report, lang: str
) -> None:
    told = telling.tell(report, speech(lang))
    count = sum(len(part.sentences) for part in told.boss)
    assert 8 <= count <= BOSS_SENTENCES
    assert told.boss[0].title == speech(lang).say("regular.section.failed")
    assert told.title == {"en": "June 2026", "fr": "Juin 2026"}[lang]


def test_when_it_was_made_and_from_what_is_said(report: Report) -> None:
    words = speech("en")
    assert telling.tell(report, words).made == "Made from what was known on 2 July 2026."
    report.known_on, report.edition = date(2027, 1, 5), 2
    assert "Made later" in telling.tell(report, words).made and "Edition 2." in telling.tell(report, words).made


def test_a_week_is_named_by_its_days() -> None:
    said = telling.title_of(Kind.WEEKLY, date(2026, 6, 1), date(2026, 6, 7), speech("fr"))
    assert said == "Semaine du 1er juin 2026 au 7 juin 2026"


def test_sections_of_an_older_pratfall_are_left_out_and_new_ones_are_no_fault(report: Report) -> None:
    facts = dict(report.facts["sections"])
    facts["of_long_ago"] = facts.pop("tests")
    report.facts = {"sections": facts, "before": None}
    assert "tests" not in [section.code for section in telling.tell(report, speech("en")).sections]


def test_a_section_kept_in_another_form_is_said_and_breaks_no_other(report: Report) -> None:
    facts = {**report.facts["sections"], "worth": {"of": "another version"}, "cost": {"spent": 3}}
    report.facts = {"sections": facts, "before": None}
    told = {section.code: section.told for section in telling.tell(report, speech("en")).sections}
    for code in ("worth", "cost"):
        assert told[code].sentences[0].startswith("This part was kept by another version")
    assert "things failed" in told["failed"].sentences[0]


def test_second_sentences_give_way_before_any_section_does() -> None:
    two = Told(("one", "two"), on_boss_page=2)
    every = [SectionTold(str(k), str(k), two) for k in range(9)]
    parts = telling._boss(every)
    assert [len(part.sentences) for part in parts] == [2, 2, 2, 1, 1, 1, 1, 1, 1]
    quiet = replace(two, quiet=True, on_boss_page=1)
    assert len(telling._boss([SectionTold(str(k), str(k), quiet) for k in range(13)])) == telling.BOSS_FEWEST
