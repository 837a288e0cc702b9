from itertools import combinations

import numpy as np
import pytest

from pratfall.stats.share_rise import ALIKE, effective, likeness, share_rise


def slow_twin(hits: int, size: int, earlier: int, base: int) -> float:
    """Every way of choosing who wrote later, counted one by one."""
    angry = [1] * (hits + earlier) + [0] * (size + base - hits - earlier)
    ways = [sum(chosen) for chosen in combinations(angry, size)]
    return sum(w >= hits for w in ways) / len(ways)


@pytest.mark.parametrize(("hits", "size", "earlier", "base"), [(3, 4, 1, 8), (2, 5, 2, 6), (0, 3, 4, 5), (4, 4, 0, 7)])
def test_without_likeness_it_is_fishers_test(hits: int, size: int, earlier: int, base: int) -> None:
    p = share_rise(hits, size, earlier, base, alike=0.0)
    assert p == pytest.approx(slow_twin(hits, size, earlier, base))


def test_the_worked_example_holds() -> None:
    assert effective(80, cluster=80) == pytest.approx(8.99, abs=0.01)
    assert share_rise(60, 80, 40, 200, cluster=5) == pytest.approx(0.0022, abs=0.0001)


def test_more_of_one_quarrel_proves_little_more() -> None:
    assert share_rise(800, 1000, 20, 200) > 1e-9
    assert effective(10_000, cluster=10_000) < 10


def test_nothing_to_compare_is_no_evidence() -> None:
    assert share_rise(0, 0, 3, 10) == share_rise(3, 10, 0, 0) == 1.0
    with pytest.raises(ValueError, match="11 of 10"):
        share_rise(11, 10, 0, 5)


@pytest.mark.parametrize("alike", [0.04, 0.10])
def test_where_nothing_changed_few_quarrels_look_like_a_rise(alike: float) -> None:
    """Clusters whose share differs from one to the next (beta-binomial), as real threads do."""
    rng = np.random.default_rng(20)
    spread = (1 - alike) / alike
    tries, wrong = 2_000, 0
    for _ in range(tries):
        share = rng.uniform(0.1, 0.5)
        shares = rng.beta(share * spread, (1 - share) * spread, size=31)
        before, now = int(rng.binomial(6, shares[:30]).sum()), int(rng.binomial(70, shares[30]))
        wrong += share_rise(now, 70, before, 180, cluster=6) <= 0.05
    assert wrong / tries <= 0.05 + 3 * (0.05 * 0.95 / tries) ** 0.5


@pytest.mark.parametrize("alike", [0.0, 0.05, 0.2])
def test_the_limit_of_likeness_lies_above_the_truth_as_often_as_it_says(alike: float) -> None:
    rng = np.random.default_rng(8)
    posts = np.repeat(np.arange(30), 10)
    limits = []
    for _ in range(400):
        shares = rng.beta(0.3 * (1 - alike) / alike, 0.7 * (1 - alike) / alike, 30) if alike else np.full(30, 0.3)
        limits.append(likeness(rng.random(300) < shares[posts], posts))
    assert np.mean(np.array(limits) >= alike) >= 0.92
    assert np.median(limits) <= 2.5 * alike + 0.08


def test_a_short_history_is_taken_for_as_alike_as_strangers_are() -> None:
    assert likeness([0.1, 0.9] * 5, [0, 1] * 5) == ALIKE
    assert likeness([], []) == ALIKE
