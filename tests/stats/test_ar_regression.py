"""Lines through series with a memory: few false slopes, intervals that hold, and a slow twin."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import t

from pratfall.stats.ar_regression import RHO, fits, unit, whiten
from tests.calibration.impact_worlds import wander

WORLDS = 300


def line(n: int) -> np.ndarray:
    return np.column_stack([np.ones(n), np.linspace(-0.5, 0.5, n)])


def slopes(memory: float) -> float:
    """How often a slope is found at 5 % where there is none, in 60 points."""
    rng, x = np.random.default_rng(21), line(60)
    made = [fits(x, wander(rng, (60,), memory, 1.0), np.arange(60)) for _ in range(WORLDS)]
    return float(np.mean([m.p_value(unit(2, 1)) < 0.05 for m in made]))


@pytest.mark.parametrize("memory", [0.0, 0.3, 0.5])
def test_a_series_without_a_slope_seldom_shows_one(memory: float) -> None:
    """5 % promised; three standard errors of 300 worlds lie at 8.8 %."""
    assert slopes(memory) <= 0.088


def test_a_plain_line_would_find_far_too_many() -> None:
    rng, x = np.random.default_rng(21), line(60)
    found = 0
    for _ in range(WORLDS):
        y = wander(rng, (60,), 0.5, 1.0)
        value, left = np.linalg.lstsq(x, y, rcond=None)[:2]
        error = np.sqrt(left[0] / 58 * np.linalg.inv(x.T @ x)[1, 1])
        found += 2 * t.sf(abs(value[1]) / error, 58) < 0.05
    assert found / WORLDS > 0.15


def test_whitening_gaps_counts_the_steps_that_are_missing() -> None:
    at = np.array([0, 1, 4, 5, 9])
    covariance = 0.6 ** np.abs(np.subtract.outer(at, at))
    white = whiten(np.eye(5), 0.6, at)
    np.testing.assert_allclose(white @ covariance @ white.T, np.eye(5), atol=1e-12)


def test_quantiles_and_p_values_are_those_of_the_dense_twin() -> None:
    rng = np.random.default_rng(3)
    at = np.flatnonzero(rng.random(50) < 0.8)
    x, y = np.column_stack([np.ones(len(at)), rng.random(len(at))]), rng.normal(size=len(at))
    odds, parts, df = [], [], len(at) - 2
    for rho in RHO:
        r = np.eye(len(at)) if rho == 0 else rho ** np.abs(np.subtract.outer(at, at))
        inverse = np.linalg.inv(r)
        gram = x.T @ inverse @ x
        value = np.linalg.solve(gram, x.T @ inverse @ y)
        left = (y - x @ value) @ inverse @ (y - x @ value)
        odds.append(-0.5 * (np.linalg.slogdet(r)[1] + np.linalg.slogdet(gram)[1] + df * np.log(left)))
        parts.append(t(df, value[1], np.sqrt(left / df * np.linalg.inv(gram)[1, 1])))
    weight = np.exp(np.array(odds) - max(odds))
    weight /= weight.sum()
    found = fits(x, y, at)
    below = sum(w * p.cdf(0.0) for w, p in zip(weight, parts, strict=True))
    assert found.p_value(unit(2, 1)) == pytest.approx(2 * min(below, 1 - below), rel=1e-6)
    (low,) = found.quantiles(unit(2, 1), (0.025,))
    assert sum(w * p.cdf(low) for w, p in zip(weight, parts, strict=True)) == pytest.approx(0.025, abs=2e-3)
