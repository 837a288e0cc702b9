import numpy as np

from pratfall.stats.normal_scores import normal_scores
from pratfall.stats.permutation_tail import permutation_normal
from pratfall.stats.scan import FEWEST_BEFORE, GRID, filters, largest, steepest
from pratfall.stats.segments import Segments


def slow_step(scores: np.ndarray, k: int) -> float:
    """The textbook contrast of two means."""
    n = len(scores)
    return float((scores[-k:].mean() - scores[:-k].mean()) / np.sqrt(1 / k + 1 / (n - k)))


def scored(rng: np.random.Generator, lengths: np.ndarray) -> tuple[np.ndarray, Segments]:
    segments = Segments.of(lengths)
    return normal_scores(rng.normal(size=int(lengths.sum())), segments), segments


def test_every_step_equals_the_textbook_contrast_on_the_normal_scale() -> None:
    lengths = np.array([60, 20, 150])
    scores, segments = scored(np.random.default_rng(20), lengths)
    found = filters(scores, segments, np.full(3, 50.0))
    for i, start in enumerate(segments.start):
        own = scores[start : start + lengths[i]]
        for j, k in enumerate(GRID):
            if lengths[i] - k >= max(FEWEST_BEFORE, k / 2):
                plain = found.z[i, j] * np.sqrt((1 + found.correlation[i]) / (1 - found.correlation[i]))
                exact = permutation_normal(np.array(slow_step(own, k)), np.array(float(lengths[i])))
                assert np.isclose(plain, exact)
            else:
                assert np.isnan(found.z[i, j])


def test_neighbouring_looks_resemble_each_other_as_the_formula_says() -> None:
    """Correlation of the same step before and after 3 more posts, simulated over 40,000 histories."""
    rng = np.random.default_rng(21)
    x = rng.normal(size=(40_000, 203))
    k = GRID[2]
    weights = np.concatenate([np.full(200 - k, -1 / (200 - k)), np.full(k, 1 / k)])
    correlation = np.corrcoef(x[:, :200] @ weights, x[:, 3:] @ weights)[0, 1]
    scores, segments = scored(rng, np.array([200]))
    found = filters(scores, segments, np.array([3 * 52.0]))
    assert abs(found.change[0, 2] - (1 - correlation)) < 0.01


def test_too_short_a_history_is_not_asked() -> None:
    scores, segments = scored(np.random.default_rng(22), np.array([27, 0]))
    found = largest(filters(scores, segments, np.full(2, 50.0)), down=True)
    assert np.isnan(found.rate).all() and (found.filter == -1).all()


def test_a_halving_is_seen_downwards_only() -> None:
    rng = np.random.default_rng(23)
    values = rng.normal(size=200)
    values[140:] -= 1.5
    segments = Segments.of(np.array([200]))
    every = filters(normal_scores(values, segments), segments, np.array([50.0]))
    assert largest(every, down=True).rate[0] < 1e-6
    assert largest(every, down=False).rate[0] > 1.0


def test_a_slow_decline_is_steepest_downwards() -> None:
    values = np.random.default_rng(24).normal(size=200) * 0.3 - np.linspace(0, 2, 200)
    segments = Segments.of(np.array([200]))
    every = filters(normal_scores(values, segments), segments, np.array([50.0]))
    assert steepest(every, 0, down=True) > 5 > steepest(every, 0, down=False)
