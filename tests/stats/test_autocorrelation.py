import numpy as np

from pratfall.stats.autocorrelation import inflation, lag_one, shrunk
from pratfall.stats.segments import Segments


def ar1(r: float, n: int, rng: np.random.Generator) -> np.ndarray:
    x = np.zeros(n)
    noise = rng.normal(size=n) * np.sqrt(1 - r**2)
    x[0] = rng.normal()
    for i in range(1, n):
        x[i] = r * x[i - 1] + noise[i]
    return x


def test_correlation_of_neighbours_is_found_and_not_carried_across_histories() -> None:
    rng = np.random.default_rng(3)
    lengths = np.full(40, 200)
    values = np.concatenate([ar1(0.4, 200, rng) for _ in lengths])
    found = lag_one(values, Segments.of(lengths), 1)
    assert abs(found.mean() - 0.4) < 0.03


def test_noise_around_zero_is_drawn_to_almost_nothing() -> None:
    rng = np.random.default_rng(4)
    segments = Segments.of(np.full(50, 80))
    raw = lag_one(rng.normal(size=4000), segments, 1)
    assert np.abs(raw).mean() > 0.07
    assert shrunk(raw, segments).mean() < 0.03


def test_one_history_that_really_drags_keeps_its_correlation() -> None:
    rng = np.random.default_rng(5)
    segments = Segments.of(np.full(10, 300))
    values = np.concatenate([ar1(0.6 if i == 0 else 0.0, 300, rng) for i in range(10)])
    found = shrunk(lag_one(values, segments, 1), segments)
    assert found[0] > 0.45
    assert found[1:].max() < 0.2


def test_no_history_no_correlation() -> None:
    assert shrunk(np.zeros(2), Segments.of(np.array([0, 1]))).tolist() == [0.0, 0.0]


def test_the_spread_of_a_mean_is_widened_as_much_as_it_really_is() -> None:
    rng = np.random.default_rng(6)
    means = np.array([ar1(0.5, 200, rng).mean() for _ in range(2000)])
    assert abs(means.std() * np.sqrt(200) / inflation(np.array(0.5)) - 1.0) < 0.06
