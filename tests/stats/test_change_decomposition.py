"""The decomposition against plain least squares, its identity, and what it promises over many samples."""

from __future__ import annotations

import numpy as np
import pytest

from pratfall.stats.change_decomposition import AFTER, BEFORE, BETWEEN, Decomposition, decompose, lag_one, widening

VAGUE = 100.0


def sample(
    seed: int, n: int = 120, effects: tuple[float, ...] = (-0.5, 0.3), step: float = -0.4, memory: float = 0.0
) -> tuple[Decomposition, np.ndarray]:
    """A decomposition, and the true part of each cause: two of them, one column each."""
    rng = np.random.default_rng(seed)
    period = np.repeat([BEFORE, AFTER], [2 * n // 3, n - 2 * n // 3])
    late = period == AFTER
    x = (rng.random((n, len(effects))) < np.where(late, 0.7, 0.2)[:, None]).astype(float)
    noise = rng.normal(size=n)
    for i in range(1, n):
        noise[i] = memory * noise[i - 1] + np.sqrt(1 - memory**2) * noise[i]
    y = step * late + x @ np.array(effects) + noise
    found = decompose(
        y, period, np.arange(n, dtype=float), x, np.arange(len(effects)), np.zeros(len(effects)),
        np.full(len(effects), 1.0),
    )  # fmt: skip
    return found, np.array(effects) * (x[late].mean(axis=0) - x[~late].mean(axis=0))


def test_the_parts_and_the_step_are_the_whole_change() -> None:
    found, _ = sample(1)
    assert found.part.sum() + found.step == pytest.approx(found.change, abs=1e-12)


def test_with_a_vague_prior_it_is_least_squares_with_a_level_and_a_slope_per_period() -> None:
    rng = np.random.default_rng(2)
    n = 90
    period = np.repeat([BEFORE, BETWEEN, AFTER], 30)
    time = np.arange(n, dtype=float)
    x = rng.normal(size=(n, 2)) + 0.5 * (period == AFTER)[:, None]
    y = rng.normal(size=n) + x @ [0.5, -1.0] + 0.01 * time
    found = decompose(y, period, time, x, np.array([0, 1]), np.zeros(2), np.full(2, VAGUE))
    table = [(period == p) * 1.0 for p in (0, 1, 2)] + [(period == p) * time for p in (0, 1, 2)]
    slow, *_ = np.linalg.lstsq(np.column_stack([*table, x]), y, rcond=None)
    apart = x[period == AFTER].mean(axis=0) - x[period == BEFORE].mean(axis=0)
    assert found.part == pytest.approx(slow[-2:] * apart, rel=1e-3)


def test_columns_of_one_cause_are_added_up_with_their_common_doubt() -> None:
    rng = np.random.default_rng(3)
    period = np.repeat([BEFORE, AFTER], 50)
    x = rng.normal(size=(100, 1)) + (period == AFTER)[:, None]
    y = rng.normal(size=100) - 0.5 * x[:, 0]
    time = np.arange(100.0)
    one = decompose(y, period, time, x, np.array([0]), np.zeros(1), np.array([1.0]))
    twins = np.repeat(x, 2, axis=1) / np.sqrt(2)  # the same thing said twice: neither alone is known, both together are
    both = decompose(y, period, time, twins, np.array([0, 0]), np.zeros(2), np.ones(2))
    assert both.part[0] == pytest.approx(one.part[0], rel=0.02)
    assert both.covariance[0, 0] == pytest.approx(one.covariance[0, 0], rel=0.05)


def test_what_only_drifts_with_the_change_teaches_nothing() -> None:
    period = np.repeat([BEFORE, AFTER], 60)
    time = np.arange(120.0)
    rng = np.random.default_rng(4)
    y = rng.normal(size=120) - 0.02 * time
    found = decompose(y, period, time, time[:, None] / 120, np.array([0]), np.zeros(1), np.array([0.5]))
    assert found.part[0] == pytest.approx(0.0, abs=1e-9)
    assert found.covariance[0, 0] == pytest.approx((0.5 * 60 / 120) ** 2)  # all that is known is the prior


def test_without_causes_the_step_is_the_change() -> None:
    period = np.repeat([BEFORE, AFTER], 10)
    none = np.zeros(0)
    y = np.repeat([1.0, 0.5], 10)
    found = decompose(y, period, np.arange(20.0), np.zeros((20, 0)), none.astype(int), none, none)
    assert (found.change, found.step) == (-0.5, -0.5)


@pytest.mark.parametrize("memory", [0.0, 0.4], ids=["independent", "neighbours-resemble"])
def test_intervals_of_the_parts_cover_as_promised(memory: float) -> None:
    hits = []
    for seed in range(400):
        found, truth = sample(seed, memory=memory)
        error = np.sqrt(np.diag(found.covariance))
        hits.append(np.abs(found.part - truth) <= 1.98 * error)
    assert 0.925 <= np.mean(hits) <= 0.985


def test_the_error_of_the_change_is_that_of_two_means_and_pays_for_resemblance() -> None:
    spread = np.std([sample(seed, effects=(0.0, 0.0), memory=0.4)[0].change for seed in range(400)])
    told = np.mean([sample(seed, effects=(0.0, 0.0), memory=0.4)[0].error for seed in range(400)])
    assert 0.85 <= told / spread <= 1.15


def test_neighbours_that_differ_make_nothing_surer() -> None:
    assert lag_one(np.array([1.0, -1.0] * 10)) == 0.0
    assert widening(np.array([1.0, -1.0] * 10), 0) == 1.0
    assert lag_one(np.zeros(5)) == 0.0
