import numpy as np

from pratfall.stats.shift import shift


def test_the_shift_is_the_median_of_all_differences() -> None:
    rng = np.random.default_rng(10)
    x, y = rng.normal(size=21), rng.normal(size=14) + 1
    found = shift(x, y, level=0.95)
    assert found is not None
    assert found.value == np.median([b - a for a in x for b in y])


def test_the_interval_covers_whatever_the_shape() -> None:
    rng = np.random.default_rng(11)
    for draw in (rng.standard_normal, lambda n: rng.standard_t(2, n), lambda n: rng.exponential(1, n)):
        hits = 0
        for _ in range(1500):
            found = shift(draw(30), draw(18) - 0.7, level=0.9)
            hits += found is not None and found.low <= -0.7 <= found.high
        assert abs(hits / 1500 - 0.9) < 3 * np.sqrt(0.09 / 1500) + 0.01


def test_too_few_values_for_the_level_give_no_interval() -> None:
    assert shift(np.zeros(2), np.zeros(2), level=0.999) is None
    assert shift(np.zeros(0), np.zeros(9), level=0.5) is None


def test_dependence_makes_the_interval_wider() -> None:
    rng = np.random.default_rng(12)
    x, y = rng.normal(size=40), rng.normal(size=40)
    plain, wide = shift(x, y, level=0.95), shift(x, y, level=0.95, widen=1.5)
    assert plain is not None and wide is not None
    assert wide.low < plain.low < plain.high < wide.high
