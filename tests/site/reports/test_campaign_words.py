"""Numbers and criteria of a campaign, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from pratfall.reviews.render.speech import speech
from pratfall.site.campaigns.models import Campaign
from pratfall.site.campaigns.plan import columns
from pratfall.site.reports.campaign_words import (
    ended_early,
    failure_rows,
    left_of,
    milestone_rows,
    number_rows,
    stop_rows,
    use_known,
)
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


def test_what_was_due_after_an_early_end_is_no_longer_due() -> None:
    early = date(2026, 11, 10)
    later = TODAY.replace(month=12, day=20)  # whenever the page is read
    (stop,) = stop_rows(PLAN, NUMBERS, None, later, EN, early)
    (milestone,) = milestone_rows(PLAN, NUMBERS, later, EN, early)
    (failure,) = failure_rows(PLAN, NUMBERS, TODAY, EN, early)
    assert {stop.state, milestone.state, failure.state} == {"no longer due: it ended before"}
    (held,) = milestone_rows(PLAN, NUMBERS, later, EN, date(2026, 11, 14))  # its day had come
    assert held.state == "missed"


def test_only_an_end_before_the_last_day_is_early() -> None:
    campaign = Campaign(**columns(PLAN))
    assert ended_early(campaign) is None
    campaign.ended_at = datetime(2026, 12, 3, 20, tzinfo=UTC)
    assert ended_early(campaign) is None
    campaign.ended_at = datetime(2026, 11, 10, 20, tzinfo=UTC)
    assert ended_early(campaign) == date(2026, 11, 10)


def test_what_was_used_is_known_only_where_every_budget_has_its_number() -> None:
    assert use_known(PLAN, NUMBERS)
    assert not use_known(PLAN, None)
    assert not use_known(PLAN, replace(NUMBERS, hours=None))
    assert not use_known(PLAN, replace(NUMBERS, spent=None))
    assert use_known(replace(PLAN, budget_hours=None), replace(NUMBERS, hours=None))
