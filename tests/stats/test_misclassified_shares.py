import numpy as np
import pytest

from pratfall.stats.misclassified_shares import misclassified_shares
from pratfall.text.purpose import CONFUSION

TRUE = np.array(CONFUSION, dtype=float) + 0.5
TRUE = TRUE / TRUE.sum(axis=1, keepdims=True)


def test_two_classes_and_two_answers_are_rogan_and_gladen() -> None:
    confusion = [[79_999.5, 19_999.5], [999.5, 98_999.5]]  # of pitches 0.8, of others 0.01, known very well
    found = misclassified_shares([300, 700], confusion)
    assert found[0, 0] == pytest.approx((0.3 - 0.01) / (0.8 - 0.01), abs=1e-4)
    naive = 1.96 * np.sqrt(0.3 * 0.7 / 1000) / 0.79
    assert (found[0, 2] - found[0, 1]) / 2 == pytest.approx(naive, rel=0.02)


def test_a_slow_twin_finds_the_same_shares() -> None:
    """Every mixture on a grid, by its likelihood."""
    said = np.array([14, 30, 16])
    confusion = np.array([[18, 6, 6], [2, 40, 8], [4, 3, 23]])
    rates = (confusion + 0.5) / (confusion + 0.5).sum(axis=1, keepdims=True)
    grid = [np.array([a, b, 100 - a - b]) / 100 for a in range(101) for b in range(101 - a)]
    best = max(grid, key=lambda p: float(said @ np.log(p @ rates)))
    assert np.abs(misclassified_shares(said, confusion)[:, 0] - best).max() <= 0.011


def test_shares_stay_shares_and_add_up_to_one() -> None:
    for said in ([50, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 9], [1, 0, 0, 0, 0, 0]):
        found = misclassified_shares(said, CONFUSION)
        assert found[:, 0].sum() == pytest.approx(1.0)
        assert (found[:, 1] >= 0).all()
        assert (found[:, 2] <= 1).all()
        assert (found[:, 1] <= found[:, 0] + 1e-9).all()


def test_no_number_of_texts_removes_the_doubt_about_the_classifier() -> None:
    few, many = (misclassified_shares(np.array([30, 20, 10, 15, 60, 25]) * k, CONFUSION) for k in (1, 1000))
    assert (many[:, 2] - many[:, 1]).max() < (few[:, 2] - few[:, 1]).max()
    assert (many[:, 2] - many[:, 1]).max() > 0.05


@pytest.mark.parametrize("n", [60, 300])
def test_intervals_cover_the_truth(n: int) -> None:
    """Texts and the labelled lines are both drawn anew in every case."""
    rng = np.random.default_rng(6)
    shares, inside = np.array([0.15, 0.1, 0.2, 0.25, 0.3]), []
    for _ in range(150):
        confusion = np.array([rng.multinomial(c, row) for c, row in zip(np.array(CONFUSION).sum(1), TRUE, strict=True)])
        found = misclassified_shares(rng.multinomial(n, shares @ TRUE), confusion)
        inside.append((found[:, 1] <= shares) & (shares <= found[:, 2]))
    covered = np.mean(inside, axis=0)
    assert covered.min() >= 0.88
    assert covered.mean() >= 0.92


def test_nothing_said_is_no_number() -> None:
    with pytest.raises(ValueError, match="no answers"):
        misclassified_shares([0, 0], [[1, 0], [0, 1]])
