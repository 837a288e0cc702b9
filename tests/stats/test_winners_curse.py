"""The conditional estimate against a count of simulated winners."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import ndtr

from pratfall.stats.winners_curse import corrected

BAR = 2.5


def test_without_a_bar_nothing_is_corrected() -> None:
    found = corrected(2.0, -np.inf)
    assert (found.value, found.low, found.high) == pytest.approx((2.0, 2.0 - 1.959964, 2.0 + 1.959964))


def test_far_above_the_bar_nothing_is_corrected() -> None:
    assert corrected(8.0, BAR).value == pytest.approx(8.0, abs=1e-4)


def test_just_above_the_bar_most_of_it_is_luck() -> None:
    assert corrected(3.0, BAR).value == pytest.approx(1.927, abs=0.001)
    assert corrected(2.6, BAR).value < 0.0


def test_the_estimate_solves_its_equation() -> None:
    found = corrected(3.2, BAR)
    for share, m in ((0.025, found.low), (0.5, found.value), (0.975, found.high)):
        assert ndtr(m - 3.2) / ndtr(m - BAR) == pytest.approx(share, rel=1e-6)


@pytest.mark.parametrize("truth", [0.5, 2.0, 3.5], ids=["small", "below-the-bar", "above-it"])
def test_over_many_winners_the_median_is_right_and_the_interval_covers(truth: float) -> None:
    rng = np.random.default_rng(1)
    z = rng.normal(truth, 1.0, 60_000)
    found = [corrected(one, BAR) for one in z[z > BAR][:1500]]
    assert np.mean([one.value <= truth for one in found]) == pytest.approx(0.5, abs=0.04)
    assert np.mean([one.low <= truth <= one.high for one in found]) == pytest.approx(0.95, abs=0.02)


def test_what_did_not_pass_the_bar_was_not_selected() -> None:
    with pytest.raises(ValueError, match="bar"):
        corrected(1.0, BAR)
