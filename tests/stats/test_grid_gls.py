from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import t as student

from pratfall.stats.grid_gls import RHO, SHARE, WIDTHS, Mixture, Prior, predict_mean

BEFORE, AFTER = np.array([*range(14), *range(15, 22)]), np.arange(24, 28)  # a bin is missing, two are left out
DOUBTS = np.zeros((2, 21))
DOUBTS[:, -2:] = (1.0, 3.0), (50.0, 50.0)


def slow(y: np.ndarray, z: np.ndarray, prior: Prior) -> tuple[list[float], list[float], list[float]]:
    """One series, one member after the other, by covariances of everything and no trick."""
    n, k = len(BEFORE), z.shape[1]
    at = np.concatenate([BEFORE, AFTER])
    spread = z[BEFORE].std(axis=0)
    scaled = (z - z[BEFORE].mean(axis=0)) / spread
    design = np.column_stack([np.ones(len(y)), scaled])
    pairs = [(0.0, 1.0), *((r, s) for r in RHO for s in SHARE)]
    offsets = [np.zeros(len(y)), (z - z[BEFORE].mean(axis=0)).mean(axis=1)]
    odds = prior.odds(np.array(pairs), 2)
    centres, scales, logs = [], [], []
    for g, (doubt, (rho, share)) in enumerate((doubt, pair) for doubt in DOUBTS for pair in pairs):
        far = np.abs(at[:, None] - at[None])
        whole = share * rho**far + (1 - share) * np.eye(len(at))
        whole[:n, :n] += np.diag(doubt)
        inverse = np.linalg.inv(whole[:n, :n])
        link = whole[:n, n:].mean(axis=1)
        for w, width in enumerate(WIDTHS):
            p = np.diag([0.0] + [k / width] * k)
            x = design[BEFORE]
            a = x.T @ inverse @ x + p
            for c, offset in enumerate(offsets):
                e = (y - offset)[BEFORE]
                b = np.linalg.solve(a, x.T @ inverse @ e)
                q = e @ inverse @ e - b @ a @ b
                away = design[AFTER].mean(axis=0) - x.T @ inverse @ link
                centres.append(design[AFTER].mean(axis=0) @ b + link @ inverse @ (e - x @ b) + offset[AFTER].mean())
                left = whole[n:, n:].mean() - link @ inverse @ link + away @ np.linalg.solve(a, away)
                scales.append(np.sqrt(q / (n - 1) * left))
                dets = np.linalg.slogdet(whole[:n, :n])[1] + np.linalg.slogdet(a)[1] - k * np.log(k / width)
                logs.append(-0.5 * dets - 0.5 * (n - 1) * np.log(q) + odds[g % len(pairs), w, c])
    weights = np.exp(np.array(logs) - max(logs))
    return centres, scales, (weights / weights.sum()).tolist()


@pytest.mark.parametrize("prior", list(Prior))
def test_each_member_equals_its_plain_formula(prior: Prior) -> None:
    rng = np.random.default_rng(41)
    y, z = rng.normal(size=(3, 28)).cumsum(axis=1), rng.normal(size=(3, 28, 2)).cumsum(axis=1)
    fast = predict_mean(y, z, np.ones((28, 1)), BEFORE, AFTER, prior, DOUBTS)
    for i in range(3):
        centre, scale, weight = slow(y[i], z[i], prior)
        assert fast.centre[i] == pytest.approx(centre, abs=1e-6)
        assert fast.scale[i] == pytest.approx(scale, rel=1e-5)
        assert fast.weight[i] == pytest.approx(weight, abs=1e-6)


def test_the_quantiles_of_a_mixture_are_those_of_its_draws() -> None:
    rng = np.random.default_rng(42)
    mixed = Mixture(np.array([[0.0, 3.0]]), np.array([[1.0, 0.5]]), np.array([[0.7, 0.3]]), 9, np.zeros(1))
    draws = np.where(rng.random(400_000) < 0.7, student.rvs(9, size=400_000, random_state=rng), 0.0)
    second = draws == 0.0
    draws[second] = 3 + 0.5 * student.rvs(9, size=int(second.sum()), random_state=rng)
    for p in (0.025, 0.5, 0.8, 0.975):
        assert mixed.quantile(p)[0] == pytest.approx(np.quantile(draws, p), abs=0.02)
        assert mixed.below(mixed.quantile(p))[0] == pytest.approx(p, abs=1e-4)


def test_a_series_foretold_alone_or_among_others_is_foretold_alike() -> None:
    rng = np.random.default_rng(43)
    y, z = rng.normal(size=(5, 30)), rng.normal(size=(5, 30, 3))
    args = (np.ones((30, 1)), np.arange(20), np.arange(22, 30), Prior.DRIFT)
    together = predict_mean(y, z, *args).quantile(0.975)
    assert together == pytest.approx(
        [predict_mean(y[i : i + 1], z[i : i + 1], *args).quantile(0.975)[0] for i in range(5)]
    )


def test_without_controls_nothing_speaks_for_them() -> None:
    y = np.random.default_rng(44).normal(size=(2, 30))
    args = (np.ones((30, 1)), np.arange(20), np.arange(22, 30), Prior.DRIFT)
    assert predict_mean(y, np.zeros((2, 30, 0)), *args).without_controls.tolist() == [1.0, 1.0]


def test_a_control_that_never_changes_does_no_harm() -> None:
    y = np.random.default_rng(45).normal(size=(1, 30))
    args = (np.ones((30, 1)), np.arange(20), np.arange(22, 30), Prior.DRIFT)
    alone = predict_mean(y, np.zeros((1, 30, 0)), *args).quantile(0.5)
    assert predict_mean(y, np.ones((1, 30, 1)), *args).quantile(0.5) == pytest.approx(alone, abs=1e-6)
