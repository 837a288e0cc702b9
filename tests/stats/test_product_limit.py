"""The median of waiting times, those included who still wait."""

from __future__ import annotations

import math

import numpy as np
import pytest

from pratfall.stats.product_limit import curve, median_time


def _slow_share(times: list[float], happened: list[bool], t: float) -> float:
    share = 1.0
    for moment in sorted({x for x, h in zip(times, happened, strict=True) if h and x <= t}):
        risk = sum(x >= moment for x in times)
        share *= 1 - sum(x == moment and h for x, h in zip(times, happened, strict=True)) / risk
    return share


def test_the_example_of_the_equation_holds() -> None:
    times, happened = np.array([1.0, 2, 3, 4, 5]), np.array([True, True, False, True, False])
    at, share, _ = curve(times, happened)
    assert at.tolist() == [1, 2, 4]
    assert share == pytest.approx([0.8, 0.6, 0.3])
    assert median_time(times, happened).median == 4


@pytest.mark.parametrize("seed", range(6))
def test_the_curve_equals_its_slow_twin(seed: int) -> None:
    rng = np.random.default_rng(seed)
    times, happened = np.round(rng.exponential(5, 40), 1), rng.random(40) < 0.6
    at, share, _ = curve(times, happened)
    assert share == pytest.approx([_slow_share(times.tolist(), happened.tolist(), t) for t in at])


def test_the_median_of_a_published_trial_comes_out() -> None:
    """Acute myelogenous leukaemia, maintained and not (Miller 1981; in R: survival::aml): 31 and 23 weeks."""
    maintained = np.array([9, 13, 13, 18, 23, 28, 31, 34, 45, 48, 161.0])
    ended = np.array([1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0], dtype=bool)
    assert median_time(maintained, ended).median == 31
    other = np.array([5, 5, 8, 8, 12, 16, 23, 27, 30, 33, 43, 45.0])
    ended = np.array([1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1], dtype=bool)
    assert median_time(other, ended).median == 23


def test_where_most_still_wait_there_is_no_median() -> None:
    found = median_time(np.array([1.0, 9, 9, 9, 9]), np.array([True, False, False, False, False]))
    assert (found.median, found.high, found.longest) == (None, None, 9)
    assert median_time(np.array([3.0]), np.array([False])).median is None


def test_where_everybody_was_answered_it_is_the_usual_median() -> None:
    times = np.arange(1.0, 100)
    found = median_time(times, np.ones(99, dtype=bool))
    assert found.median == 50
    assert found.low is not None and found.high is not None
    assert 38 <= found.low <= 42 and 58 <= found.high <= 62


def test_what_is_no_time_is_refused() -> None:
    for times in ([], [math.nan], [-1.0]):
        with pytest.raises(ValueError, match="time"):
            median_time(np.array(times), np.ones(len(times), dtype=bool))


def test_the_interval_holds_the_true_median_about_as_often_as_promised() -> None:
    """Exponential answers, looked at for exponential times: about four in ten still wait."""
    rng = np.random.default_rng(7)
    runs, hits = 1000, 0
    for _ in range(runs):
        answer, until = rng.exponential(10, 60), rng.exponential(15, 60)
        found = median_time(np.minimum(answer, until), answer <= until)
        low, high = found.low or 0.0, found.high if found.high is not None else math.inf
        hits += low <= 10 * math.log(2) <= high
    assert hits / runs >= 0.95 - 3 * math.sqrt(0.95 * 0.05 / runs) - 0.01
