import numpy as np
import pytest
from scipy.special import beta as beta_function
from scipy.special import comb

from pratfall.stats.share_rise import ALIKE, effective, likeness, share_rise


def slow_twin(hits: int, size: int, usual: float, alike: float) -> float:
    """Every way to have so many or more, one by one."""
    a, b = usual * (1 - alike) / alike, (1 - usual) * (1 - alike) / alike
    ways = (comb(size, x) * beta_function(x + a, size - x + b) / beta_function(a, b) for x in range(hits, size + 1))
    return float(sum(ways))


@pytest.mark.parametrize(("hits", "size", "alike"), [(3, 4, 0.1), (9, 12, 0.05), (0, 3, 0.2), (20, 20, 0.3)])
def test_it_is_the_tail_of_the_beta_binomial_at_the_upper_limit_of_the_usual(
    hits: int, size: int, alike: float
) -> None:
    p = share_rise(hits, size, 2_000, 10_000, alike=alike)
    assert p == pytest.approx(slow_twin(hits, size, 0.2, alike), rel=0.2)
    assert p >= slow_twin(hits, size, 0.2, alike) - 1e-12, "a limit, so never smaller"


def test_the_worked_example_holds() -> None:
    assert effective(80, cluster=80) == pytest.approx(8.99, abs=0.01)
    assert share_rise(60, 80, 40, 200, cluster=5) == pytest.approx(0.0014, abs=0.0001)


def test_the_more_alike_posts_are_in_themselves_the_less_one_proves() -> None:
    each = [share_rise(60, 80, 40, 200, alike=alike) for alike in (0.01, 0.05, 0.1, 0.2, 0.3)]
    assert each == sorted(each)
    assert share_rise(800, 1000, 20, 200) > 1e-9, "a thousand comments of one quarrel are one quarrel"


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
