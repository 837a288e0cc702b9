"""The scan against a slow loop over slices, and how often chance makes it speak."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from pratfall.stats.conjunctions import Conjunctions, conjunctions
from pratfall.stats.shift_scan import FEWEST, Shifted, scan_shifts

N, EARLY = 160, 100
SIZES = (3, 4)


def sample(seed: int, effect: float = 0.0) -> tuple[list[np.ndarray], np.ndarray, np.ndarray]:
    """Two dimensions, which values are late, and values: those of (0, any) fell by `effect`; (1, any) is lower."""
    rng = np.random.default_rng(seed)
    codes = [rng.integers(size, size=N) for size in SIZES]
    late = np.arange(N) >= EARLY
    y = rng.normal(size=N) - 0.7 * late - 0.5 * (codes[0] == 1) + np.where((codes[0] == 0) & late, effect, 0.0)
    return codes, late, y


def indicators(codes: list[np.ndarray]) -> np.ndarray:
    return np.column_stack([code[:, None] == np.arange(size) for code, size in zip(codes, SIZES, strict=True)])


def slices_of(codes: list[np.ndarray]) -> Conjunctions:
    return conjunctions([code[:, None] for code in codes], np.ones(N), fewest=12.0, depth=2)


def found(
    seed: int, effect: float = 0.0, most: int = 3
) -> tuple[list[tuple[tuple[int, int], ...]], tuple[Shifted, ...]]:
    codes, late, y = sample(seed, effect)
    slices = slices_of(codes)
    rng = np.random.default_rng(seed)
    told = scan_shifts(
        slices, y, late, indicators(codes), np.log(len(slices)) * np.ones(len(slices)), rng=rng, most=most
    )
    return [slices.where[one.index] for one in told], told


def test_the_slice_that_changed_is_found_with_its_shift_inside_the_interval() -> None:
    where, told = found(1, effect=-1.5)
    assert where == [((0, 0),)]
    assert told[0].low <= -1.5 <= told[0].high < 0.0
    assert told[0].p < 0.01


def test_the_scan_picks_what_a_loop_over_all_slices_picks() -> None:
    codes, late, y = sample(3, -1.5)
    best: tuple[float, tuple[tuple[int, int], ...]] = (0.0, ())
    for wanted in product((None, 0, 1, 2), (None, 0, 1, 2, 3)):
        where = tuple((d, value) for d, value in enumerate(wanted) if value is not None)
        inside = np.all([codes[d] == value for d, value in where], axis=0) if where else np.ones(N, dtype=bool)
        sides = [inside & late, inside & ~late, ~inside & late, ~inside & ~late]
        if min(side.sum() for side in sides) < FEWEST:
            continue
        a, b, c, d_ = (y[side].mean() for side in sides)
        z = abs((a - b) - (c - d_)) / np.sqrt(sum(1.0 / side.sum() for side in sides))
        best = max(best, (z, where))
    assert found(3, -1.5)[0][:1] == [best[1]]


def test_a_slice_that_always_was_lower_is_none() -> None:
    assert all(((0, 1),) not in found(seed)[0] for seed in range(20))


def test_where_nothing_differs_it_speaks_at_most_as_often_as_promised() -> None:
    spoke = [bool(found(seed, most=1)[0]) for seed in range(1000, 1300)]
    assert np.mean(spoke) <= 0.08  # 5 %, and two standard errors of 300 samples


def test_intervals_hold_the_true_shift_though_the_largest_was_chosen() -> None:
    told = [
        one for seed in range(150) for where, one in zip(*found(seed, effect=-1.1), strict=True) if where == ((0, 0),)
    ]
    assert len(told) >= 60
    assert np.mean([one.low <= -1.1 <= one.high for one in told]) >= 0.9


def test_its_p_values_are_small_only_as_often_as_they_say() -> None:
    codes, late, _ = sample(0)
    slices, cost = slices_of(codes), np.zeros(len(slices_of(codes)))
    p = []
    for seed in range(200):
        rng = np.random.default_rng(seed)
        told = scan_shifts(slices, rng.normal(size=N), late, indicators(codes), cost, rng=rng, alpha=1.0, most=1)
        p += [one.p for one in told]
    assert np.mean(np.array(p) <= 0.1) == pytest.approx(0.1, abs=0.06)


def test_values_that_do_not_scatter_hold_no_slice() -> None:
    codes, late, _ = sample(0)
    slices = slices_of(codes)
    same = scan_shifts(
        slices, np.zeros(N), late, indicators(codes), np.zeros(len(slices)), rng=np.random.default_rng(0)
    )
    assert same == ()


def test_of_two_halves_the_one_that_moved_is_named_and_not_the_one_that_stayed() -> None:
    rng = np.random.default_rng(6)
    half = rng.integers(2, size=N)
    late = np.arange(N) >= EARLY
    slices = conjunctions([half[:, None]], np.ones(N), fewest=12.0, depth=1)
    for moved in (0, 1):
        y = rng.normal(size=N) - 1.5 * ((half == moved) & late)
        main = half[:, None] == np.arange(2)
        (one,) = scan_shifts(slices, y, late, main, np.zeros(len(slices)), rng=np.random.default_rng(0), most=1)
        assert slices.where[one.index] == ((0, moved),)
        assert one.shift < 0.0
