"""The promises of the rules of `decide`, seeded and in seconds; `./run bench decide` measures them in full."""

from __future__ import annotations

import re
from functools import cache

import numpy as np
import pytest

from tests.calibration.decide_worlds import Race, advised_series, found_by_clicks, found_by_posts, race


def test_two_equal_arms_looked_at_every_day_are_called_different_at_most_once_in_twenty() -> None:
    assert found_by_clicks(np.random.default_rng(1), 3000, 0.0).mean() <= 0.05


def test_the_same_where_clicks_hang_on_posts() -> None:
    assert found_by_posts(np.random.default_rng(1), 3000, 0.0).mean() <= 0.055


def test_half_more_is_nearly_always_found() -> None:
    assert found_by_clicks(np.random.default_rng(2), 1000, 0.5).mean() >= 0.95


@cache
def raced(slow: bool) -> Race:
    return race(np.random.default_rng((3, slow)), 400, slow=slow)


@pytest.mark.parametrize("slow", [False, True], ids=["at_once", "slow_starters"])
def test_eight_ideas_bring_most_of_what_the_best_alone_would_have_brought(slow: bool) -> None:
    assert raced(slow).conversions >= 0.85


@pytest.mark.parametrize("slow", [False, True], ids=["at_once", "slow_starters"])
def test_the_best_of_eight_ideas_is_mostly_named(slow: bool) -> None:
    assert raced(slow).picked >= 0.74  # two standard errors of 400 races below 0.78


def test_pulling_is_wrong_as_often_as_told_and_advice_wastes_least() -> None:
    lines = dict(advised_series(np.random.default_rng(4), 6000))
    above, told = (float(re.findall(rf"{word} ([\d.]+)", lines["pull"])[0]) for word in ("bar", "told"))
    assert above == pytest.approx(told, abs=0.025)
    waste = {name: float(lines[name].split()[0]) for name in ("by the advice", "always go on", "stop all told")}
    assert waste["by the advice"] < 0.5 * min(waste["always go on"], waste["stop all told"])
