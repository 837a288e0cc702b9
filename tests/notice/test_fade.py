from datetime import date, timedelta

import numpy as np
import pytest

from pratfall.notice.histories import prepare
from pratfall.notice.level import KINDS, weigh
from pratfall.records.findings import Kind
from tests.calibration.worlds import START, Plan, World, make

SLIDE = tuple((None, 500 + 20 * k, 0.95) for k in range(29))  # to about 0.23 within 580 days


def codes(world: World, day: int = 1100) -> dict[str, str]:
    """What is asked downwards, by subject id."""
    return {c.subject.id: c.code for c in weigh(prepare(world.scene(day), KINDS)) if c.kind is Kind.FAILURE}


def plan(falls: tuple = (), series: int = 1, platform: str = "x") -> Plan:
    return Plan(platform, series, 3.0, falls=falls, spread=0.8)


@pytest.mark.parametrize("seed", range(4))
def test_an_account_that_slides_while_the_others_hold_is_fading(seed: int) -> None:
    found = codes(make([plan(SLIDE), plan(platform="youtube"), plan(platform="facebook")], 1100, rng(seed)))
    assert found["x/0"] == "fading"
    assert {found["youtube/1"], found["facebook/2"]} <= {"level_fell", "declining"}


@pytest.mark.parametrize("seed", range(4))
def test_accounts_that_slide_together_are_declining_and_not_fading(seed: int) -> None:
    found = codes(
        make([plan(SLIDE), plan(SLIDE, platform="youtube"), plan(SLIDE, platform="facebook")], 1100, rng(seed))
    )
    assert found["x/0"] == "declining"


def test_an_account_without_anybody_to_compare_with_is_declining() -> None:
    assert codes(make([plan(SLIDE)], 1100, rng(1)))["x/0"] == "declining"


def test_a_series_that_slides_inside_a_steady_account_is_fading_and_one_that_slides_with_it_is_not() -> None:
    alone = tuple((1, day, factor) for _, day, factor in SLIDE)
    assert codes(make([plan(alone, series=4)], 1100, rng(2)))["x/0/hashtag/s1"] == "fading"
    together = [codes(make([plan(SLIDE, series=4)], 1100, rng(seed))) for seed in range(6)]
    assert sum(code == "fading" for found in together for code in found.values()) <= 3  # of 30, each at 2.5 %


def test_a_step_is_never_called_fading() -> None:
    found = [codes(make([plan(((None, 900, 0.3),)), plan(platform="youtube")], 1100, rng(s)))["x/0"] for s in range(5)]
    assert found == ["level_fell"] * 5


def test_a_slide_is_dated_to_about_where_it_began() -> None:
    dates = []
    for seed in range(5):
        made = prepare(make([plan(SLIDE), plan(platform="youtube")], 1100, rng(seed)).scene(1100), KINDS)
        found = next(c for c in weigh(made) if c.subject.id == "x/0" and c.kind is Kind.FAILURE)
        assert found.since is not None and found.facts["since_earliest"] <= found.since <= found.facts["since_latest"]
        dates.append(found.since)
    began: date = START.date() + timedelta(days=500)
    assert abs((sorted(dates)[2] - began).days) < 120


def rng(seed: int) -> np.random.Generator:
    return np.random.default_rng(300 + seed)
