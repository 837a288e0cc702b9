import numpy as np
import pytest

from pratfall.stats.random_effects import left_out, pool


def test_a_published_meta_analysis_is_reproduced() -> None:
    """Two-step DerSimonian-Laird by hand: Q = 6.0, S1 = 3, S2 = 3, t2 = (6 - 2)/(3 - 1) = 2."""
    found = pool(np.array([-np.sqrt(3), 0.0, np.sqrt(3)]), np.ones(3))
    assert found.between == pytest.approx(2.0)
    assert found.mean == pytest.approx(0.0)
    assert found.error == pytest.approx(1.0)  # sum w x^2 / ((k-1) sum w) = 6 / (2 * 3)


def test_leaving_one_out_equals_pooling_the_rest() -> None:
    rng = np.random.default_rng(16)
    x, v = rng.normal(size=7), rng.uniform(0.05, 0.5, 7)
    fast = left_out(x, v)
    for i in range(7):
        slow = pool(np.delete(x, i), np.delete(v, i))
        assert fast.mean[i] == pytest.approx(slow.mean)
        assert fast.between[i] == pytest.approx(slow.between)


def test_a_single_other_account_is_taken_as_it_is() -> None:
    found = left_out(np.array([-1.0, 0.5]), np.array([0.1, 0.2]))
    assert found.mean.tolist() == pytest.approx([0.5, -1.0])
    assert found.error.tolist() == pytest.approx([np.sqrt(0.2), np.sqrt(0.1)])


def test_the_interval_covers_with_few_and_unequal_shifts() -> None:
    rng = np.random.default_rng(17)
    hits = 0
    for _ in range(3000):
        v = rng.uniform(0.02, 0.3, 5)
        low, high = pool(-0.4 + rng.normal(0, np.sqrt(v + 0.05)), v).interval(0.95)
        hits += low <= -0.4 <= high
    assert hits / 3000 > 0.94


def test_one_shift_cannot_be_pooled() -> None:
    with pytest.raises(ValueError, match="at least 2"):
        pool(np.array([1.0]), np.array([1.0]))
