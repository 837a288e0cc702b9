import pytest
from scipy.stats import binom

from pratfall.stats.shares import wilson


def test_the_published_example_is_reproduced() -> None:
    low, high = wilson(3, 10)
    assert (round(low, 3), round(high, 3)) == (0.108, 0.603)


def test_the_interval_covers_about_as_often_as_it_says() -> None:
    for share in (0.05, 0.3, 0.5):
        for n in (10, 40, 200):
            covered = sum(binom.pmf(x, n, share) for x in range(n + 1) if wilson(x, n)[0] <= share <= wilson(x, n)[1])
            assert covered > 0.90


def test_the_share_itself_is_always_inside() -> None:
    for n in (1, 7, 1000):
        for x in (0, n // 2, n):
            low, high = wilson(x, n)
            assert 0.0 <= low <= x / n <= high <= 1.0


def test_no_trials_say_nothing_and_nonsense_is_refused() -> None:
    assert wilson(0, 0) == (0.0, 1.0)
    with pytest.raises(ValueError, match="5 successes of 3 trials"):
        wilson(5, 3)
