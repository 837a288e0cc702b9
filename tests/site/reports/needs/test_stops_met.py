"""Running campaigns that met their stop criterion."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from pratfall.site.campaigns.models import Campaign, Decision
from pratfall.site.campaigns.services.decisions import Basis
from pratfall.site.reports.needs import Look, stops_met
from tests.site.reports.conftest import NOW, NUMBERS

Look_ = Callable[..., Look]


def test_a_plan_that_was_not_launched_stops_nothing(campaign: Campaign, look: Look_) -> None:
    assert list(stops_met.needs(look())) == []


def test_a_met_criterion_is_a_row_with_what_is_left_to_spend(running: Campaign, look: Look_) -> None:
    (row,) = stops_met.needs(look())
    assert "A new oven" in row.title and "€1,800" in row.sentence
    assert row.decide == f"/decide/?campaign={running.pk}"
    assert row.cost.hours == 28
    assert row.cost.money is not None and row.cost.money[0].amount == Decimal(180)
    assert row.cost_said == "monday.budget_left"


def test_a_budget_of_which_nobody_knows_what_was_used_is_no_cost(running: Campaign, look: Look_) -> None:
    unknown = replace(NUMBERS, hours=None, spent=None)
    (row,) = stops_met.needs(look(numbers={running.pk: unknown}))
    assert row.cost.hours == 40 and row.cost_said == "monday.budget_left_at_most"


def test_missing_numbers_stop_nothing(running: Campaign, look: Look_) -> None:
    assert list(stops_met.needs(look(numbers={}))) == []


def test_a_campaign_somebody_decided_about_is_not_asked_again(
    running: Campaign, look: Look_, decided: Callable[..., Decision]
) -> None:
    decided(act="keep", basis=Basis(about="campaign", refs=("1",), title="", numbers={}, campaign=running))
    assert list(stops_met.needs(look())) == []


def test_a_last_day_that_is_over_asks_to_close_it(running: Campaign, look: Look_) -> None:
    (row,) = stops_met.needs(look(now=NOW + timedelta(days=30)))
    assert "last day is over" in row.title and "decide" not in row.acts
