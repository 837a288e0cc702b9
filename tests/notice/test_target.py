from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from pratfall.notice.target import foretell, goals
from pratfall.records.charts import ForecastChart
from pratfall.records.findings import Finding, Kind, Status
from pratfall.records.goals import CampaignGoal, GoalUnit
from pratfall.records.numbers import Estimate, Money, NotEnoughData, Window
from pratfall.records.scene import Scene
from tests.small_scenes import defaults, post, scene

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
RUNNING = Window(date(2026, 11, 1), date(2026, 11, 30))


def campaign(name: str, window: Window, **given: Any) -> CampaignGoal:
    return CampaignGoal(name=name, labels=frozenset({name}), window=window, **{"currency": "EUR", **given})


def month(year: int, month: int) -> Window:
    first = date(year, month, 1)
    return Window(first, first + timedelta(days=29))


PAST = (campaign("spring", month(2026, 3)), campaign("summer", month(2026, 6)), campaign("autumn", month(2025, 11)))


def gifts(name: str, window: Window, each_day: int = 2, until: date | None = None) -> Iterator[dict[str, Any]]:
    """The same number of gifts of 15 to 25 euros every day."""
    rng = np.random.default_rng(7)
    for i in range(window.days):
        day = window.start + timedelta(days=i)
        for k in range(each_day if until is None or day <= until else 0):
            at = np.datetime64(f"{day}T1{k}:00:00", "s")
            yield {"occurred": at, "net": Decimal(int(rng.integers(15, 26))), "campaign": name.upper()}


def world(target: int | None, *, past: int = 3, now: datetime = NOW, until: date | None = None, **goal: Any) -> Scene:
    """Past campaigns of two gifts a day, and a running one with as many: it will end at about 1,200 euros."""
    known = PAST[:past]
    running = campaign("winter", RUNNING, target=None if target is None else Decimal(target), **goal)
    rows = [row for c in known for row in gifts(c.name, c.window)]
    rows += gifts("winter", RUNNING, until=until or now.date())
    return scene(gifts=rows, given=replace(defaults(), campaigns=(*known, running)), now=now)


def only(told: Scene) -> Finding:
    (found,) = foretell(told)
    return found


def test_a_target_twice_out_of_reach_is_told_with_its_chance_and_the_sum_expected() -> None:
    found = only(world(3000))
    assert (found.code, found.kind, found.status) == ("target_unlikely", Kind.FAILURE, Status.SURE)
    assert isinstance(found.estimate, Estimate)
    assert found.estimate.low < 0.4 < found.estimate.high
    assert isinstance(found.facts["reach"], float) and found.facts["reach"] < 0.02
    assert isinstance(found.facts["expected"], Money) and 1050 < found.facts["expected"].amount < 1350


def test_a_target_within_easy_reach_is_good_news() -> None:
    found = only(world(900))
    assert (found.code, found.kind) == ("target_likely", Kind.GOOD_NEWS)


def test_in_between_it_stays_open_and_says_so() -> None:
    found = only(world(1200))
    assert (found.code, found.status) == ("target_open", Status.CANNOT_TELL)
    assert isinstance(found.facts["reach"], float) and 0.1 < found.facts["reach"] < 0.9


@pytest.mark.parametrize("past", [0, 1])
def test_without_two_past_campaigns_nothing_is_foretold(past: int) -> None:
    found = only(world(3000, past=past))
    assert found.status is Status.CANNOT_TELL
    assert found.estimate == NotEnoughData(2, past, "past_campaigns")
    assert found.chart is None


def test_too_early_is_an_answer() -> None:
    found = only(world(3000, now=datetime(2026, 11, 2, 12, tzinfo=UTC)))
    assert found.estimate == NotEnoughData(3, 1, "days")


def test_a_campaign_without_a_target_or_not_running_today_is_not_asked() -> None:
    assert not list(foretell(world(None)))
    assert not list(foretell(world(3000, now=datetime(2026, 12, 5, tzinfo=UTC))))


