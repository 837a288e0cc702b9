from __future__ import annotations

import numpy as np
import pytest

from pratfall.stats.early_curve import EarlyCurve, fit


def posts(n: int, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """Readings now and at half the age, and finals that depend on both."""
    rng = np.random.default_rng(seed)
    newest = rng.normal(4, 1, n)
    grown = rng.gamma(2, 0.3, n)
    final = newest + 0.5 + 0.6 * grown + rng.normal(0, 0.3, n)
    readings = np.expm1(np.stack([newest, newest - grown], axis=1))
    return np.maximum(readings, 0), np.expm1(np.maximum(final, newest))


def slow(readings: np.ndarray, final: np.ndarray, weight: np.ndarray, of: EarlyCurve) -> np.ndarray:
    """Intercept and slopes by the normal equations, the columns scaled as `of` scaled them."""
    newest = np.log1p(readings[:, 0])
    grown = newest - np.log1p(readings[:, 1])
    columns = (np.stack([newest, grown, np.zeros(len(newest))], axis=1) - of.mean) / of.spread
    x = np.concatenate([np.ones((len(newest), 1)), columns], axis=1)
    penalty = np.diag([0.0, *[of.strength] * 3])
    return np.linalg.solve(x.T * weight @ x + penalty, x.T * weight @ (np.log1p(final) - newest))


@pytest.mark.parametrize("weighted", [False, True], ids=["alike", "weighted"])
def test_errors_without_one_and_without_two_are_those_of_fitting_again(weighted: bool) -> None:
    readings, final = posts(25)
    weight = np.where(np.arange(25) < 12, 0.3, 1.0) if weighted else np.ones(25)
    line = fit(readings, final, weight)
    newest = np.log1p(readings[:, 0])
    grown = newest - np.log1p(readings[:, 1])
    x = np.stack([np.ones(25), *((np.stack([newest, grown, 0 * newest], 1) - line.mean) / line.spread).T], axis=1)
    aim = np.log1p(final) - newest
    for i, j in ((0, 1), (7, 20), (24, 3)):
        for without, got in (((j,), line.left[j]), ((i, j), line.pairs[i, j])):
            keep = ~np.isin(np.arange(25), without)
            b = slow(readings[keep], final[keep], weight[keep], line)
            assert aim[j] - x[j] @ b == pytest.approx(got, abs=1e-9)


def test_the_strength_chosen_has_the_smallest_error_left_out() -> None:
    readings, final = posts(60)
    line = fit(readings, final)
    keep = np.arange(60)
    assert np.mean(line.left**2) < np.mean((np.log1p(final) - np.log1p(readings[:, 0]) - line.factor)[keep] ** 2)


def test_with_nothing_to_learn_the_line_is_the_plain_factor() -> None:
    rng = np.random.default_rng(2)
    newest = rng.normal(5, 1, 40)
    final = np.expm1(newest + 0.7 + rng.normal(0, 0.5, 40))
    line = fit(np.expm1(newest)[:, None], final)
    assert np.abs(line.slopes).max() < 0.1
    assert line.location(np.array([[100.0]]))[0] == pytest.approx(np.log1p(100.0) + 0.7, abs=0.3)


def test_a_missing_reading_counts_as_the_average_one_and_not_as_zero() -> None:
    readings, final = posts(400)
    gone = np.random.default_rng(5).random(400) < 0.3
    readings[gone, 1] = np.nan
    line = fit(readings, final)
    usual = np.nanmean(np.log1p(readings[:, 0]) - np.log1p(readings[:, 1]))
    like = np.expm1(np.log1p(50.0) - usual)
    at = line.location(np.array([[50.0, np.nan], [50.0, like], [50.0, 0.0]]))
    assert at[0] == pytest.approx(at[1], abs=0.1)
    assert abs(at[2] - at[1]) > 0.5
