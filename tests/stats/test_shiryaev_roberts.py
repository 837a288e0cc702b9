import numpy as np
import pytest
from scipy.integrate import quad

from pratfall.stats.normal_scores import normal_scores
from pratfall.stats.permutation_tail import permutation_normal
from pratfall.stats.segments import Segments
from pratfall.stats.shiryaev_roberts import FEWEST, FEWEST_AFTER, FEWEST_BEFORE, OLDEST, SIZE, alarms, contrasts
from pratfall.stats.skewed_tail import normal_equivalent


def slow_log_ratio(scores: np.ndarray, *, down: bool, widen: float) -> float:
    """Onset by onset, the size integrated numerically."""
    n, total = len(scores), 0.0
    sign = -1.0 if down else 1.0
    for k in range(FEWEST_AFTER, n + 1):
        if n - k < FEWEST_BEFORE or k > OLDEST * n:
            continue
        weights = np.concatenate([np.full(n - k, -1.0 / (n - k)), np.full(k, 1.0 / k)])
        weights /= np.sqrt(weights @ weights)
        z = permutation_normal(np.array(weights @ scores), np.array(float(n))) / widen
        skewness = (scores**3).mean() * (weights**3).sum()
        z = float(normal_equivalent(sign * z, np.array(sign * skewness)))
        root = np.sqrt(k * (n - k) / n) / widen

        def at(size: float, z: float = z, root: float = root) -> float:
            prior = 2.0 / (SIZE * np.sqrt(2.0 * np.pi)) * np.exp(-0.5 * (size / SIZE) ** 2)
            return float(np.exp(size * root * z - 0.5 * (size * root) ** 2) * prior)

        total += quad(at, 0.0, 12.0 * SIZE, limit=200)[0]
    return float(np.log(total))


def scored(lengths: list[int], seed: int, fall: float = 0.0) -> tuple[np.ndarray, Segments]:
    rng = np.random.default_rng(seed)
    segments = Segments.of(np.array(lengths))
    values = rng.exponential(size=sum(lengths)) - fall * (segments.position >= segments.length[segments.owner] * 0.7)
    return normal_scores(np.round(values, 1), segments), segments


@pytest.mark.parametrize("down", [True, False])
def test_the_ratio_is_the_sum_over_all_onsets_of_the_integral_over_all_sizes(down: bool) -> None:
    scores, segments = scored([60, 0, FEWEST, 150], 20, 0.5)
    every = contrasts(scores, segments, np.full(4, 50.0))
    found = alarms(every, down=down)
    for i in (0, 2, 3):
        own = scores[segments.start[i] : segments.start[i] + segments.length[i]]
        widen = float(np.sqrt((1 + every.correlation[i]) / (1 - every.correlation[i])))
        assert np.isclose(found.log_ratio[i], slow_log_ratio(own, down=down, widen=widen), rtol=1e-6)
    assert np.isnan(found.rate[1]) and np.isnan(found.log_ratio[1])


def test_too_short_a_history_is_not_asked() -> None:
    scores, segments = scored([FEWEST - 1, 0], 22)
    for down in (True, False):
        assert np.isnan(alarms(contrasts(scores, segments, np.full(2, 50.0)), down=down).rate).all()


def test_no_history_at_all_is_no_alarm() -> None:
    found = alarms(contrasts(np.zeros(0), Segments.of(np.zeros(0, dtype=np.int64)), np.zeros(0)), down=True)
    assert len(found.rate) == 0


def test_posts_that_are_all_alike_are_no_alarm() -> None:
    segments = Segments.of(np.array([100]))
    found = alarms(contrasts(normal_scores(np.ones(100), segments), segments, np.array([50.0])), down=True)
    assert found.rate[0] > 1.0


def test_a_halving_is_seen_downwards_only() -> None:
    values = np.random.default_rng(23).normal(size=200)
    values[140:] -= 1.5
    segments = Segments.of(np.array([200]))
    every = contrasts(normal_scores(values, segments), segments, np.array([50.0]))
    assert alarms(every, down=True).rate[0] < 1e-6
    assert alarms(every, down=False).rate[0] > 1.0


def test_values_that_resemble_their_neighbours_are_paid_for() -> None:
    rng = np.random.default_rng(24)
    noise = rng.normal(size=(60, 250))
    drifting = np.zeros_like(noise)
    for j in range(1, 250):
        drifting[:, j] = 0.4 * drifting[:, j - 1] + noise[:, j]
    segments = Segments.of(np.full(60, 200))
    every = contrasts(normal_scores(drifting[:, 50:].ravel(), segments), segments, np.full(60, 100.0))
    assert abs(every.correlation.mean() - 0.4) < 0.08
    assert (alarms(every, down=True).rate < 0.05).mean() <= 0.1


def test_a_year_of_looks_at_nothing_alarms_about_as_often_as_said() -> None:
    """1,500 years of 52 weekly looks, two years of history; the full table is in docs/methods."""
    rng = np.random.default_rng(25)
    values = rng.normal(size=(1500, 156))
    smallest = np.full(1500, np.inf)
    for look in range(1, 53, 3):  # every third look sees nearly all there is to see
        part = values[:, : 104 + look]
        segments = Segments.of(np.full(1500, part.shape[1]))
        every = contrasts(normal_scores(part.ravel(), segments), segments, np.full(1500, 52.0))
        smallest = np.minimum(smallest, alarms(every, down=True).rate)
    p = -np.expm1(-smallest)
    for limit in (0.2, 0.05):
        assert 0.4 * limit < (p <= limit).mean() < limit + 3 * np.sqrt(limit / 1500)
