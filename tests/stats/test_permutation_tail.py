import numpy as np
from scipy.stats import norm

from pratfall.stats.permutation_tail import permutation_normal


def test_the_worked_example_holds() -> None:
    assert round(float(permutation_normal(np.array(3.5), np.array(100.0))), 2) == 3.59


def test_sign_and_order_are_kept_and_nothing_known_stays_unknown() -> None:
    z = np.array([-3.0, -1.0, 0.0, 1.0, 3.0, np.nan])
    found = permutation_normal(z, np.full(6, 60.0))
    assert (np.diff(found[:5]) > 0).all()
    assert np.allclose(found[:5], -found[4::-1])
    assert np.isnan(found[5])


def test_with_many_values_nothing_changes() -> None:
    assert abs(float(permutation_normal(np.array(3.0), np.array(1e6))) - 3.0) < 1e-3


def test_contrasts_of_permuted_scores_have_the_tail_it_says() -> None:
    """400,000 permutations of 40 normal scores, newest 17 against the others."""
    rng = np.random.default_rng(25)
    scores = norm.ppf(np.arange(1, 41) / 41)
    scores /= scores.std(ddof=1)
    drawn = rng.permuted(np.tile(scores, (400_000, 1)), axis=1)
    z = drawn[:, :17].sum(axis=1) * np.sqrt(40 / (17 * 23))
    for c in (2.0, 2.5, 3.0):
        share = (permutation_normal(z, np.full(len(z), 40.0)) > c).mean()
        assert share <= norm.sf(c) * 1.05 + 3 * np.sqrt(norm.sf(c) / len(z))
        assert share >= norm.sf(c) * 0.7
