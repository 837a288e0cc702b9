"""Two channels together: few false claims where weeks were drawn by lot or what drove both is recorded."""

from __future__ import annotations

import numpy as np
import pytest

from pratfall.stats.ar_regression import RHO
from pratfall.stats.synergy import BLOCK, GRID, calendar, cells, enough, power, synergy
from tests.calibration.channel_weeks import Design, weeks

WORLDS = 120


def claims(design: Design, n: int, truth: float) -> tuple[float, float]:
    rng = np.random.default_rng(11)
    made = [weeks(rng, n, truth, design) for _ in range(WORLDS)]
    found = [synergy(w.count, w.first, w.second, w.controls) for w in made]
    held = [f.both[1] <= np.exp(truth) <= f.both[2] for f in found]
    return float(np.mean([f.claimed for f in found])), float(np.mean(held))


@pytest.mark.parametrize("design", [Design.BY_LOT, Design.RECORDED], ids=["by_lot", "recorded"])
@pytest.mark.parametrize("n", [52, 104])
def test_without_a_synergy_at_most_one_in_twenty_is_claimed(design: Design, n: int) -> None:
    claimed, held = claims(design, n, 0.0)
    assert claimed <= 0.05
    assert held >= 0.95


def test_a_push_nobody_recorded_looks_like_a_synergy_which_is_why_a_draw_is_asked_for() -> None:
    assert claims(Design.HIDDEN, 104, 0.0)[0] > 0.10


def test_a_true_synergy_is_seen_more_often_with_more_weeks() -> None:
    (few, _), (many, _) = claims(Design.BY_LOT, 52, 0.3), claims(Design.BY_LOT, 104, 0.3)
    assert few < many
    assert many > 0.7


def test_few_gifts_a_week_make_no_more_false_claims() -> None:
    rng = np.random.default_rng(5)
    made = [weeks(rng, 80, 0.0, Design.BY_LOT, mean=6.0) for _ in range(WORLDS)]
    assert np.mean([synergy(w.count, w.first, w.second).claimed for w in made]) <= 0.05


def test_the_power_that_is_said_is_about_what_is_found() -> None:
    rng = np.random.default_rng(3)
    made = [weeks(rng, 104, 0.3, Design.BY_LOT) for _ in range(WORLDS)]
    found = [synergy(w.count, w.first, w.second) for w in made]
    said = np.mean(
        [
            power(np.column_stack([w.first, w.second]), noise=f.noise, rho=f.rho, ratio=float(np.exp(0.3)))
            for w, f in zip(made, found, strict=True)
        ]
    )
    assert said == pytest.approx(np.mean([f.claimed for f in found]), abs=0.12)


def test_the_posterior_is_the_slow_sum_over_all_rho() -> None:
    """The twin: dense covariance matrices, and the density of every rho written out."""
    from scipy.stats import norm, t

    w = weeks(np.random.default_rng(8), 52, 0.2, Design.BY_LOT)
    n, a, b = 52, w.first.astype(float), w.second.astype(float)
    x = np.column_stack([np.ones(n), np.arange(n) / (n - 1) - 0.5, a, b, a * b])
    y, apart = np.log1p(w.count), np.abs(np.subtract.outer(np.arange(n), np.arange(n)))
    odds, parts = [], []
    for rho in RHO:
        r = rho**apart if rho else np.eye(n)
        inverse = np.linalg.inv(r)
        gram = x.T @ inverse @ x
        value = np.linalg.solve(gram, x.T @ inverse @ y)
        left = (y - x @ value) @ inverse @ (y - x @ value)
        odds.append(-0.5 * (np.linalg.slogdet(r)[1] + np.linalg.slogdet(gram)[1] + (n - 5) * np.log(left)))
        error = np.sqrt(left / (n - 5) * np.linalg.inv(gram)[4, 4])
        parts.append(t.pdf(GRID, n - 5, value[4], error))
    weight = np.exp(np.array(odds) - max(odds))
    density = (weight / weight.sum()) @ np.array(parts) * norm.pdf(GRID, 0, 0.15)
    below = np.cumsum(density) / density.sum()
    slow = np.exp(np.interp([0.5, 0.025, 0.975], below, GRID))
    np.testing.assert_allclose(synergy(w.count, w.first, w.second).both, slow, rtol=1e-4)


def test_missing_weeks_keep_their_distance() -> None:
    w = weeks(np.random.default_rng(4), 104, 0.0, Design.BY_LOT)
    keep = np.flatnonzero(np.arange(104) % 7 != 3)
    found = synergy(w.count[keep], w.first[keep], w.second[keep], weeks=keep)
    assert found.both[1] < found.both[0] < found.both[2]


def test_every_block_of_the_calendar_has_each_kind_of_week_once() -> None:
    drawn = calendar(13, np.random.default_rng(1))
    assert drawn.shape == (52, 2)
    for block in drawn.reshape(13, 4, 2):
        assert sorted(map(tuple, block.tolist())) == sorted(BLOCK)
    assert len({tuple(map(tuple, block.tolist())) for block in drawn.reshape(13, 4, 2)}) > 3


def test_enough_asks_for_weeks_of_each_kind() -> None:
    drawn = calendar(6, np.random.default_rng(1))
    assert cells(drawn[:, 0], drawn[:, 1]) == (6, 6, 6, 6)
    assert enough(drawn[:, 0], drawn[:, 1])
    assert not enough(np.ones(60, dtype=bool), drawn[:, 1].repeat(3)[:60])
