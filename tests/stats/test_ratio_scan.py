import numpy as np
import pytest

from pratfall.stats.conjunctions import Conjunctions, conjunctions
from pratfall.stats.ratio_scan import AMONG, Shares, dispersion_of, scan_shares, slice_contrasts


def made(seed: int, worse: float = 0.0) -> tuple[Conjunctions, Shares]:
    """Cells of three dimensions; the log odds of value 1 of the first moved by `worse`."""
    rng = np.random.default_rng(seed)
    codes = np.array([(a, b, c) for a in range(4) for b in range(5) for c in range(3)])
    odds = rng.normal(-3.0, 0.5, len(codes))
    tries, before = rng.poisson(400.0, len(codes)), rng.poisson(3_000.0, len(codes))
    hits = rng.binomial(tries, 1.0 / (1.0 + np.exp(-odds - worse * (codes[:, 0] == 1))))
    earlier = rng.binomial(before, 1.0 / (1.0 + np.exp(-odds)))
    table = Shares(*(np.asarray(a, dtype=float) for a in (hits, tries, earlier, before)))
    return conjunctions([codes[:, [d]] for d in range(3)], table.tries + table.tries_before, fewest=100.0), table


def test_the_contrast_is_the_log_odds_ratio_of_a_slice_against_its_rest() -> None:
    slices, t = made(1)
    z, moved, error = slice_contrasts(slices, t, 2.0)
    for index in (0, 7, len(slices) - 1):
        s = slices.holds([index])[0]

        def odds(hits: np.ndarray, tries: np.ndarray) -> float:
            return float(np.log((hits.sum() + 0.5) / (tries.sum() - hits.sum() + 0.5)))

        slow = odds(t.hits[s], t.tries[s]) - odds(t.hits_before[s], t.tries_before[s])
        slow -= odds(t.hits[~s], t.tries[~s]) - odds(t.hits_before[~s], t.tries_before[~s])
        counts = [
            part
            for cells in (s, ~s)
            for hits, tries in ((t.hits, t.tries), (t.hits_before, t.tries_before))
            for part in (hits[cells].sum(), tries[cells].sum() - hits[cells].sum())
        ]
        w = (t.tries + t.tries_before)[s]
        variance = 2.0 * sum(1.0 / (count + 0.5) for count in counts) + AMONG * (w**2).sum() / w.sum() ** 2
        assert moved[index] == pytest.approx(slow)
        assert error[index] == pytest.approx(np.sqrt(variance))
        assert z[index] == pytest.approx(slow / np.sqrt(variance))


def test_a_slice_whose_share_doubled_is_named_first() -> None:
    slices, table = made(2, worse=0.9)
    found = scan_shares(slices, table, rng=np.random.default_rng(1))
    assert slices.where[found.picks[0]] == ((0, 1),)
    assert found.told == 1


def test_near_duplicates_of_a_pick_are_not_listed_again() -> None:
    slices, table = made(3, worse=0.9)
    found = scan_shares(slices, table, rng=np.random.default_rng(1), most=5)
    weight = table.tries + table.tries_before
    held = slices.holds(found.picks)
    for k, one in enumerate(held):
        for other in held[:k]:
            assert weight[one & other].sum() / weight[one | other].sum() <= 0.7


def test_independent_tries_have_no_more_dispersion_than_that() -> None:
    assert np.mean([float(dispersion_of(made(100 + seed)[1])) for seed in range(20)]) < 1.15


def test_where_no_share_moved_hardly_any_slice_is_told() -> None:
    told = 0
    for seed in range(100):
        slices, table = made(500 + seed)
        told += scan_shares(slices, table, rng=np.random.default_rng(seed)).told
    assert told <= 10  # 5 are the most that should be expected
