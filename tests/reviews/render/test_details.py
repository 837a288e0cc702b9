from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

from pratfall.records.findings import Kind, Reference
from pratfall.records.numbers import Cost, Money
from pratfall.reviews.render.details import citation, rows_of
from pratfall.reviews.render.speech import speech
from tests.reviews.render.example import finding

DEFAULTS = Path(__file__).parents[3] / "src" / "pratfall" / "reviews" / "defaults.toml"


def test_every_source_of_a_default_is_cited_in_french_too() -> None:
    cited = re.findall(r'source = "([^"]*)"', DEFAULTS.read_text(encoding="utf-8"))
    assert len(cited) > 10
    assert [source for source in cited if citation(source, speech("fr")) == source] == []


def test_a_source_nobody_translated_is_cited_as_written() -> None:
    assert citation("Somebody 2031: forty-two", speech("fr")) == "Somebody 2031: forty-two"


def test_the_numbers_behind_a_finding_can_be_checked_one_by_one() -> None:
    reference = Reference(1.0, "own_history", own_history=True)
    fell = finding(
        "level_fell", Kind.FAILURE, cost=Cost(Decimal(3)), facts={"usual": 61.0, "now": 31.0}, reference=reference
    )
    rows = {row.label: row.value for row in rows_of(fell, speech("en"))}
    assert rows["A typical post before"] == "61" and rows["A typical post since"] == "31"
    assert rows["Interval"] == "between 0.4 and 0.7 times, 99% confidence"
    assert rows["Compared with"] == "your own history"
    assert rows["Counted"] == "34\u00a0posts"
    assert rows["Cost so far"] == "about 3\u00a0hours of work"


def test_an_onset_is_told_with_how_uncertain_it_is() -> None:
    facts = {"since_earliest": "2026-02-20", "since_latest": "2026-03-09"}
    rows = {row.label: row.value for row in rows_of(finding("level_fell", Kind.FAILURE, facts=facts), speech("en"))}
    assert rows["Since"] == "1 March 2026, at the earliest 20 February 2026, at the latest 9 March 2026"


def test_a_campaign_shows_its_last_milestone_and_its_budget() -> None:
    facts = {
        "milestone": Money(Decimal(2250), "EUR"),
        "milestone_day": "2026-06-12",
        "had": Money(Decimal(1140), "EUR"),
        "budget": Money(Decimal(300), "EUR"),
    }
    missed = finding("target_unlikely", Kind.FAILURE, facts=facts)
    rows = {row.label: row.value for row in rows_of(missed, speech("en"))}
    assert rows["Milestone"] == "€2,250 by 12 June 2026; there were €1,140"
    assert rows["Budget"] == "€300"
    assert rows["Counted"] == "34\u00a0donations or sales"
