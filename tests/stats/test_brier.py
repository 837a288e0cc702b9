"""Brier's score and its parts, beside slow ways to the same numbers."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pratfall.stats.brier import brier, consistency, corp, murphy, recalibrated

Said = list[tuple[float, int]]
# Twentieths, as people say them: many are said twice.
SAID = st.lists(st.tuples(st.integers(0, 20).map(lambda k: k / 20), st.integers(0, 1)), min_size=1, max_size=40)


def apart(said: Said) -> tuple[list[float], list[int]]:
    return [p for p, _ in said], [y for _, y in said]


def slow_murphy(said: Said) -> tuple[float, float, float]:
    """As Murphy wrote it, one forecast value after the other."""
    bins = defaultdict(list)
    for p, y in said:
        bins[p].append(y)
    overall = sum(y for _, y in said) / len(said)
    reliability = resolution = 0.0
    for p, ys in bins.items():
        share = sum(ys) / len(ys)
        reliability += len(ys) * (p - share) ** 2 / len(said)
        resolution += len(ys) * (share - overall) ** 2 / len(said)
    return reliability, resolution, overall * (1 - overall)


def slow_curve(said: Said) -> list[float]:
    """The rising curve by its min-max formula: the smallest, over ends at or after p, of the largest mean up to it."""
    values = sorted({p for p, _ in said})

    def mean(low: float, high: float) -> float:
        ys = [y for p, y in said if low <= p <= high]
        return sum(ys) / len(ys)

    fitted = {p: min(max(mean(a, b) for a in values if a <= p) for b in values if b >= p) for p in values}
    return [fitted[p] for p, _ in said]


@given(SAID)
def test_murphys_parts_are_those_of_the_slow_way(said: Said) -> None:
    found = murphy(*apart(said))
    assert (found.reliability, found.resolution, found.uncertainty) == pytest.approx(slow_murphy(said), abs=1e-12)


@given(SAID)
def test_the_curve_is_the_one_of_the_min_max_formula(said: Said) -> None:
    assert recalibrated(*apart(said)).tolist() == pytest.approx(slow_curve(said), abs=1e-12)


@given(SAID)
def test_the_parts_add_up_to_the_score_and_none_is_negative(said: Said) -> None:
    p, y = apart(said)
    for parts in (murphy(p, y), corp(p, y)):
        whole = parts.reliability - parts.resolution + parts.uncertainty
        assert whole == pytest.approx(brier(p, y), abs=1e-12)
        assert min(parts.reliability, parts.resolution, parts.uncertainty) >= -1e-15


@given(SAID)
def test_the_curve_leaves_no_more_miscalibration_than_the_bins(said: Said) -> None:
    """Bins may zigzag with luck, the curve may not: it is the stabler, never the stricter, of the two."""
    p, y = apart(said)
    assert corp(p, y).reliability <= murphy(p, y).reliability + 1e-12
    assert corp(p, y).resolution <= murphy(p, y).resolution + 1e-12


@given(SAID)
def test_what_was_recalibrated_has_nothing_left_to_recalibrate(said: Said) -> None:
    p, y = apart(said)
    again = recalibrated(p, y)
    assert corp(again, y).reliability == pytest.approx(0.0, abs=1e-12)


def test_the_worked_example_of_the_docstring() -> None:
    p, y = [0.9, 0.9, 0.6, 0.2], [1, 0, 1, 0]
    assert brier(p, y) == pytest.approx(0.255)
    curve, bins = corp(p, y), murphy(p, y)
    assert (curve.reliability, curve.resolution) == pytest.approx((0.0883, 0.0833), abs=5e-5)
    assert (bins.reliability, bins.resolution, bins.uncertainty) == pytest.approx((0.13, 0.125, 0.25))


def test_saying_the_share_that_happens_scores_the_uncertainty_and_one_half_a_quarter() -> None:
    y = [1, 0, 0, 0, 1]
    assert brier([0.4] * 5, y) == pytest.approx(corp([0.4] * 5, y).uncertainty)
    assert brier([0.5] * 5, y) == 0.25


def test_a_band_holds_the_curve_of_somebody_whose_chances_are_right() -> None:
    """Pointwise at 95 %, over 100 records of one prediction for each of 60 campaigns."""
    rng = np.random.default_rng(5)
    inside = []
    for _ in range(100):
        p = rng.integers(1, 20, 60) / 20
        y = rng.random(60) < p
        values, low, high = consistency(p, np.arange(60), rng, draws=100)
        came = recalibrated(p, y)[np.unique(p, return_index=True)[1]]
        inside.append(np.mean((came >= low) & (came <= high)))
        assert len(values) == len(low)
    assert 0.92 <= np.mean(inside) <= 0.99


def test_a_band_is_wider_where_several_foretold_the_same() -> None:
    rng = np.random.default_rng(6)
    p = np.repeat(np.arange(1, 20) / 20, 4)
    alone, together = (consistency(p, clusters, rng) for clusters in (np.arange(76), np.tile(np.arange(19), 4)))
    _, low, high = consistency(p, np.repeat(np.arange(19), 4), rng)
    assert (high - low).mean() > 1.3 * (alone[2] - alone[1]).mean()
    assert (together[2] - together[1]).mean() > 0.0


def test_the_same_generator_draws_the_same_band() -> None:
    p, clusters = [0.2, 0.5, 0.5, 0.9], [1, 1, 2, 2]
    bands = [consistency(p, clusters, np.random.default_rng(3)) for _ in range(2)]
    assert all(np.array_equal(a, b) for a, b in zip(*bands, strict=True))


@pytest.mark.parametrize(
    ("p", "y"), [([], []), ([1.2], [1]), ([float("nan")], [1]), ([0.5], [0.5]), ([0.5, 0.5], [1]), ([[0.5]], [[1]])]
)
def test_what_is_no_chance_or_no_outcome_is_refused(p: list[float], y: list[float]) -> None:
    with pytest.raises(ValueError, match="chance"):
        brier(p, y)
