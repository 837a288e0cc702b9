import numpy as np
from scipy.stats import norm, rankdata

from pratfall.stats.normal_scores import mid_ranks, normal_scores
from pratfall.stats.segments import Segments


def slow_scores(values: np.ndarray) -> np.ndarray:
    """Definition, one history at a time."""
    raw = norm.ppf(rankdata(values) / (len(values) + 1))
    return (raw - raw.mean()) / raw.std(ddof=1)


def test_scores_equal_the_definition_in_every_history() -> None:
    rng = np.random.default_rng(1)
    lengths = np.array([5, 0, 40, 2])
    values = rng.poisson(2.0, lengths.sum()).astype(float)
    fast = normal_scores(values, Segments.of(lengths))
    slow = np.concatenate([slow_scores(part) for part in (values[:5], values[5:45], values[45:])])
    assert np.allclose(fast, slow)


def test_ties_share_the_mean_of_their_ranks() -> None:
    assert mid_ranks(np.array([3.0, 1.0, 3.0]), Segments.of(np.array([3]))).tolist() == [2.5, 1.0, 2.5]


def test_a_constant_history_has_no_evidence() -> None:
    assert normal_scores(np.full(30, 7.0), Segments.of(np.array([30]))).tolist() == [0.0] * 30


def test_stretching_the_tails_changes_nothing() -> None:
    values = np.random.default_rng(2).lognormal(0, 1, 50)
    segments = Segments.of(np.array([50]))
    assert np.array_equal(normal_scores(values, segments), normal_scores(np.exp(values), segments))
