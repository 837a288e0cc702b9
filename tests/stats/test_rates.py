from math import exp, factorial

import numpy as np
import pytest

from pratfall.stats.rates import garwood


def poisson_at_most(x: int, mean: float) -> float:
    return sum(exp(-mean) * mean**k / factorial(k) for k in range(x + 1))


@pytest.mark.parametrize("events", [0, 1, 4, 12])
def test_the_ends_are_where_the_tails_hold_their_share(events: int) -> None:
    low, high = garwood(events, 1.0)
    assert poisson_at_most(events, high) == pytest.approx(0.025)
    if events:
        assert 1 - poisson_at_most(events - 1, low) == pytest.approx(0.025)
    else:
        assert low == 0.0


def test_four_posts_in_twelve_weeks_are_well_below_one_a_week() -> None:
    low, high = garwood(4, 12.0)
    assert (round(low, 2), round(high, 2)) == (0.09, 0.85)


def test_the_interval_covers_at_least_at_its_level() -> None:
    rng = np.random.default_rng(3)
    for mean in (0.3, 2.0, 9.0):
        ends = np.array([garwood(int(x), 1.0, level=0.9) for x in rng.poisson(mean, 400)])
        covered = ((ends[:, 0] <= mean) & (mean <= ends[:, 1])).mean()
        assert covered >= 0.9 - 3 * (0.9 * 0.1 / 400) ** 0.5


def test_no_exposure_has_no_rate() -> None:
    with pytest.raises(ValueError, match="exposure"):
        garwood(0, 0.0)
