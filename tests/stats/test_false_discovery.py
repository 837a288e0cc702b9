import numpy as np
from scipy.stats import norm

from pratfall.stats.false_discovery import coverage_level, discoveries


def slow(p: np.ndarray, share: float) -> set[int]:
    """Benjamini & Hochberg 1995, step up, word by word."""
    m = len(p)
    ordered = sorted(range(m), key=lambda i: p[i])
    k = max((r for r in range(1, m + 1) if p[ordered[r - 1]] <= share * r / m), default=0)
    return set(ordered[:k])


def test_the_rejected_are_those_of_the_step_up_procedure() -> None:
    rng = np.random.default_rng(8)
    for _ in range(50):
        p = rng.uniform(size=30) ** rng.integers(1, 5)
        assert set(np.flatnonzero(discoveries(p, share=0.1)).tolist()) == slow(p, 0.1)


def test_the_worked_example_of_the_docstring_holds() -> None:
    p = np.concatenate([[0.001, 0.004], np.linspace(0.2, 1, 38)])
    assert np.flatnonzero(discoveries(p, share=0.1)).tolist() == [0, 1]
    assert np.isclose(coverage_level(2, 1 / 40), 0.9975)


def test_nothing_asked_nothing_found() -> None:
    assert discoveries(np.zeros(0), share=0.1).shape == (0,)
    assert coverage_level(0, 1.0) == 0.95


def test_weights_move_the_allowance_without_enlarging_it() -> None:
    p = np.array([0.007, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5])
    heavy = np.array([2.0] + [1.0] * 9)
    assert discoveries(p, share=0.1, weights=heavy)[0]
    assert not discoveries(p, share=0.05, weights=heavy[::-1])[0]


def test_at_most_a_tenth_of_the_discoveries_are_false_on_average() -> None:
    rng = np.random.default_rng(9)
    shares = []
    for _ in range(2000):
        z = rng.normal(size=40) + np.where(np.arange(40) < 8, 3.0, 0.0)
        p = norm.sf(z)
        chosen = discoveries(p, share=0.1, weights=np.where(np.arange(40) % 2 == 0, 1.6, 0.4))
        shares.append(chosen[8:].sum() / max(chosen.sum(), 1))
    assert np.mean(shares) <= 0.1 + 3 * np.std(shares) / np.sqrt(len(shares))
