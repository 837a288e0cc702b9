import math

import numpy as np
import pytest

from pratfall.stats.conjunctions import Conjunctions, conjunctions
from pratfall.stats.slice_scan import (
    PENALTY,
    Prices,
    bayes_factors,
    dispersion_of,
    likelihood_ratios,
    scan,
    scattered,
    shares,
)


def made(seed: int, factor: float = 1.0) -> tuple[Conjunctions, np.ndarray, np.ndarray, Prices]:
    """Cells of two dimensions, five values each, and their third; value 2 of the first times `factor` now."""
    rng = np.random.default_rng(seed)
    codes = np.array([(a, b, c) for a in range(5) for b in range(5) for c in range(3)])
    mean = rng.gamma(2.0, 5.0, len(codes))
    before, now = rng.poisson(mean * 8.0), rng.poisson(mean * np.where(codes[:, 0] == 2, factor, 1.0))
    slices = conjunctions([codes[:, [d]] for d in range(3)], (before + now).astype(float), fewest=20.0)
    return slices, before.astype(float), now.astype(float), Prices(np.asarray(PENALTY)[slices.depth - 1])


def slow_ratio(seen: float, expected: float, total: float) -> float:
    """Log likelihood of two Poisson rates, inside and outside, over that of one."""

    def log_likelihood(count: float, mean: float) -> float:
        return count * math.log(mean) - mean if count else -mean

    two = log_likelihood(seen, seen or 1e-300) + log_likelihood(total - seen, total - seen)
    return two - log_likelihood(seen, expected) - log_likelihood(total - seen, total - expected)


def test_the_likelihood_ratio_is_that_of_two_rates_against_one() -> None:
    for seen, expected in ((0.0, 12.0), (30.0, 12.0), (12.0, 12.0), (5.0, 12.0)):
        fast = likelihood_ratios(np.array([seen]), np.array([expected]), 100.0)
        assert fast[0] == pytest.approx(slow_ratio(seen, expected, 100.0), abs=1e-9)


def test_moving_against_what_is_asked_for_has_its_price() -> None:
    seen, expected = np.array([[5.0], [20.0]]), np.array([[12.0], [12.0]])
    size = np.array([0.0, 2.0])
    assert Prices(size, 1, 6.0).of(seen, expected).tolist() == [[6.0], [2.0]]
    assert Prices(size, -1).of(seen, expected).tolist() == [[0.0], [np.inf]]
    assert Prices(size).of(seen, expected).tolist() == [[0.0], [2.0]]


def test_the_bayes_factor_is_that_of_a_normal_change_integrated_out() -> None:
    for seen, information, phi in ((30.0, 12.0, 1.0), (12.0, 40.0, 2.0), (55.0, 160.0, 1.5)):
        # Of log changes x in small steps: the likelihood is normal around `top`, phi / information wide.
        top, x = math.sqrt(2 * seen / information), np.linspace(-8, 8, 200_001)
        likelihood = np.exp(-((x - top) ** 2) * information / phi / 2 - x**2 / 2) / math.sqrt(2 * math.pi)
        slow = math.log(likelihood.sum() * (x[1] - x[0])) + top**2 * information / phi / 2
        assert float(bayes_factors(np.array(seen), np.array(information), phi)) == pytest.approx(slow, abs=1e-6)


def test_fitted_shares_give_each_slice_its_own_total() -> None:
    slices, before, now, _ = made(1)
    held = slices.holds([slices.where.index(((0, 2),)), slices.where.index(((1, 1),))])
    n = before + now
    fitted = n * shares(held, n, now)
    for cells in held:
        assert fitted[cells].sum() == pytest.approx(now[cells].sum(), rel=1e-3)


def test_the_dispersion_is_what_the_tables_were_made_with() -> None:
    rng = np.random.default_rng(2)
    mean = np.full(3_000, 4.0)
    for phi in (1.0, 2.0, 4.0):
        now, before = scattered(mean, phi, 20, rng), scattered(8.0 * mean, phi, 20, rng)
        found = dispersion_of(now, now + before, np.full((3_000, 1), 1 / 9))
        assert np.mean(found) == pytest.approx(phi, rel=0.06)


def test_a_slice_that_halved_is_named_first_and_alone() -> None:
    slices, before, now, cost = made(3, factor=0.5)
    found = scan(slices, before, now, cost, rng=np.random.default_rng(1))
    assert [slices.where[pick] for pick in found.picks[: found.told]] == [((0, 2),)]


def test_what_rises_is_not_told_to_somebody_who_asks_for_falls() -> None:
    slices, before, now, cost = made(4, factor=1.8)
    assert scan(slices, before, now, cost, rng=np.random.default_rng(1)).told
    falls = Prices(cost.size, -1)
    assert not scan(slices, before, now, falls, rng=np.random.default_rng(1)).told


def test_p_values_of_tables_in_which_nothing_happened_are_hardly_ever_small() -> None:
    small = 0
    for seed in range(120):
        slices, before, now, cost = made(1_000 + seed)
        small += scan(slices, before, now, cost, rng=np.random.default_rng(seed), most=1).p[0] <= 0.05
    assert small <= 12  # 6 are expected; 13 or more come by chance once in 200
