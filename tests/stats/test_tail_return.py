"""Return periods: against a slow twin, against a tail that is known, and at the edges."""

from __future__ import annotations

import math

import numpy as np
import pytest

from pratfall.stats.tail_return import TailReturn


def _slow_twin(first: list[float], later: list[float]) -> list[float]:
    """One value after another, as the equations are written."""
    u = float(np.quantile(first, 0.995))
    excesses = [x - u for x in first if x > u]
    beta = sum(excesses) / len(excesses) if excesses else float(np.std(first))
    out = []
    for x in later:
        if x > u:
            out.append((-math.log(0.005) + (x - u) / beta) / math.log(10))
            beta += 0.15 * (min(x - u, 10 * beta) - beta)
            u += beta * 0.01 * 0.995
        else:
            out.append(0.0)
            u -= beta * 0.01 * 0.005
    return out


def test_it_equals_its_slow_twin() -> None:
    values = np.random.default_rng(1).exponential(size=3000)
    tail = TailReturn.from_first_day(values[None, :288])
    got = [float(tail.score(np.array([x]))[0]) for x in values[288:]]
    assert got == pytest.approx(_slow_twin(list(values[:288]), list(values[288:])))


def test_on_an_exponential_stream_a_return_period_comes_about_as_often_as_it_says() -> None:
    values = np.random.default_rng(2).exponential(size=(50, 40_000))
    tail = TailReturn.from_first_day(values[:, :2000])
    seen = np.array([tail.score(values[:, t]) for t in range(2000, 40_000)])
    for period in (300.0, 1000.0):
        often = (seen >= math.log10(period)).mean() * period
        assert 0.5 < often < 2.0


def test_values_without_a_first_day_start_from_the_first_there_is() -> None:
    tail = TailReturn.from_first_day(np.full((1, 288), np.nan))
    assert tail.score(np.array([np.nan]))[0] == 0
    assert tail.score(np.array([5.0]))[0] == 0
    assert tail.score(np.array([50.0]))[0] > 2


def test_missing_values_teach_nothing() -> None:
    tail = TailReturn.from_first_day(np.arange(300.0)[None, :])
    before = tail.u.copy(), tail.beta.copy()
    assert tail.score(np.array([np.nan]))[0] == 0
    assert (tail.u, tail.beta) == before


def test_too_short_a_first_day_starts_from_the_spread_and_not_from_its_two_largest_values() -> None:
    values = np.random.default_rng(3).normal(size=(200, 24))
    tail = TailReturn.from_first_day(values)
    assert (tail.beta >= 0.3 * values.std(axis=1) - 1e-12).all()


def test_the_mean_excess_never_falls_below_its_floor() -> None:
    tail = TailReturn.from_first_day(np.zeros((2, 288)), np.array([0.25, 1.0]))
    assert tail.score(np.array([2.0, 2.0])) == pytest.approx((-math.log(0.005) + np.array([8.0, 2.0])) / math.log(10))
    for _ in range(50):
        tail.score(tail.u + 1e-3)
    assert (tail.beta >= [0.25, 1.0]).all()
