"""Backlash scores: never from the future, one alarm per escalation, quiet on quiet days."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import nbinom

from pratfall.stats import backlash
from pratfall.stats.backlash import (
    backlash_alarms,
    backlash_scores,
    escalations,
    expected_band,
    planned_scores,
    signed_deviance,
    spike_share,
    trailing_sum,
)

DAY = 288


def _talk(seed: int, days: int, mean: float = 4.0) -> np.ndarray:
    rng = np.random.default_rng(seed)
    daily = 1 + 0.6 * np.sin(np.arange(days * DAY) * 2 * np.pi / DAY)
    return rng.negative_binomial(2, 2 / (2 + mean * daily)).astype(float)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 1700))
def test_later_counts_never_change_an_earlier_score(seed: int, cut: int) -> None:
    counts = _talk(seed, 6)
    counts[1000:1020] *= 15
    assert backlash_scores(counts)[:cut] == pytest.approx(backlash_scores(counts[:cut]), abs=0)


def test_a_storm_is_told_within_half_an_hour() -> None:
    counts = _talk(1, 10)
    onset = 7 * DAY
    counts[onset : onset + 36] += np.random.default_rng(9).poisson(60, 36)
    scores = backlash_scores(counts)
    assert (scores[onset : onset + 6] > 0.25).any()


def test_the_tail_of_a_storm_is_not_told_again() -> None:
    counts = _talk(2, 10)
    counts[2000:2100] += np.linspace(300, 0, 100)
    assert (backlash_scores(counts)[2005:2200] > 0).sum() <= 1


def test_an_outage_is_neither_calm_nor_collapse_and_its_end_is_no_storm() -> None:
    counts = _talk(3, 12, mean=30.0)
    clean = backlash_scores(counts)
    for hole in (0.0, np.nan):
        cut = counts.copy()
        cut[2000:2030] = hole
        after = backlash_scores(cut)[2000:2300]
        assert after.max() <= max(clean[2000:2300].max(), 0.25)


def test_many_series_at_once_equal_each_alone() -> None:
    table = np.array([_talk(s, 5) for s in range(4)])
    table[1, :400] = np.nan
    together = backlash_scores(table)
    for row, scores in zip(table, together, strict=True):
        assert scores == pytest.approx(backlash_scores(row), abs=1e-12)


def test_scores_lie_between_0_and_1_and_are_0_in_the_first_day() -> None:
    scores = backlash_scores(_talk(5, 20, mean=0.2))
    assert ((scores >= 0) & (scores < 1)).all()
    assert not scores[:DAY].any()
    assert not backlash_scores([3.0, 4.0]).any()


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        backlash_scores([1.0, -1.0])


def test_an_episode_is_told_again_only_when_it_grows() -> None:
    periods = np.array([[0, 1.2, 1.5, 2.2, 2.3, 0, 4.0, 0, 1.1]])
    assert escalations(periods, 100).tolist() == [[0, 1.2, 0, 2.2, 0, 0, 4.0, 0, 0]]
    assert escalations(periods, 1).tolist() == [[0, 1.2, 0, 2.2, 0, 0, 4.0, 0, 1.1]]


def test_trailing_sums_and_deviances_equal_slow_twins() -> None:
    values = np.arange(10.0)[:, None]
    assert trailing_sum(values, 3)[:, 0].tolist() == [sum(range(max(0, t - 2), t + 1)) for t in range(10)]
    x, m, r = np.array([0.0, 3.0, 20.0]), np.full(3, 6.0), np.full(3, 2.0)
    twin = []
    for xi in x:
        own = xi * np.log(xi / 6) if xi else 0.0
        twin.append(np.sign(xi - 6) * 2 * (own - (xi + 2) * np.log((xi + 2) / 8)))
    assert signed_deviance(x, m, r) == pytest.approx(np.array(twin))


def test_fewer_than_five_mentions_are_never_a_backlash_however_rare() -> None:
    counts = np.zeros(20 * DAY)
    counts[::700] = 1.0
    few, enough = counts.copy(), counts.copy()
    few[3003:3007] = 1.0
    enough[3003:3007] = 3.0
    assert not backlash_scores(few).any()
    assert backlash_scores(enough)[3003:3010].max() > 0.3


def test_a_first_mention_after_a_silent_day_is_no_miracle() -> None:
    counts = np.zeros(10 * DAY)
    counts[5 * DAY : 5 * DAY + 6] = 1.0
    assert backlash_scores(counts).max() < 0.6


def test_a_planned_launch_is_expected_noise_and_far_beyond_it_is_not() -> None:
    counts = _talk(6, 20, mean=10.0)
    at = slice(15 * DAY, 15 * DAY + 72)
    planned = np.zeros((1, len(counts)), dtype=bool)
    planned[0, at] = True
    for rise, told in ((3.5, False), (40.0, True)):
        launch = counts.copy()
        launch[at] *= rise
        assert backlash_scores(launch)[at].max() > 0.25
        assert (planned_scores(launch[None], planned, DAY)[0, at].max() > 0.25) == told


def test_after_a_planned_launch_the_usual_is_what_it_was() -> None:
    counts = _talk(7, 30, mean=10.0)
    planned = np.zeros((1, len(counts)), dtype=bool)
    planned[0, 20 * DAY : 21 * DAY] = True
    launch = counts.copy()
    launch[20 * DAY : 21 * DAY] *= 6
    storm = slice(22 * DAY, 22 * DAY + 24)
    for series in (counts, launch):
        series[storm] += 80
    quiet = planned_scores(counts[None], np.zeros_like(planned), DAY)[0, storm].max()
    assert planned_scores(launch[None], planned, DAY)[0, storm].max() == pytest.approx(quiet, abs=0.05)


@pytest.mark.parametrize("bins_per_day", [1, 6, 24, 144, 288])
def test_the_expected_band_holds_what_it_promises_and_never_looks_ahead(bins_per_day: int) -> None:
    rng = np.random.default_rng(bins_per_day)
    n = max(40, 3000 // bins_per_day) * bins_per_day
    t = np.arange(n) / bins_per_day
    counts = rng.negative_binomial(3, 3 / (3 + 20 * (1 + 0.5 * np.sin(2 * np.pi * t)))).astype(float)
    counts[n // 2] = np.nan
    low, middle, high = expected_band(counts, bins_per_day)
    known = ~np.isnan(middle) & ~np.isnan(counts)
    inside = (counts >= low) & (counts <= high)
    assert 0.92 <= inside[known].mean() <= 0.995
    assert np.isnan(middle[: max(bins_per_day, 24)]).all()
    cut = n * 2 // 3
    assert expected_band(counts[:cut], bins_per_day)[2] == pytest.approx(high[:cut], nan_ok=True)


def test_the_band_is_that_of_the_negative_binomial() -> None:
    rng = np.random.default_rng(4)
    mean, k = 10 ** rng.uniform(-3, 4, 500), 10 ** rng.uniform(-1.7, 1.3, 500)
    for q in (0.025, 0.5, 0.975):
        assert backlash._quantile(q, mean, k).tolist() == nbinom.ppf(q, 1 / k, 1 / (1 + k * mean)).tolist()


def test_a_climb_below_the_bar_does_not_hide_what_reaches_it() -> None:
    periods = np.array([[0, 1.6, 2.7, 2.7, 4.8, 0]])
    assert escalations(periods, 100).tolist() == [[0, 1.6, 0, 0, 4.8, 0]]
    assert escalations(periods, 100, 2.6).tolist() == [[0, 0, 2.7, 0, 4.8, 0]]


def test_alarms_begin_at_the_bar_of_their_series_or_of_the_moment() -> None:
    counts = np.array([_talk(8, 10), _talk(9, 10)])
    counts[:, 2000:2036] += 60.0
    alarms = backlash_alarms(counts, [0.3, 0.36], DAY)
    for row, bar in zip(alarms, (0.3, 0.36), strict=True):
        assert row[2000:2040].max() >= bar
        assert (row[row > 0] >= bar).all()
    moving = np.full(counts.shape, 1.0)
    assert not backlash_alarms(counts, moving, DAY).any()
    moving[:, 2000:] = [[0.3], [0.36]]
    assert backlash_alarms(counts, moving, DAY)[:, 2000:] == pytest.approx(alarms[:, 2000:])


def test_one_bin_of_bots_is_told_from_a_storm_a_quarter_of_an_hour_later() -> None:
    counts = np.array([_talk(10, 3), _talk(11, 3)])
    counts[0, 600] += 500
    counts[1, 600:640] += np.linspace(60, 10, 40)
    bots, storm = spike_share(counts, [4.0, 4.0], 600, bins_per_day=DAY)
    assert bots > 0.8
    assert storm < 0.5
    assert np.isnan(spike_share(counts[:, :602], 4.0, 600, bins_per_day=DAY)).all()
    assert np.isnan(spike_share(counts, 4.0, 600, bins_per_day=24)).all()
    assert np.isnan(spike_share(np.zeros((1, 700)), 4.0, 600, bins_per_day=DAY)).all()
