from __future__ import annotations

from math import inf, log

import numpy as np
import pytest

from pratfall.stats.expected_loss import Belief


def drawn(belief: Belief) -> np.ndarray:
    return np.exp(np.random.default_rng(1).normal(belief.middle, belief.spread, 400_000))


@pytest.mark.parametrize("bar", [0.4, 0.7, 1.2])
def test_losses_and_chances_are_those_of_many_draws(bar: float) -> None:
    belief = Belief(log(0.6), 0.4)
    r = drawn(belief)
    assert belief.chance_below(bar) == pytest.approx((r < bar).mean(), abs=0.004)
    assert belief.mean_above(bar) == pytest.approx(np.maximum(r - bar, 0).mean(), abs=0.003)
    assert belief.mean_below(bar) == pytest.approx(np.maximum(bar - r, 0).mean(), abs=0.003)
    assert belief.loss_above(bar) == pytest.approx((r[r > bar] - bar).mean(), rel=0.02)
    assert belief.loss_below(bar) == pytest.approx((bar - r[r < bar]).mean(), rel=0.02)


def test_an_error_however_unlikely_has_its_price() -> None:
    for distance in (5.0, 6.5, 20.0):
        loss = Belief(log(0.7) - distance * 0.1, 0.1).loss_above(0.7)
        assert loss == pytest.approx(0.7 * 0.1 / distance, rel=0.1)


def test_an_interval_is_read_at_its_own_level() -> None:
    narrow, wide = (Belief.of(0.5, 0.3, 0.5 / 0.6, level=level) for level in (0.95, 0.997))
    assert narrow.spread == pytest.approx(log(1 / 0.6) / 1.96, rel=1e-3)
    assert wide.spread < narrow.spread


def test_an_open_end_is_read_by_the_other_one() -> None:
    assert Belief.of(0.5, 0.0, 1.0, level=0.95).spread == pytest.approx(log(2.0) / 1.96, rel=1e-3)
    assert Belief.of(0.5, 0.25, inf, level=0.95).spread == pytest.approx(log(2.0) / 1.96, rel=1e-3)
    with pytest.raises(ValueError, match="without ends"):
        Belief.of(0.5, 0.0, inf, level=0.95)


def test_doubt_pulls_a_vague_number_far_and_a_sharp_one_hardly() -> None:
    vague, sharp = Belief(log(0.2), 0.7).doubted(0.7), Belief(log(0.2), 0.05).doubted(0.7)
    assert vague.middle == pytest.approx(log(0.2) / 2)
    assert sharp.middle == pytest.approx(log(0.2), rel=0.01)
    assert vague.spread < 0.7


def test_chances_told_come_true_when_changes_are_as_usual_as_assumed() -> None:
    rng = np.random.default_rng(20261121)
    truth = rng.normal(0.0, log(2.0), 6000)
    seen = truth + rng.normal(0.0, 0.35, 6000)
    told = np.array([Belief(float(m), 0.35).doubted(log(2.0)).chance_below(0.7) for m in seen])
    for low, high in ((0.0, 0.1), (0.1, 0.4), (0.4, 0.6), (0.6, 0.9), (0.9, 1.0)):
        inside = (told >= low) & (told <= high)
        assert (truth[inside] < log(0.7)).mean() == pytest.approx(told[inside].mean(), abs=0.04)


def test_a_bar_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="a bar of 0"):
        Belief(0.0, 1.0).chance_below(0.0)
