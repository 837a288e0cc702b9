"""Numbers and criteria of a campaign, in words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pratfall.reviews.render.speech import speech
from pratfall.site.campaigns.models import Campaign
from pratfall.site.campaigns.plan import columns
from pratfall.site.reports.campaign_words import failure_rows, left_of, milestone_rows, number_rows, stop_rows
from tests.site.reports.conftest import NUMBERS, PLAN

EN = speech("en")
TODAY = date(2026, 11, 21)


def test_numbers_stand_beside_what_was_planned() -> None:
    rows = {row.label: row.value for row in number_rows(NUMBERS, Campaign(**columns(PLAN)), EN)}
    assert rows["So far"] == "€1,544"
    assert rows["Of the target"] == "34%"
    assert rows["Spent on adverts"] == "€120 of €300"
    assert "12" in rows["Hours behind its posts"] and "40" in rows["Hours behind its posts"]


def test_what_nobody_exported_is_unknown_and_never_zero() -> None:
    rows = {row.label: row.value for row in number_rows(None, Campaign(**columns(PLAN)), EN)}
    assert rows["So far"] == "unknown" and rows["Spent on adverts"].startswith("unknown")
    assert "Of the target" not in rows


def test_criteria_say_how_they_stand() -> None:
    (stop,) = stop_rows(PLAN, NUMBERS, None, TODAY, EN)
    assert (stop.state, stop.met, stop.now) == ("happened", "bad", "so far €900")
    (failure,) = failure_rows(PLAN, NUMBERS, TODAY, EN)
    assert failure.met == "not_yet" and "477" in failure.now
    (failure,) = failure_rows(PLAN, NUMBERS, date(2026, 12, 4), EN)
    assert (failure.state, failure.met) == ("failed", "bad")
    (milestone,) = milestone_rows(PLAN, NUMBERS, TODAY, EN)
    assert (milestone.state, milestone.met) == ("missed", "bad")
    (unknown,) = stop_rows(PLAN, None, None, TODAY, speech("fr"))
    assert unknown.met == "unknown" and "impossible" in unknown.state


def test_what_is_left_is_the_budget_less_what_was_used() -> None:
    left = left_of(PLAN, NUMBERS)
    assert left.hours == 28 and left.money is not None and left.money[0].amount == Decimal(180)
    assert left_of(PLAN, None).hours == 40
