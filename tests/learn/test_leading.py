"""Leading followers from one account to another: few false claims, a placebo, and a slow twin."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.optimize import brentq
from scipy.stats import poisson

from pratfall.learn.leading import AFTER_DAYS, BEFORE_DAYS, FEWEST_DAYS, led
from pratfall.records.numbers import Estimate, NotEnoughData
from pratfall.stats.ar_regression import RHO
from tests.calibration.leading_worlds import DAYS, Behind, pair

WORLDS = 60


def claims(truth: float, behind: Behind = Behind.NOTHING) -> tuple[float, float]:
    """Share of single pairs claimed, and of intervals that hold the truth."""
    found = [led([pair(np.random.default_rng((31, seed)), truth, behind)])[0] for seed in range(WORLDS)]
    answered = [one for one in found if isinstance(one.ratio, Estimate)]
    held = [one.ratio.low <= truth <= one.ratio.high for one in answered if isinstance(one.ratio, Estimate)]
    return float(np.mean([one.claimed for one in answered])), float(np.mean(held))


def test_where_nobody_is_led_hardly_anything_is_claimed_and_intervals_hold() -> None:
    """10 % of claims may be false; three standard errors of 60 worlds below 95 % are 0.865."""
    claimed, held = claims(1.0)
    assert claimed <= 0.10
    assert held >= 0.865


def test_a_strong_lead_is_found_nearly_always() -> None:
    assert claims(1.6)[0] >= 0.85


def test_a_push_that_began_before_the_post_is_seldom_taken_for_its_doing() -> None:
    assert claims(1.0, Behind.PUSH)[0] <= 0.20


def test_a_push_the_team_recorded_is_not_taken_for_its_doing() -> None:
    assert claims(1.0, Behind.RECORDED)[0] <= 0.10


def test_of_many_pairs_few_of_those_claimed_are_false() -> None:
    """Ten pairs, two of them true: at most a tenth of the claims false on average, over 20 organisations."""
    false = []
    for seed in range(20):
        rng = np.random.default_rng((5, seed))
        found = led([pair(rng, 1.7 if k < 2 else 1.0) for k in range(10)])
        claimed = [k for k, one in enumerate(found) if one.claimed]
        false.append(sum(k >= 2 for k in claimed) / max(len(claimed), 1))
    assert np.mean(false) <= 0.10


def test_a_claim_is_given_with_a_wider_interval_than_the_pair_by_itself() -> None:
    strong = pair(np.random.default_rng(1), 2.2)
    weak = [pair(np.random.default_rng(k), 1.0) for k in range(2, 12)]
    (alone,), many = led([strong]), led([strong, *weak])
    assert alone.claimed
    assert many[0].claimed
    assert isinstance(alone.ratio, Estimate)
    assert isinstance(many[0].ratio, Estimate)
    assert many[0].ratio.level > alone.ratio.level == pytest.approx(0.95)
    assert many[0].ratio.high > alone.ratio.high


def test_too_little_says_what_is_missing_and_how_much() -> None:
    full = pair(np.random.default_rng(3))
    short = replace(full, won=np.where(np.arange(DAYS) < 40, full.won, np.nan))
    silent = replace(full, pointing=np.zeros(DAYS))
    always = replace(full, pointing=np.ones(DAYS))
    for given, lacking in (
        (short, NotEnoughData(FEWEST_DAYS, 40, "follower_days")),
        (silent, NotEnoughData(8, 0, "pointing_posts")),
        (always, NotEnoughData(28, 0, "days_without_pointing")),
    ):
        (found,) = led([given])
        assert found.ratio == lacking
        assert found.p is None
        assert not found.claimed


def test_posts_of_the_same_days_are_one_event() -> None:
    burst = np.zeros(DAYS)
    burst[100:108] = 1.0
    (found,) = led([replace(pair(np.random.default_rng(3)), pointing=burst)])
    assert found.events == 3


def test_days_that_lost_followers_and_columns_that_never_vary_are_no_trouble() -> None:
    given = pair(np.random.default_rng(6), 1.5)
    lossy = replace(given, won=given.won - 4.0, own=np.zeros(DAYS), controls=np.ones((DAYS, 2)))
    (found,) = led([lossy])
    assert isinstance(found.ratio, Estimate)
    assert np.isfinite([found.ratio.low, found.ratio.high]).all()


def test_an_account_that_only_ever_points_is_judged_by_its_days() -> None:
    given = pair(np.random.default_rng(6), 1.8)
    (found,) = led([replace(given, posted=given.pointing)])
    assert isinstance(found.ratio, Estimate)


def test_nothing_asked_is_nothing_answered() -> None:
    assert led([]) == ()


def test_the_ratio_is_that_of_a_slow_twin() -> None:
    """Dense covariance matrices, days looked at one by one, and the members weighed by hand."""
    given = pair(np.random.default_rng(9), 1.4)
    d = len(given.won)
    rows = []
    for t in range(d):
        near = [p for p in range(t - AFTER_DAYS + 1, t + 1) if p >= 0]
        ahead = [p for p in range(t + 1, t + BEFORE_DAYS + 1) if p < d]
        month = [float(t // 28 == m) for m in range((d - 1) // 28 + 1)]
        weekday = [float(t % 7 == k) for k in range(1, 7)]
        sums = [np.log1p(given.own[near].sum()), np.log1p(given.posted[near].sum())]
        rows.append([float(given.pointing[near].any()), float(given.pointing[ahead].any()), *month, *weekday, *sums])
    x, y = np.array(rows), np.log1p(given.won)
    odds, values = [], []
    for rho in RHO:
        r = np.eye(d) if rho == 0 else rho ** np.abs(np.subtract.outer(np.arange(d), np.arange(d)))
        inverse = np.linalg.inv(r)
        gram = x.T @ inverse @ x
        value = np.linalg.solve(gram, x.T @ inverse @ y)
        left = (y - x @ value) @ inverse @ (y - x @ value)
        df = d - x.shape[1]
        odds.append(-0.5 * (np.linalg.slogdet(r)[1] + np.linalg.slogdet(gram)[1] + df * np.log(left)))
        values.append(value[0])
    weight = np.exp(np.array(odds) - max(odds))
    weight /= weight.sum()
    (found,) = led([given])
    assert isinstance(found.ratio, Estimate)
    counts = np.arange(400)
    usual = float(given.won[np.array([row[0] == 0.0 for row in rows])].mean())

    def moved(log_ratio: float) -> float:
        here, there = (float(poisson.pmf(counts, usual * np.exp(k)) @ np.log1p(counts)) for k in (log_ratio, 0.0))
        return here - there - float(weight @ values)

    assert np.log(found.ratio.value) == pytest.approx(brentq(moved, -2.0, 2.0), abs=0.004)


def test_few_followers_a_day_do_not_hide_how_many_times_as_many_came() -> None:
    """log(1 + w) moves less than log w. 95 % promised, 90 % measured with one a day; 60 worlds: 0.78 at the least."""
    held = []
    for seed in range(WORLDS):
        (found,) = led([pair(np.random.default_rng((9, seed)), 1.6, level=1.0)])
        held.append(isinstance(found.ratio, Estimate) and found.ratio.low <= 1.6 <= found.ratio.high)
    assert np.mean(held) >= 0.78
