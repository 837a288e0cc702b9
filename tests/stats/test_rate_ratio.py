import numpy as np
import pytest
from scipy.stats import t

from pratfall.stats.rate_ratio import rate_ratio, scatter

TWENTY_EIGHT_DAYS = [0, 0, 1, 1, 0, 5, 4, 2, 0, 6, 3, 1, 0, 2, 4, 2, 1, 0, 5, 3, 2, 1, 4, 0, 6, 2, 1, 3]


def test_the_worked_example_holds_and_equals_a_slow_twin() -> None:
    ratio, low, high = rate_ratio(60, 2, TWENTY_EIGHT_DAYS)
    mean = sum(TWENTY_EIGHT_DAYS) / 28
    k = (sum((y - mean) ** 2 for y in TWENTY_EIGHT_DAYS) / 27 - mean) / mean**2
    half = t.ppf(0.975, 27) * (1 / 59 + k / 28) ** 0.5
    assert (ratio, low, high) == pytest.approx((30 / mean, 30 / mean * np.exp(-half), 30 / mean * np.exp(half)))
    assert (round(ratio, 1), round(low, 1), round(high, 1)) == (14.2, 10.0, 20.2)


def test_a_silent_history_gives_a_wide_interval_and_no_infinity() -> None:
    ratio, low, high = rate_ratio(10, 1, [0] * 14)
    assert np.isfinite(ratio) and high / low > 40


def test_scatter_below_poisson_is_not_believed() -> None:
    assert scatter([2, 2, 2, 2]) == 0.0
    assert scatter([]) == 0.0


def test_days_are_needed_on_both_sides() -> None:
    with pytest.raises(ValueError, match="after 1 days"):
        rate_ratio(3, 1, [4])


@pytest.mark.parametrize("k", [0.0, 0.5, 2.0])
def test_the_interval_covers_the_true_ratio_to_the_usual_as_often_as_it_says(k: float) -> None:
    rng = np.random.default_rng(5)
    hits, tries = 0, 1_500
    for _ in range(tries):
        days = 4.0 * (rng.gamma(1 / k, k, 28) if k else np.ones(28))
        _, low, high = rate_ratio(20, 1, rng.poisson(days))
        hits += low <= 5.0 <= high
    assert 0.92 <= hits / tries <= 0.98
