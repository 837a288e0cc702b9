"""Firestorms of known size on real quiet days: how many are missed, and after how long the others are told.

Called by notice_backlash. Shapes are those of large retweet cascades (shared/data/retweet_cascades; a Weibull curve
where that is missing), stretched so that half of a storm has come after one, three or twelve hours. Sizes are told in
typical days of the brand: the median of its daily counts. Backgrounds are the ten series of mentions of the Numenta
benchmark, a day and more away from every labelled event; the same thinned to a twentieth and a two-hundredth; and in
hourly bins; all heard for a month before. The alarm is the default one, tuned by nobody.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from pratfall.stats.alarm_rate import default_alarm
from pratfall.stats.backlash import backlash_alarms, spike_share

CASCADES = Path(__file__).resolve().parents[2] / "shared" / "data" / "retweet_cascades" / "cascades.csv.gz"
SIZES = (0.0, 0.25, 0.5, 1.0, 2.0, 5.0)  # typical days
HALF_HOURS = (1.0, 3.0, 12.0)
HISTORY_DAYS, AFTER_DAYS = 31, 1
PER_SERIES = 12
DAY = 288
SPIKES = (5.0, 20.0, 100.0)  # typical bins


def shapes() -> list[np.ndarray]:
    """Times of the mentions of every cascade, in halves: 1 is when half of it had come."""
    if not CASCADES.is_file():
        return [np.random.default_rng(0).weibull(0.7, 5000) / np.log(2) ** (1 / 0.7)]
    found: dict[str, list[float]] = {}
    with gzip.open(CASCADES, "rt") as lines:
        next(lines)
        for line in lines:
            name, second, _ = line.split(",", 2)
            found.setdefault(name, []).append(float(second))
    return [np.array(times) / np.median(times) for times in found.values()]


def backgrounds(files: Mapping[str, dict[str, Any]], share: float, rng: np.random.Generator) -> np.ndarray:
    """(cases, bins) quiet stretches of five-minute counts, each ending a day after its onset."""
    before, after = HISTORY_DAYS * DAY, AFTER_DAYS * DAY
    rows = []
    for file in files.values():
        value = file["value"]
        far = np.ones(len(value), dtype=bool)
        far[:before] = far[len(value) - after :] = False
        for a, b in file["windows"]:
            far[max(a - DAY, 0) : b + DAY] = False
        for onset in rng.choice(np.flatnonzero(far), PER_SERIES, replace=False):
            rows.append(value[onset - before : onset + after])
    return rng.binomial(np.array(rows).astype(np.int64), share).astype(float)


def with_storms(
    quiet: np.ndarray, days: float, half_hours: float, times: list[np.ndarray], rng: np.random.Generator
) -> np.ndarray:
    onset = quiet.shape[1] - AFTER_DAYS * DAY
    out = quiet.copy()
    for row in out:
        size = rng.poisson(days * typical_day(row[:onset]))
        bins = rng.choice(times[rng.integers(len(times))], size) * half_hours * 12
        row[onset:] += np.bincount(bins[bins < AFTER_DAYS * DAY].astype(int), minlength=AFTER_DAYS * DAY)
    return out


def typical_day(counts: np.ndarray) -> float:
    whole = counts[len(counts) % DAY :].reshape(-1, DAY).sum(axis=1)
    return float(np.median(whole))


def told(counts: np.ndarray, width: int, per_month: float = 1.0) -> np.ndarray:
    """Minutes from the onset to the first default alarm of every row, inf where a day passes without one."""
    coarse = counts.reshape(len(counts), -1, width).sum(axis=2)
    bins_per_day = DAY // width
    onset = coarse.shape[1] - AFTER_DAYS * bins_per_day
    levels = coarse[:, :onset].mean(axis=1)
    bar = partial(default_alarm, age_days=HISTORY_DAYS)
    bars = np.array([bar(x, bins_per_day=bins_per_day, per_month=per_month) for x in levels])
    alarms = backlash_alarms(coarse, bars, bins_per_day)[:, onset:] > 0
    return np.where(alarms.any(axis=1), (alarms.argmax(axis=1) + 1) * width * 5.0, np.inf)


def told_by_either(counts: np.ndarray) -> np.ndarray:
    """Five minutes and hours side by side, each allowed half of the false alarms."""
    return np.minimum(told(counts, 1, 0.5), told(counts, 12, 0.5))


def curve(quiet: np.ndarray, how: Callable[[np.ndarray], np.ndarray], times: list[np.ndarray]) -> None:
    for half in HALF_HOURS:
        line = []
        for days in SIZES:
            delay = how(with_storms(quiet, days, half, times, np.random.default_rng(3)))
            found = delay[np.isfinite(delay)]
            middle = f"{np.median(found):.0f}" if len(found) else "-"
            line.append(f"{days:g}: {1 - len(found) / len(delay):.0%} {middle}")
        print(f"      half within {half:2g} h   " + "   ".join(line), flush=True)


def spikes(quiet: np.ndarray) -> None:
    """One bin full of bots: how often it alarms, and how it looks a quarter of an hour later, beside storms."""
    onset = quiet.shape[1] - AFTER_DAYS * DAY
    usual = quiet[:, :onset].mean(axis=1)
    for times in SPIKES:
        row = quiet.copy()
        row[:, onset] += np.round(times * np.maximum(usual, 1.0))
        delay = told(row, 1)
        share = spike_share(row, usual, onset, bins_per_day=DAY)
        print(
            f"    one bin of {times:3g} times the usual: alarms {(delay <= 15).mean():.0%};"
            f" share of the excess in one bin (quartiles) {quartiles(share)}"
        )


def storm_shares(quiet: np.ndarray, times: list[np.ndarray]) -> None:
    onset = quiet.shape[1] - AFTER_DAYS * DAY
    usual = quiet[:, :onset].mean(axis=1)
    for half in HALF_HOURS:
        row = with_storms(quiet, 2.0, half, times, np.random.default_rng(4))
        delay = told(row, 1)
        kept = np.isfinite(delay) & (delay <= DAY * 5 - 15)
        at = onset + (delay[kept] / 5).astype(int) - 1
        share = np.array(
            [
                spike_share(r[None], u, t, bins_per_day=DAY)[0]
                for r, u, t in zip(row[kept], usual[kept], at, strict=True)
            ]
        )
        above = f"above 0.8: {(share > 0.8).mean():.0%}"
        print(f"    storm of two days, half within {half:2g} h: the same share {quartiles(share)}; {above}")


WAYS: Mapping[str, Callable[[np.ndarray], np.ndarray]] = {
    "five minutes": lambda counts: told(counts, 1),
    "hours": lambda counts: told(counts, 12),
    "either, at half the rate each": told_by_either,
}


def quartiles(values: np.ndarray) -> str:
    return " ".join(f"{q:.2f}" for q in np.nanquantile(values, (0.25, 0.5, 0.75)))


def main(files: Mapping[str, dict[str, Any]]) -> None:
    times = shapes()
    print(f"firestorms, {len(times)} shapes. Size in typical days: missed within a day, median minutes to the alarm")
    for share in (1.0, 0.05, 0.005):
        quiet = backgrounds(files, share, np.random.default_rng(2))
        typical = quartiles(np.array([typical_day(q) for q in quiet]))
        print(f"  {share:.1%} of the counts: typical days of {typical} mentions")
        for what, how in WAYS.items():
            print(f"    {what}")
            curve(quiet, how, times)
    quiet = backgrounds(files, 1.0, np.random.default_rng(2))
    spikes(quiet)
    storm_shares(quiet, times)
