from __future__ import annotations

import numpy as np
import pytest

from pratfall.stats.same_age import CurveTable


def slow(ages: list[float], values: list[float], age: float) -> float:
    before = [i for i, a in enumerate(ages) if a <= age]
    after = [i for i, a in enumerate(ages) if a > age]
    if before and after and ages[after[0]] <= 2 * ages[before[-1]]:
        i, j = before[-1], after[0]
        return values[i] + (age - ages[i]) / (ages[j] - ages[i]) * (values[j] - values[i])
    near = sorted((max(a / age, age / a), i) for i, a in enumerate(ages))
    return values[near[0][1]] if near and near[0][0] <= 1.2 else float("nan")


def test_a_value_at_an_age_is_what_a_loop_over_curves_reads() -> None:
    rng = np.random.default_rng(3)
    curves = []
    for _ in range(60):
        ages = np.sort(rng.uniform(0.5, 100, int(rng.integers(0, 9))))
        curves.append((ages, np.cumsum(rng.poisson(5, len(ages))).astype(float)))
    table = CurveTable.of(curves)
    for age in (0.4, 3.0, 17.5, 60.0, 119.0):
        expected = [slow(list(a), list(v), age) for a, v in curves]
        assert table.at(age) == pytest.approx(np.array(expected), nan_ok=True)


def test_a_curve_not_read_around_an_age_says_nothing_about_it() -> None:
    table = CurveTable.of([([1.0, 48.0], [3.0, 90.0]), ([], []), ([20.0], [np.nan])])
    assert np.isnan(table.at(10.0)).all()


def test_readings_may_come_in_any_order_and_the_newest_counts_as_final_only_when_late_enough() -> None:
    table = CurveTable.of([([9.0, 1.0, 3.0], [30.0, 10.0, 20.0]), ([2.0], [5.0])])
    assert np.isnan(table.at(2.0)[0])  # 1 to 3 is more than twice as old, and neither is near
    assert table.at(3.3)[0] == pytest.approx(20.0)
    assert table.last(from_age=5.0) == pytest.approx(np.array([30.0, np.nan]), nan_ok=True)


def test_ages_without_values_are_refused() -> None:
    with pytest.raises(ValueError, match="as many ages"):
        CurveTable.of([([1.0, 2.0], [3.0])])
