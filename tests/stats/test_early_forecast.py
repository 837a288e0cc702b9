"""Forecasts from first readings: made-up posts, and two public collections of real ones."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from pratfall.stats.early_forecast import BORROWED, EarlyForecast, fewest

HOURS = (1.0, 6.0, 12.0, 24.0)


def cascades(folder: Path) -> tuple[list[np.ndarray], np.ndarray]:
    """Ages in hours of the retweets of each cascade, and how many there were."""
    with gzip.open(folder / "retweet_cascades" / "cascades.csv.gz", "rt") as lines:
        rows = [(row["cascade"], float(row["seconds"])) for row in csv.DictReader(lines)]
    names = list(dict.fromkeys(name for name, _ in rows))
    seconds = {name: [] for name in names}  # type: dict[str, list[float]]
    for name, at in rows:
        seconds[name].append(at)
    return [np.array(seconds[name]) / 3600 for name in names], np.array([len(seconds[n]) for n in names], dtype=float)


def cascade_readings(events: list[np.ndarray], hours: float) -> np.ndarray:
    return np.array([[np.searchsorted(e, hours / part, "right") - 1 for part in (1, 2, 4, 8)] for e in events], float)


def news(folder: Path, network: str) -> np.ndarray:
    """Shares every 20 minutes for two days, (items, 144); NaN where the item was not yet seen."""
    with gzip.open(folder / "news_social_feedback" / f"{network}_Palestine.csv.gz", "rt") as lines:
        table = np.loadtxt(lines, delimiter=",", skiprows=1)[:, 1:]
    return np.where(table < 0, np.nan, table)


def news_readings(table: np.ndarray, hours: float) -> np.ndarray:
    newest = round(hours * 3)
    return table[:, [newest // part - 1 for part in (1, 2, 4, 8) if newest // part > 0]]


def halves(n: int, times: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Random halves, each learnt from once."""
    for seed in range(times):
        order = np.random.default_rng(seed).permutation(n)
        yield order[: n // 2], order[n // 2 :]
        yield order[n // 2 :], order[: n // 2]


def log_linear(readings: np.ndarray, final: np.ndarray, later: np.ndarray) -> np.ndarray:
    """Szabo and Huberman's baseline with a slope: least squares of log(1 + final) on log(1 + newest reading)."""
    slope, constant = np.polyfit(np.log1p(readings[:, 0]), np.log1p(final), 1)
    return np.asarray(np.expm1(constant + slope * np.log1p(later[:, 0])))


def tried(readings: np.ndarray, final: np.ndarray, times: int) -> tuple[float, float, float]:
    """Share of finals inside their 90 % interval, median relative error of the forecast and of the line."""
    held, ours, line = [], [], []
    for known, new in halves(len(final), times):
        early = EarlyForecast(readings[known], final[known], np.ones(len(known), dtype=bool))
        found = early.interval(readings[new], level=0.9)
        held.append(((found.low <= final[new] + 0.01) & (final[new] <= found.high + 0.01)).mean())
        ours.append(np.median(np.abs(found.middle - final[new]) / final[new]))
        guess = log_linear(readings[known], final[known], readings[new])
        line.append(np.median(np.abs(guess - final[new]) / final[new]))
    return float(np.mean(held)), float(np.mean(ours)), float(np.mean(line))


@pytest.mark.parametrize("hours", [1 / 12, 0.25, 1.0, 3.0, 12.0], ids=lambda h: f"{h:.2f} h")
def test_retweet_cascades_fall_into_their_intervals_and_beat_the_log_linear_line(
    hours: float, shared_data: Path
) -> None:
    events, final = cascades(shared_data)
    held, ours, line = tried(cascade_readings(events, hours), final, 10)
    assert 0.88 <= held <= 0.93  # the aim is 0.88 to 0.92; 100 cascades: two standard errors are 0.06
    assert ours < line


@pytest.mark.parametrize("hours", HOURS, ids=lambda h: f"{h:.0f} h")
@pytest.mark.parametrize("network", ["Facebook", "GooglePlus"])
def test_news_items_fall_into_their_intervals_and_beat_the_log_linear_line(
    network: str, hours: float, shared_data: Path
) -> None:
    table = news(shared_data, network)
    readings, final = news_readings(table, hours), table[:, -1]
    shown = ~np.isnan(readings[:, 0]) & (np.nan_to_num(final) >= 10)
    held, ours, line = tried(readings[shown], final[shown], 1 if network == "Facebook" else 3)
    assert abs(held - 0.9) <= 0.02 + 2 * (0.09 / len(final[shown])) ** 0.5  # the aim, and two standard errors
    assert ours < line


def test_a_network_is_worth_a_number_of_own_posts_however_many_it_has() -> None:
    rng = np.random.default_rng(1)
    n = 400
    newest = np.rint(rng.lognormal(4, 0.5, n))
    own = np.arange(n) >= 240
    final = np.rint(newest * np.where(own, 4.0, 2.0) * rng.lognormal(0, 0.2, n))
    new = np.full((1, 1), 60.0)
    both = EarlyForecast(newest[:, None], final, own).interval(new, level=0.9).middle[0]
    few = EarlyForecast(newest[:245, None], final[:245], own[:245]).interval(new, level=0.9).middle[0]
    assert both == pytest.approx(4 * 60, rel=0.2)  # 160 of its own outweigh the thirty it borrows
    assert few == pytest.approx(2 * 60, rel=0.2)
    assert BORROWED < 160


def test_the_probability_of_missing_a_goal_is_as_often_right_as_it_says() -> None:
    rng = np.random.default_rng(2)
    said, missed = [], []
    for _ in range(40):
        newest = np.rint(rng.lognormal(3, 1, 160))
        final = newest + rng.poisson(newest * rng.gamma(1.5, 0.6, 160))
        early = EarlyForecast(newest[:80, None], final[:80], np.ones(80, dtype=bool))
        said.append(early.below(newest[80:, None], np.full(80, 40.0)))
        missed.append(final[80:] < 40.0)
    p, truth = np.concatenate(said), np.concatenate(missed)
    for low, high in ((0.0, 0.2), (0.2, 0.5), (0.5, 0.8), (0.8, 1.01)):
        bin_ = (p >= low) & (p < high)
        assert truth[bin_].mean() == pytest.approx(p[bin_].mean(), abs=0.06)


def test_ninety_per_cent_take_twenty_finished_posts() -> None:
    assert fewest(0.9) == 20
    assert fewest(0.8) == 10
