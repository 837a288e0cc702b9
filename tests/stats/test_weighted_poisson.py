"""Sums of few gifts: published values, coverage, and ratios of two of them."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import chi2

from pratfall.stats.weighted_poisson import ratio, sum_interval


def test_equal_gifts_give_garwoods_exact_interval_of_a_count() -> None:
    value, low, high = sum_interval(np.full(8, 20.0), 20.0)
    assert value == 160.0
    assert low == pytest.approx(20 * chi2.ppf(0.025, 16) / 2)
    assert high == pytest.approx(20 * chi2.ppf(0.975, 18) / 2)


def test_nothing_at_all_is_not_known_to_be_nothing() -> None:
    assert sum_interval(np.zeros(0), 50.0) == (0.0, 0.0, pytest.approx(50 * 3.689, rel=1e-3))


@pytest.mark.parametrize("mean", [3.0, 12.0, 50.0])
def test_the_interval_holds_the_expected_sum(mean: float) -> None:
    rng = np.random.default_rng(2)
    sizes = np.array([5, 10, 10, 20, 20, 50, 100, 250.0])
    held = []
    for _ in range(400):
        gifts = rng.choice(sizes, rng.poisson(mean))
        _, low, high = sum_interval(gifts, 250.0)
        held.append(low <= mean * sizes.mean() <= high)
    assert np.mean(held) >= 0.93


@pytest.mark.parametrize("times", [1.0, 3.0])
def test_the_ratio_of_two_sums_is_held(times: float) -> None:
    rng = np.random.default_rng(4)
    sizes = np.array([10, 20, 20, 50, 100.0])
    held = []
    for _ in range(400):
        one, other = (sum_interval(rng.choice(sizes, rng.poisson(m)), 100.0) for m in (15 * times, 15.0))
        _, low, high = ratio(one, other)
        held.append(low <= times <= high)
    assert np.mean(held) >= 0.94


def test_a_ratio_to_next_to_nothing_has_no_upper_end() -> None:
    one, none = sum_interval(np.full(9, 10.0), 10.0), sum_interval(np.zeros(0), 10.0)
    value, low, high = ratio(one, none)
    assert (value, high) == (np.inf, np.inf)
    assert low > 1.0
