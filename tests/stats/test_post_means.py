from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import norm, t, ttest_ind

from pratfall.stats.post_means import against, as_normal, as_student, difference, of_rate_sums, of_rates, of_values

RNG = np.random.default_rng(20261121)
A, B = RNG.lognormal(3.0, 1.0, 30), RNG.lognormal(3.3, 0.8, 22)


def test_the_difference_of_two_arms_is_welchs_on_the_log_scale() -> None:
    found = difference(of_values(B), of_values(A))
    twin = ttest_ind(np.log1p(B), np.log1p(A), equal_var=False)
    assert float(found.value / found.se) == pytest.approx(twin.statistic)
    assert float(found.df) == pytest.approx(twin.df)


def test_a_post_without_its_number_is_left_out_and_never_zero() -> None:
    holes = np.append(A, [np.nan, np.nan])
    assert float(of_values(holes).mean) == pytest.approx(float(of_values(A).mean))
    assert float(of_values(holes).n) == 30


def test_the_error_of_a_rate_is_that_of_dropping_posts_by_lot() -> None:
    m = RNG.integers(50, 400, 200).astype(float)
    c = RNG.binomial(m.astype(int), RNG.beta(3, 60, 200)).astype(float)
    drawn = RNG.integers(0, 200, (4000, 200))
    spread = np.log(c[drawn].sum(axis=1) / m[drawn].sum(axis=1)).std()
    arm = of_rates(c, m)
    assert float(arm.mean) == pytest.approx(np.log(c.sum() / m.sum()))
    assert float(arm.variance) ** 0.5 == pytest.approx(spread, rel=0.06)


def test_sums_say_the_same_as_posts_and_many_tests_the_same_as_one() -> None:
    c, m = np.array([[3.0, 5, 2], [9, 1, 4]]), np.array([[90.0, 80, 70], [99, 60, 50]])
    both = of_rates(c, m)
    one = of_rate_sums(np.array(3.0), *(np.asarray(x[1].sum()) for x in (c, m, c * c, c * m, m * m)))
    assert float(both.variance[1]) == pytest.approx(float(one.variance))


def test_too_little_has_no_number() -> None:
    assert np.isnan(of_values([5.0]).variance)
    assert np.isnan(of_rates([0.0, 0.0], [9.0, 9.0]).mean)


def test_a_bar_is_known_exactly() -> None:
    found = against(of_values(A), np.log1p(20.0))
    assert float(found.df) == 29
    assert float(found.value) == pytest.approx(np.log1p(A).mean() - np.log(21.0))


@pytest.mark.parametrize("z", [0.5, 2.24, 5.0])
@pytest.mark.parametrize("df", [3.0, 10.0, 500.0])
def test_rarity_is_the_same_in_both_tables(z: float, df: float) -> None:
    value = float(as_student(z, df))
    assert t.sf(value, df) == pytest.approx(norm.sf(z), rel=1e-4)
    assert float(as_normal(value, df)) == pytest.approx(z, rel=1e-4)
    assert float(as_normal(-value, df)) == pytest.approx(-z, rel=1e-4)
