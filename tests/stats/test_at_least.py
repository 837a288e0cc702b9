from __future__ import annotations

from math import comb

import numpy as np
import pytest

from pratfall.stats.at_least import at_least


@pytest.mark.parametrize(("k", "n", "share"), [(0, 5, 0.3), (1, 5, 0.3), (6, 7, 0.15), (7, 7, 0.15), (3, 40, 0.02)])
def test_independent_ones_are_counted_as_binomial(k: int, n: int, share: float) -> None:
    summed = sum(comb(n, i) * share**i * (1 - share) ** (n - i) for i in range(k, n + 1))
    assert at_least(k, n, share) == pytest.approx(summed)


def test_pairs_that_always_agree_say_half_as_much() -> None:
    alone = at_least(3, 5, 0.2)
    assert at_least(6, 10, 0.2, effect=2.0) == pytest.approx(alone)
    assert at_least(6, 10, 0.2) < alone


def test_chains_of_neighbours_raise_no_more_alarms_than_said() -> None:
    """Neighbours resemble each other: normal scores with lag-one correlation 0.4, the lowest 15 % marked."""
    rng = np.random.default_rng(8)
    score = np.zeros((20_000, 8))
    score[:, 0] = rng.normal(size=20_000)
    for i in range(1, 8):
        score[:, i] = 0.4 * score[:, i - 1] + rng.normal(0, (1 - 0.16) ** 0.5, 20_000)
    marked = (score < -1.0364).sum(axis=1)
    for k in (3, 4, 5, 6):
        assert (marked >= k).mean() <= at_least(k, 8, 0.15, effect=1.4 / 0.6)


def test_more_than_there_are_is_a_mistake() -> None:
    with pytest.raises(ValueError):
        at_least(3, 2, 0.5)
