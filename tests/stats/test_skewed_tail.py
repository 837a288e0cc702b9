import numpy as np
from scipy.stats import gamma, norm

from pratfall.stats.skewed_tail import normal_equivalent


def test_a_skewed_sum_is_as_rare_as_its_gamma_tail() -> None:
    for skew in (0.2, 0.8, 1.5):
        for z in (2.0, 3.0, 4.0, 5.0):
            shape = 4.0 / skew**2
            exact = norm.isf(gamma.sf(shape + z * np.sqrt(shape), shape))
            assert abs(normal_equivalent(np.array(z), np.array(skew)) - exact) < 0.08


def test_the_correction_never_makes_an_alarm_easier() -> None:
    z = np.linspace(1.0, 8.0, 50)
    for skew in (-2.0, 0.0, 1e-4, 0.5, 3.0):
        assert (normal_equivalent(z, np.full(50, skew)) <= z).all()


def test_larger_sums_stay_larger_after_correction() -> None:
    z = np.linspace(-4.0, 10.0, 200)
    assert (np.diff(normal_equivalent(z, np.full(200, 1.2))) >= 0).all()
