import numpy as np

from pratfall.stats.normal_scores import normal_scores
from pratfall.stats.onset import FEWEST_SIDE, onset
from pratfall.stats.segments import Segments


def slow_onset(scores: np.ndarray, down: bool) -> int:
    best = max(
        range(FEWEST_SIDE, len(scores) - FEWEST_SIDE + 1),
        key=lambda k: (
            (-1 if down else 1) * (scores[-k:].mean() - scores[:-k].mean()) / np.sqrt(1 / k + 1 / (len(scores) - k))
        ),
    )
    return len(scores) - best


def test_the_onset_is_the_best_of_all_splits() -> None:
    rng = np.random.default_rng(13)
    for down in (True, False):
        scores = rng.normal(size=80)
        assert onset(scores - scores.mean(), down=down).first == slow_onset(scores - scores.mean(), down)


def test_the_range_holds_the_true_day_about_as_often_as_it_says() -> None:
    rng = np.random.default_rng(14)
    hits = 0
    for _ in range(600):
        x = rng.normal(size=160)
        x[100:] -= 1.0
        found = onset(normal_scores(x, Segments.of(np.array([160]))), down=True)
        hits += found.earliest <= 100 <= found.latest
    assert hits / 600 > 0.92
