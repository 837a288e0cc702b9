from __future__ import annotations

import numpy as np
import pytest

from pratfall.stats.target_probability import Pace, outlook, pace


def test_pace_follows_past_campaigns_and_starts_from_the_plan() -> None:
    alike = pace(np.array([40.0, 60.0, 50.0]), np.array([80.0, 118.0, 104.0]), 0.5)
    assert np.exp(alike.middle) == pytest.approx(2.0, rel=0.3)  # twice as many come after this share of the time
    few = pace(np.array([1.0, 1.0]), np.array([2.0, 2.0]), 0.8)
    assert 0.25 < np.exp(few.middle) < 2.0  # two handfuls hardly move the plan: a quarter is to come
    assert few.spread > alike.spread


def test_campaigns_that_differed_widen_what_is_possible() -> None:
    steady = pace(np.full(4, 50.0), np.full(4, 50.0), 0.5)
    wild = pace(np.full(4, 50.0), np.array([5.0, 500.0, 20.0, 200.0]), 0.5)
    assert wild.spread > 2 * steady.spread


def test_the_sum_to_come_is_what_drawing_gifts_one_by_one_gives() -> None:
    rng = np.random.default_rng(4)
    amounts = rng.lognormal(3, 0.8, 120)
    found = outlook(amounts, np.zeros(0), Pace(np.log(0.7), 0.3, 12.0))
    totals = []
    for _ in range(6000):
        r = np.exp(np.log(0.7) + 0.3 * rng.standard_t(12))
        mean_factor = np.exp(rng.normal(0, np.sqrt(np.log1p(amounts.var() / amounts.mean() ** 2 / 120))))
        come = rng.poisson(rng.gamma(120.5) * r)
        totals.append(amounts.sum() + mean_factor * rng.choice(amounts, come).sum())
    for share in (0.05, 0.5, 0.95):
        assert found.quantile(share) == pytest.approx(np.quantile(totals, share), rel=0.03)
    for target in (3500, 4500, 6000):
        assert found.reach(target) == pytest.approx(np.mean(np.array(totals) >= target), abs=0.02)


def test_what_has_come_in_is_certain() -> None:
    found = outlook(np.full(10, 20.0), np.zeros(0), Pace(0.0, 0.4, 5.0))
    assert found.reach(200.0) == 1.0
    assert found.quantile(0.0001) == 200.0
    assert found.reach(201.0) < 1.0


def test_a_campaign_without_a_gift_so_far_leans_on_the_gifts_of_others() -> None:
    found = outlook(np.zeros(0), np.full(50, 20.0), Pace(np.log(2.0), 0.4, 6.0))
    assert 0.2 < found.reach(10.0) < 0.8
    assert found.reach(2000.0) < 0.01


def days_of(rng: np.random.Generator, level: float, shape: np.ndarray) -> np.ndarray:
    """Gifts per day of a campaign of forty days: a rush at each end, days that scatter beyond chance."""
    time = (np.arange(40) + 0.5) / 40
    due = 1 + shape[0] * np.exp(-time / 0.1) + shape[1] * np.exp(-(1 - time) / 0.08)
    return rng.poisson(due / due.sum() * level * rng.lognormal(0, 0.5) * rng.gamma(1 / 0.6, 0.6, 40))


@pytest.mark.parametrize("past", [2, 5])
def test_intervals_hold_their_level_and_a_small_chance_is_a_small_chance(past: int) -> None:
    rng = np.random.default_rng(past)
    held, said, reached = [], [], []
    for _ in range(400):
        shape, level, sigma = rng.gamma(1, 1.5, 2), rng.lognormal(4.3, 0.8), rng.uniform(0.5, 1.2)
        runs = [days_of(rng, level, shape * rng.lognormal(0, 0.5, 2)) for _ in range(past + 1)]
        if min(run.sum() for run in runs[:-1]) < 5:
            continue
        amounts = [rng.lognormal(3.3, sigma, run.sum()) for run in runs]
        day = int(rng.integers(8, 36))
        before = np.array([run[:day].sum() for run in runs], dtype=float)
        after = np.array([run[day:].sum() for run in runs], dtype=float)
        expected = pace(before[:-1], after[:-1], day / 40)
        found = outlook(amounts[-1][: int(before[-1])], np.concatenate(amounts[:-1]), expected)
        total = amounts[-1].sum()
        held.append(found.quantile(0.05) <= total <= found.quantile(0.95))
        target = level * np.exp(3.3 + sigma**2 / 2) * rng.lognormal(0.1, 0.6)
        said.append(found.reach(target))
        reached.append(total >= target)
    p, truth = np.array(said), np.array(reached)
    assert 0.88 <= np.mean(held) <= 0.98
    assert truth[p <= 0.1].mean() <= 0.1
    assert truth[p >= 0.9].mean() >= 0.9
    assert truth[(p > 0.4) & (p < 0.6)].mean() == pytest.approx(0.5, abs=0.25)