def test_silence_of_the_exports_is_no_silence_of_the_donors() -> None:
    stopped = only(world(3000, until=date(2026, 11, 12)))
    assert stopped.facts["as_of"] == date(2026, 11, 12)
    assert isinstance(stopped.facts["expected"], Money) and stopped.facts["expected"].amount > 1000


def test_old_exports_carry_no_verdict_of_failure() -> None:
    long = Window(date(2026, 9, 1), date(2026, 12, 31))
    told = world(3000, until=date(2026, 10, 1))
    running = replace(told.settings.campaigns[-1], window=long)
    rows = [row for c in PAST for row in gifts(c.name, c.window)]
    rows += gifts("winter", long, until=date(2026, 10, 1))
    settings = replace(defaults(), campaigns=(*PAST, replace(running, target=Decimal(90_000))))
    found = only(scene(gifts=rows, given=settings, now=NOW))
    assert found.freshness.stale
    assert (found.code, found.status) == ("target_open", Status.CANNOT_TELL)


def test_gifts_of_other_campaigns_and_currencies_are_not_counted() -> None:
    told = world(3000)
    rows = [row for c in PAST for row in gifts(c.name, c.window)]
    rows += gifts("winter", RUNNING, until=NOW.date())
    rows += [{**row, "campaign": "other"} for row in gifts("winter", RUNNING)]
    rows += [{**row, "currency": "USD"} for row in gifts("winter", RUNNING)]
    with_others = scene(gifts=rows, given=told.settings, now=NOW)
    assert only(with_others).facts["so_far"] == only(told).facts["so_far"]


def test_sign_ups_are_counted_and_not_added_up() -> None:
    rows = [{**row, "type": "signup", "net": None} for c in PAST for row in gifts(c.name, c.window)]
    rows += [{**row, "type": "signup", "net": None} for row in gifts("winter", RUNNING, until=NOW.date())]
    known = tuple(replace(c, unit=GoalUnit.SIGNUPS) for c in PAST)
    running = campaign("winter", RUNNING, target=Decimal(200), unit=GoalUnit.SIGNUPS)
    found = only(scene(gifts=rows, given=replace(defaults(), campaigns=(*known, running)), now=NOW))
    assert (found.code, found.facts["so_far"], found.facts["target"]) == ("target_unlikely", 42, 200)


def test_milestones_are_the_plan_and_spend_is_the_cost() -> None:
    plan = ((date(2026, 11, 10), Decimal(900)), (date(2026, 11, 28), Decimal(2000)))
    told = world(3000, milestones=plan, budget=Decimal(400))
    spend = {"campaign": "Winter", "start": np.datetime64("2026-11-03"), "amount": Decimal(120), "currency": "EUR"}
    labelled = post("2026-11-05", campaign="winter", format="image")
    rows = [row for c in PAST for row in gifts(c.name, c.window)] + list(gifts("winter", RUNNING, until=NOW.date()))
    found = only(scene([labelled], gifts=rows, spends=[spend], given=told.settings, now=NOW))
    assert found.facts["milestone"] == Money(Decimal(900), "EUR")
    assert isinstance(found.facts["had"], Money) and 300 < found.facts["had"].amount < 500
    assert found.cost.money == (Money(Decimal(120), "EUR"),)
    assert found.cost.hours == Decimal("1.0")


def test_the_chart_ends_where_the_campaign_ends_and_holds_the_goal() -> None:
    found = only(world(3000))
    assert isinstance(found.chart, ForecastChart)
    assert (found.chart.goal, found.chart.end.date()) == (3000.0, date(2026, 11, 30))
    assert found.chart.points[-1].value == pytest.approx(float(found.facts["so_far"].amount), abs=1)  # type: ignore[attr-defined]
    assert [p.at for p in found.chart.points] == sorted({p.at for p in found.chart.points})


def test_every_campaign_with_a_target_can_be_opened() -> None:
    assert [subject.label for subject in goals(world(3000))] == ["winter"]
