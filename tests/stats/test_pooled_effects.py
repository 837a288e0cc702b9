"""Effects drawn towards none: the same as the slow way, calm where posts are few, unmoved by one that went round."""

from __future__ import annotations

import numpy as np
import pytest

from pratfall.stats.pooled_effects import FLAT, FORETELLING, INTERVALS, Care, fit


def one_hot(kinds: np.ndarray) -> np.ndarray:
    return (kinds[:, None] == np.unique(kinds)).astype(float)


def posts(seed: int, n: int, size: float) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    kinds = np.arange(n) % 4
    truth = size * np.array([1.0, -1.0, 0.5, -0.5])
    x = np.hstack([np.ones((n, 1)), one_hot(kinds)])
    return x, 3.0 + truth[kinds] + rng.normal(0, 0.5, n), np.array([FLAT, 0, 0, 0, 0]), truth


def test_effects_equal_those_of_generalised_least_squares_with_the_same_variances() -> None:
    x, y, factor, _ = posts(1, 80, 0.4)
    found = fit(x, y, factor, Care(0.1, 1e6))  # no post counts less: an ordinary mixed model
    z, ones = x[:, 1:], x[:, :1]
    v = found.noise**2 * np.eye(80) + found.size[0] ** 2 * z @ z.T
    inverse = np.linalg.inv(v)
    mean = np.linalg.solve(ones.T @ inverse @ ones, ones.T @ inverse @ y)
    effects = found.size[0] ** 2 * z.T @ inverse @ (y - mean[0])
    np.testing.assert_allclose(found.effect[1:], effects, atol=1e-3)
    np.testing.assert_allclose(found.effect[0], mean[0], atol=1e-3)


def test_true_effects_come_out_with_many_posts() -> None:
    x, y, factor, truth = posts(2, 4_000, 0.4)
    np.testing.assert_allclose(fit(x, y, factor, FORETELLING).effect[1:], truth, atol=0.06)


def test_kinds_that_do_not_differ_are_drawn_to_nearly_nothing() -> None:
    x, y, factor, _ = posts(3, 200, 0.0)
    raw = np.array([y[x[:, k] == 1].mean() for k in range(1, 5)]) - y.mean()
    assert np.abs(fit(x, y, factor, FORETELLING).effect[1:]).max() < 0.7 * np.abs(raw).max()


def test_one_post_that_went_round_moves_nothing() -> None:
    x, y, factor, _ = posts(4, 120, 0.3)
    before = fit(x, y, factor, FORETELLING).effect
    y[7] += 8.0
    np.testing.assert_allclose(fit(x, y, factor, FORETELLING).effect, before, atol=0.06)


def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    inside = []
    for seed in range(200):
        rng = np.random.default_rng(1_000 + seed)
        kinds = rng.integers(0, 6, 150)
        truth = rng.normal(0, 0.3, 6)
        x = np.hstack([np.ones((150, 1)), one_hot(kinds)])
        y = 2.0 + truth[kinds] + 0.6 * rng.standard_t(4, 150)
        found = fit(x, y, np.array([FLAT, *[0] * 6]), INTERVALS)
        row = np.array([0.0, 1.0, -1.0, 0.0, 0.0, 0.0, 0.0])
        value, error = found.contrast(row)
        inside.append(abs(value - (truth[0] - truth[1])) <= 1.96 * error)
    assert 0.90 <= np.mean(inside) <= 0.99


def test_a_factor_without_columns_is_no_trouble() -> None:
    found = fit(np.ones((30, 1)), np.arange(30.0), np.array([FLAT]), INTERVALS)
    assert found.effect[0] == pytest.approx(14.5, abs=0.5)
    assert len(found.size) == 0
