"""The median and its interval, against counting by hand and against chance."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest

from pratfall.stats.typical import median_interval, minimum


def _slow_twin(values: list[float], level: float) -> tuple[float, float]:
    """Widen k from the middle outwards, summing coin tosses one by one."""
    n, ordered = len(values), sorted(values)
    best = None
    for k in range(1, n // 2 + 1):
        outside = 2 * sum(math.comb(n, j) for j in range(k)) / 2**n
        if outside <= 1 - level:
            best = k
    assert best is not None
    return ordered[best - 1], ordered[n - best]


@pytest.mark.parametrize(("n", "level"), list(itertools.product([6, 7, 9, 12, 25, 60, 101], [0.8, 0.95])))
def test_the_interval_equals_its_slow_twin(n: int, level: float) -> None:
    values = np.random.default_rng(n).lognormal(size=n)
    assert median_interval(values, level)[1:] == pytest.approx(_slow_twin(list(values), level))


def test_six_values_carry_95_percent_and_five_do_not() -> None:
    assert minimum(0.95) == 6
    with pytest.raises(ValueError, match="5 values"):
        median_interval(np.arange(5.0), 0.95)


def test_the_interval_covers_the_true_median_at_least_as_often_as_promised() -> None:
    rng = np.random.default_rng(7)
    runs, hits = 2000, 0
    for _ in range(runs):
        _, low, high = median_interval(rng.lognormal(sigma=1.1, size=23), 0.95)
        hits += low <= 1.0 <= high
    assert hits / runs >= 0.95 - 3 * math.sqrt(0.95 * 0.05 / runs)
