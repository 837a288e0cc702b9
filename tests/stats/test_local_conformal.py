from __future__ import annotations

import numpy as np
import pytest

from pratfall.stats.local_conformal import Reference, interval, probability_below


def reference(n: int, seed: int = 0, *, whole: bool = False) -> Reference:
    """Outcomes around a known place, more scattered where the coordinate is large."""
    rng = np.random.default_rng(seed)
    near = rng.normal(0, 1, (n, 1))
    place = 3.0 + near[:, 0]
    outcome = place + rng.normal(0, 1, n) * np.exp(0.5 * near[:, 0])
    if whole:
        outcome = np.log1p(np.rint(np.expm1(np.maximum(outcome, 0.0))))
    left = outcome - place
    floor = np.full(n, -50.0) if not whole else np.zeros(n)
    return Reference(place, outcome, floor, near, np.ones(n), np.tile(left, (n, 1)), whole)


def test_the_distribution_is_what_a_loop_over_the_neighbours_gives() -> None:
    known = reference(40, whole=True)
    near, place = np.array([[0.4], [-1.5]]), np.array([3.4, 1.5])
    mark = np.log1p(np.array([20.0, 4.0]))
    got = probability_below(known, place, np.zeros(2), near, mark)
    for k in range(2):
        far = (known.near[:, 0] - near[k, 0]) ** 2
        width = max(40 ** (-2 / 5), sorted(far)[30])
        weights = np.exp(-far / (2 * width))
        ends = [max(place[k] + known.outcome[i] - known.place[i], 0.0) for i in range(40)]
        counts = [round(float(np.expm1(end))) for end in ends]
        under = sum(w for w, c in zip(weights, counts, strict=True) if c < round(float(np.expm1(mark[k]))))
        assert got[k] == pytest.approx((under + 0.5) / (weights.sum() + 1))


@pytest.mark.parametrize("n", [40, 200])
def test_intervals_hold_their_level_also_where_outcomes_scatter_more(n: int) -> None:
    held, narrow, wide = [], [], []
    for seed in range(12000 // n):
        known, new = reference(n, seed), reference(200, 10_000 + seed)
        found = interval(known, new.place, new.floor, new.near, level=0.9)
        inside = (found.low <= new.outcome) & (new.outcome <= found.high)
        held.append(inside.mean())
        narrow.append(inside[new.near[:, 0] < -0.5].mean())
        wide.append(inside[new.near[:, 0] > 0.5].mean())
    assert 0.88 <= np.mean(held) <= 0.92
    if n == 200:  # forty know too little to tell the calm from the wild
        assert np.mean(narrow) > 0.86 and np.mean(wide) > 0.86


def test_whole_counts_with_ties_hold_at_least_their_level() -> None:
    held = []
    for seed in range(60):
        known, new = reference(100, seed, whole=True), reference(200, 10_000 + seed, whole=True)
        found = interval(known, new.place, new.floor, new.near, level=0.9)
        held.append(((found.low <= new.outcome + 1e-9) & (new.outcome <= found.high + 1e-9)).mean())
    assert 0.89 <= np.mean(held) <= 0.95


def test_where_most_stay_at_their_floor_all_the_error_is_spent_above() -> None:
    n = 200
    rng = np.random.default_rng(4)
    floor = rng.normal(3, 1, n)
    outcome = floor + np.where(rng.random(n) < 0.6, 0.0, rng.exponential(1, n))
    near = floor[:, None]
    left = outcome - floor
    known = Reference(floor, outcome, floor, near, np.ones(n), np.tile(left, (n, 1)), False)
    found = interval(known, np.array([3.0]), np.array([3.0]), np.array([[3.0]]), level=0.9)
    assert found.low[0] == 3.0
    assert found.high[0] - 3.0 == pytest.approx(np.quantile(left, 0.9), rel=0.3)


def test_what_is_already_reached_cannot_be_missed() -> None:
    known = reference(60)
    at = np.array([2.0])
    assert probability_below(known, at, np.array([2.5]), np.array([[0.0]]), np.array([2.5]))[0] == 0.0


def test_many_new_ones_at_once_are_each_judged_as_alone() -> None:
    known, new = reference(60), reference(50, 9)
    together = interval(known, new.place, new.floor, new.near, level=0.8)
    alone = interval(known, new.place[7:8], new.floor[7:8], new.near[7:8], level=0.8)
    assert (together.low[7], together.high[7]) == pytest.approx((alone.low[0], alone.high[0]))
