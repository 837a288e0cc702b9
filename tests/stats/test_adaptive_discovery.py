from __future__ import annotations

import numpy as np
import pytest
from online_fdr.p_values.investing.saffron.saffron import Saffron
from scipy.stats import norm

from pratfall.stats.adaptive_discovery import _given, told


def streams(number: int, true: float, z: float = 3.0) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng((20261121, round(10 * true)))
    is_true = rng.random((number, 100)) < true
    return is_true, 2.0 * norm.sf(np.abs(rng.normal(size=(number, 100)) + z * is_true))


class Parts:
    """Our division of a wealth, in place of theirs."""

    def calc_gamma(self, j: int, _: object = None) -> float:
        return _given(j)


def test_a_wealth_is_spent_once() -> None:
    assert sum(_given(k) for k in range(1, 100_000)) == pytest.approx(1.0, abs=0.001)


@pytest.mark.parametrize("true", [0.0, 0.1, 0.3])
def test_it_decides_as_the_published_method(true: float) -> None:
    for p_values in streams(20, true)[1]:
        peer = Saffron(alpha=0.05, wealth=0.045, lambda_=0.7)
        peer.seq = Parts()  # type: ignore[assignment]
        assert told(p_values) == [bool(peer.test_one(float(p))) for p in p_values]


@pytest.mark.parametrize(("true", "power"), [(0.0, 0.0), (0.1, 0.28), (0.3, 0.56)])
def test_few_of_those_told_are_false_and_common_true_ones_are_mostly_told(true: float, power: float) -> None:
    is_true, p_values = streams(300, true)
    said = np.array([told(row) for row in p_values])
    false = ((said & ~is_true).sum(axis=1) / np.maximum(said.sum(axis=1), 1)).mean()
    assert false <= 0.05
    assert (said & is_true).sum() >= power * is_true.sum()


def test_nothing_asked_nothing_told() -> None:
    assert told([]) == []
    assert told([0.9, 1.0]) == [False, False]
