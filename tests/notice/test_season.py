from datetime import timedelta

import numpy as np
import pytest

from pratfall.notice.histories import prepare
from pratfall.notice.level import KINDS, weigh
from pratfall.notice.season import comes_every_year
from pratfall.records.candidates import Candidate
from pratfall.records.findings import Kind
from pratfall.records.numbers import NotEnoughData
from tests.calibration.worlds import START, Plan, World, make

DAYS = 560  # a year and a half: too little for `comparable` to know the months
DIP = 90


def world(factor: float, *, last_year: bool, this_year: bool, seed: int) -> World:
    """One account; times `factor` in the newest 90 days, or in the same days a year before, or in both."""
    made = make([Plan(series=1, per_week=4.0, spread=0.8)], DAYS, np.random.default_rng(500 + seed))
    now = made.at >= DAYS - DIP
    then = (made.at >= DAYS - DIP - 365) & (made.at < DAYS - 365)
    changed = (now & this_year) | (then & last_year)
    made.value[changed] = np.round(made.value[changed] * factor)
    return made


def answer(made: World, *, down: bool) -> bool:
    since = START.date() + timedelta(days=DAYS - DIP)
    return comes_every_year(prepare(made.scene(DAYS), KINDS), 0, since, down=down)


def asked(made: World, *, down: bool) -> Candidate:
    kind = Kind.FAILURE if down else Kind.GOOD_NEWS
    return next(c for c in weigh(prepare(made.scene(DAYS), KINDS)) if c.kind is kind and c.subject.id == "x/0")


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("down", [True, False])
def test_what_came_a_year_before_and_passed_is_the_season(seed: int, down: bool) -> None:
    made = world(0.3 if down else 3.5, last_year=True, this_year=True, seed=seed)
    assert answer(made, down=down)
    found = asked(made, down=down)
    estimate = found.estimate(0.95)
    assert found.rate is None and isinstance(estimate, NotEnoughData)
    assert (estimate.of, estimate.needed) == ("days", 730) and 540 <= estimate.got <= DAYS


@pytest.mark.parametrize("seed", range(3))
def test_a_fall_that_is_new_is_no_season(seed: int) -> None:
    made = world(0.3, last_year=False, this_year=True, seed=seed)
    assert not answer(made, down=True)
    assert (asked(made, down=True).rate or 9) < 0.01


def test_a_fall_deeper_than_the_dip_of_the_year_before_is_told() -> None:
    made = world(0.5, last_year=True, this_year=True, seed=4)
    late = made.at >= DAYS - DIP
    made.value[late] = np.round(made.value[late] * 0.3)
    assert not answer(made, down=True)


def test_a_fall_of_more_than_a_year_ago_is_no_season() -> None:
    made = make([Plan(series=1, per_week=4.0, falls=((None, 150, 0.2),))], DAYS, np.random.default_rng(510))
    h = prepare(made.scene(DAYS), KINDS)
    assert not comes_every_year(h, 0, START.date() + timedelta(days=150), down=True)


def test_where_last_year_is_not_known_nothing_is_the_season() -> None:
    made = make([Plan(series=1, per_week=4.0, falls=((None, 200, 0.2),))], 300, np.random.default_rng(511))
    assert not comes_every_year(prepare(made.scene(300), KINDS), 0, START.date() + timedelta(days=200), down=True)
