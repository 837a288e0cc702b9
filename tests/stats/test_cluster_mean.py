"""A mean whose interval counts clusters."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from pratfall.stats.cluster_mean import cluster_mean


def slow(values: list[float], clusters: list[int], happened: float, failed: float) -> tuple[float, float, float]:
    """The same, cluster by cluster, in plain Python."""
    rows: dict[int, list[float]] = {}
    for value, cluster in zip(values, clusters, strict=True):
        rows.setdefault(cluster, []).append(value)
    size = len(values) / len(rows)
    sums = [sum(row) for row in rows.values()] + [happened * size, failed * size]
    sizes = [float(len(row)) for row in rows.values()] + [size, size]
    middle, many = sum(sums) / sum(sizes), len(sums)
    spread = sum((s - middle * n) ** 2 for s, n in zip(sums, sizes, strict=True))
    half = float(stats.t.ppf(0.975, many - 1)) * (many / (many - 1) * spread) ** 0.5 / sum(sizes)
    return sum(values) / len(values), middle - half, middle + half


def test_it_is_what_the_slow_way_finds() -> None:
    rng = np.random.default_rng(4)
    values, clusters = rng.normal(0.1, 0.4, 30).tolist(), rng.integers(0, 9, 30).tolist()
    found = cluster_mean(values, clusters, happened=-0.4, failed=0.6)
    assert (found.value, found.low, found.high) == pytest.approx(slow(values, clusters, -0.4, 0.6))


def test_more_voices_on_the_same_campaigns_make_no_narrower_interval() -> None:
    once = [0.3, -0.6, 0.4, -0.2, 0.5, 0.1, -0.7, 0.2]
    one = cluster_mean(once, range(8), happened=-0.5, failed=0.5)
    ten = cluster_mean(np.repeat(once, 10), np.repeat(range(8), 10), happened=-0.5, failed=0.5)
    assert (ten.low, ten.high) == pytest.approx((one.low, one.high))


def test_eight_campaigns_that_went_one_way_are_not_taken_for_certainty() -> None:
    found = cluster_mean([0.7] * 8, range(8), happened=-0.3, failed=0.7)
    assert found.value == 0.7
    assert found.low < 0.5
    assert found.high >= 0.7


def test_one_cluster_is_refused() -> None:
    with pytest.raises(ValueError, match="no spread"):
        cluster_mean([0.1, 0.2], [1, 1], happened=0.0, failed=1.0)
