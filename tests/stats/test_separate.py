import numpy as np

from pratfall.stats.separate import p_difference, p_smaller

RNG = np.random.default_rng(15)


def test_a_fall_is_small_in_one_direction_only() -> None:
    x, y = RNG.normal(size=40), RNG.normal(size=40) - 1.2
    assert p_smaller(x, y) < 0.001
    assert p_smaller(y, x) > 0.999


def test_two_equal_falls_do_not_differ_and_unequal_ones_do() -> None:
    alike = []
    for _ in range(400):
        before, after = RNG.normal(size=60), RNG.normal(size=40) - 1.5
        rest_before, rest_after = RNG.normal(size=200), RNG.normal(size=150)
        alike.append(p_difference(before, after, rest_before, rest_after - 1.5))
        assert p_difference(before, after, rest_before, rest_after) < 0.01
    assert abs(np.mean(np.array(alike) < 0.05) - 0.05) < 4 * np.sqrt(0.05 * 0.95 / 400)


def test_equal_values_everywhere_show_nothing() -> None:
    flat = np.ones(20)
    assert p_difference(flat, flat, flat, flat) == 1.0
    assert p_difference(np.ones(1), np.ones(1), flat, flat) == 1.0
