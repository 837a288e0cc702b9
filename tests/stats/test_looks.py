import numpy as np
from scipy.stats import norm

from pratfall.stats.looks import crossings, nu, rate_per_year


def series_nu(x: float) -> float:
    """Siegmund 1985, eq. 4.37: nu(x) = 2 x^-2 exp( -2 sum_n Phi(-x sqrt(n) / 2) / n )."""
    n = np.arange(1, 20_000)
    return float(2.0 / x**2 * np.exp(-2.0 * np.sum(norm.cdf(-x * np.sqrt(n) / 2.0) / n)))


def test_the_closed_form_agrees_with_the_exact_series() -> None:
    for x in (0.1, 0.3, 0.7, 1.0, 1.5, 2.5):
        assert abs(float(nu(np.array(x))) - series_nu(x)) < 0.015


def test_looks_that_forget_each_other_count_in_full() -> None:
    c = np.array([2.5, 3.0, 4.0])
    assert np.allclose(crossings(c, np.ones(3)), norm.sf(c), rtol=0.12)


def test_a_look_never_costs_more_than_its_own_tail() -> None:
    c = np.linspace(0.0, 6.0, 40)
    for change in (0.01, 0.2, 1.0):
        assert (crossings(c, np.full(40, change)) <= norm.sf(c) + 1e-15).all()


def test_the_yearly_rate_counts_fresh_crossings_of_a_sliding_mean() -> None:
    """Newest 20 of a long sequence, looked at after each value: simulated against the formula, +-4 standard errors."""
    rng = np.random.default_rng(7)
    sums = np.cumsum(rng.normal(size=4_000_000))
    z = (sums[20:] - sums[:-20]) / np.sqrt(20)
    for c in (2.5, 3.0, 3.5):
        fresh = int(((z[1:] > c) & (z[:-1] <= c)).sum())
        expected = float(crossings(np.array(c), np.array(1 / 20))) * len(z)
        # Crossings come in clumps while the mean wobbles about c; the formula counts clumps.
        assert expected < fresh * 1.05
        last = np.flatnonzero(z > c)
        clumps = 1 + int((np.diff(last) > 40).sum())
        assert abs(expected - clumps) < 0.15 * clumps + 4 * np.sqrt(clumps)


def test_a_year_never_costs_less_than_one_look() -> None:
    c = np.array([3.0])
    assert rate_per_year(c, np.array([0.01]), np.array([0.0])) == norm.sf(3.0)
