import numpy as np
import pytest

from pratfall.stats.onset import onset
from pratfall.stats.two_phase import SHORTEST, bend


def slow_contrast(scores: np.ndarray, first: int) -> float:
    """The textbook regression on a line that bends at `first`."""
    line = np.maximum(np.arange(len(scores)) - first + 1.0, 0.0)
    line -= line.mean()
    return float(line @ scores / np.sqrt(line @ line))


@pytest.mark.parametrize("down", [True, False])
def test_the_bend_is_the_best_of_all_regressions(down: bool) -> None:
    rng = np.random.default_rng(31)
    for n in (30, 97, 250):
        scores = rng.normal(size=n)
        scores -= scores.mean()
        sign = -1.0 if down else 1.0
        every = [sign * slow_contrast(scores, first) for first in range(n - SHORTEST + 1)]
        found = bend(scores, down=down)
        assert found is not None
        assert np.isclose(found.z, max(every))
        assert np.isclose(every[found.first], max(every))


def test_a_slide_is_a_better_slope_than_step_and_a_step_a_better_step_than_slope() -> None:
    rng = np.random.default_rng(32)
    right = 0
    for _ in range(100):
        noise = rng.normal(size=300)
        slide, step = noise.copy(), noise.copy()
        slide[150:] -= np.linspace(0, 2.5, 150)
        step[150:] -= 1.25
        for values, slow in ((slide, True), (step, False)):
            values -= values.mean()
            found = bend(values, down=True)
            assert found is not None
            right += (found.z > onset(values, down=True).z) is slow
    assert right >= 190


def test_the_bend_lies_where_the_slide_began() -> None:
    rng = np.random.default_rng(33)
    found = []
    for _ in range(50):
        values = rng.normal(size=300) - np.maximum(np.arange(300) - 180.0, 0.0) / 40
        place = bend(values - values.mean(), down=True)
        assert place is not None
        found.append(place.first)
    assert abs(np.median(found) - 180) < 12


def test_too_few_values_have_no_slope() -> None:
    assert bend(np.zeros(SHORTEST - 1), down=True) is None
