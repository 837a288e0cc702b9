"""Forecasts of posts and campaigns on held-out halves, beside the numbers published and measured before.

    ./run bench notice_forecast                     everything (some five minutes on one core)
    ./run bench notice_forecast cascades            one part: cascades, news, whole, finals, target, flops, speed

Real data are read from ../shared/data (or PRATFALL_TEST_DATA): retweet_cascades (100 cascades, MIT) and
news_social_feedback (items on three networks, CC BY 4.0). Random halves, each learnt from once. Columns:

    held   share of finals inside their 90 % interval (aim 88 to 92 %), with two standard errors for that many items
    error  median relative error of the median forecast; `single`: from the newest reading alone; `line`: Szabo and
           Huberman's log-linear least squares; `factor`: their rule with one factor, the median; `before`:
           detection.md 3.3, log-linear, 50/50
    AUC    how well the probability of ending in the weakest quarter ranks those that do
"""

from __future__ import annotations

import csv
import gzip
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from scipy.stats import rankdata

from pratfall.notice.flop import LOOKS_PER_YEAR, weigh
from pratfall.notice.histories import prepare
from pratfall.records.forecasts import Forecast
from pratfall.records.subjects import SubjectKind
from pratfall.stats.early_forecast import EarlyForecast
from pratfall.stats.post_forecast import forecast_post
from pratfall.stats.target_probability import outlook, pace
from tests.notice.test_flop import world

DATA = Path(os.environ.get("PRATFALL_TEST_DATA") or Path(__file__).resolve().parents[2] / "shared" / "data")
Array = np.ndarray
CASCADE_HOURS = {1 / 12: "43 %", 0.25: "35 %", 1.0: "30 %", 3.0: "26 %", 6.0: "", 12.0: "", 24.0: ""}
NEWS_HOURS = {1: "81 %", 2: "", 3: "", 6: "74 %", 12: "70 %", 24: ""}
TOP_DECILE = {1: 0.60, 3: 0.66, 6: 0.72, 12: 0.85}
NETWORKS = ("Facebook", "GooglePlus", "LinkedIn")


def cascade_table() -> tuple[Callable[[float], Array], Array]:
    """A function that gives the readings (100, 4) at an age in hours, and the finals."""
    events: dict[str, list[float]] = {}
    with gzip.open(DATA / "retweet_cascades" / "cascades.csv.gz", "rt") as lines:
        for row in csv.DictReader(lines):
            events.setdefault(row["cascade"], []).append(float(row["seconds"]) / 3600)
    sorted_ = [np.array(e) for e in events.values()]

    def readings(hours: float) -> Array:
        at = [[np.searchsorted(e, hours / part, "right") - 1 for part in (1, 2, 4, 8)] for e in sorted_]
        return np.array(at, dtype=float)

    return readings, np.array([len(e) for e in sorted_], dtype=float)


def news_table(network: str) -> Array:
    """(items, 144) counts every 20 minutes; NaN where the item was not yet seen (-1 in the file)."""
    with gzip.open(DATA / "news_social_feedback" / f"{network}_Palestine.csv.gz", "rt") as lines:
        table = np.loadtxt(lines, delimiter=",", skiprows=1)[:, 1:]
    return np.where(table < 0, np.nan, table)


def news_readings(table: Array, hours: float) -> Array:
    newest = round(hours * 3)
    return table[:, [newest // part - 1 for part in (1, 2, 4, 8) if newest // part > 0]]


def halves(n: int, times: int) -> Iterator[tuple[Array, Array]]:
    for seed in range(times):
        order = np.random.default_rng(seed).permutation(n)
        yield order[: n // 2], order[n // 2 :]
        yield order[n // 2 :], order[: n // 2]


def auc(score: Array, truth: Array) -> float:
    """Probability that a true one scores above a false one."""
    ranks, hits = rankdata(score), int(truth.sum())
    if hits in (0, len(truth)):
        return float("nan")
    return float((ranks[truth].sum() - hits * (hits + 1) / 2) / (hits * (len(truth) - hits)))


def tried(readings: Array, final: Array, times: int) -> dict[str, float]:
    """Means over all halves."""
    found: dict[str, list[float]] = {}
    mark = float(np.quantile(final, 0.25))
    weak = final < mark if (final < mark).any() else final <= mark
    for known, new in halves(len(final), times):
        truth = final[new]
        everybody = np.ones(len(known), dtype=bool)
        early = EarlyForecast(readings[known], final[known], everybody)
        ends = early.interval(readings[new], level=0.9)
        below = early.below(readings[new], np.full(len(new), max(mark, final.min() + 1)))
        x, y = np.log1p(readings[:, 0]), np.log1p(final)
        slope, constant = np.polyfit(x[known], y[known], 1)
        guesses = {
            "error": ends.middle,
            "single": EarlyForecast(readings[known, :1], final[known], everybody)
            .interval(readings[new, :1], level=0.9)
            .middle,
            "line": np.expm1(constant + slope * x[new]),
            "factor": np.expm1(x[new] + np.median(y[known] - x[known])),
        }
        low, high = truth >= ends.low - 0.01, truth <= ends.high + 0.01
        row = {name: float(np.median(np.abs(g - truth) / np.maximum(truth, 1))) for name, g in guesses.items()}
        row |= {"held": float((low & high).mean()), "under": float(1 - low.mean()), "over": float(1 - high.mean())}
        row |= {"auc": auc(below, weak[new]), "plain_auc": auc(-readings[new, 0], weak[new])}
        for name, value in row.items():
            found.setdefault(name, []).append(value)
    return {name: float(np.nanmean(values)) for name, values in found.items()}


def shown(name: str, n: int, r: dict[str, float], before: str = "") -> None:
    limit = 2 * (0.09 / n) ** 0.5
    print(
        f"  {name:20} n {n:5d}  held {r['held']:.3f} +- {limit:.3f} (below {r['under']:.3f}, above {r['over']:.3f})  "
        f"error {r['error']:5.1%}  single {r['single']:5.1%}  line {r['line']:5.1%}  factor {r['factor']:5.1%}  "
        f"before {before or '-':5}  "
        f"AUC {r['auc']:.3f} (by count alone {r['plain_auc']:.3f})",
        flush=True,
    )


def cascades() -> None:
    print("retweet cascades of at least 2,000, 50 learnt from, 50 random splits both ways")
    readings, final = cascade_table()
    for hours, before in CASCADE_HOURS.items():
        shown(
            f"{hours * 60:.0f} min" if hours < 1 else f"{hours:.0f} h", 100, tried(readings(hours), final, 50), before
        )


def news() -> None:
    print("news items with at least 10 shares after two days, already seen at the age; splits both ways")
    for network in NETWORKS:
        table = news_table(network)
        final = table[:, -1]
        for hours, before in NEWS_HOURS.items():
            readings = news_readings(table, hours)
            kept = ~np.isnan(readings[:, 0]) & (np.nan_to_num(final) >= 10)
            r = tried(readings[kept], final[kept], 2 if network == "Facebook" else 10)
            shown(f"{network} {hours} h", int(kept.sum()), r, before if network == "Facebook" else "")


def whole() -> None:
    """Items of any size: most end at zero or where they stand, and whole numbers cannot be cut to 90 %."""
    print("all news items already seen at the age (ties: a closed interval of counts holds at least its level)")
    for network in NETWORKS:
        table = news_table(network)
        for hours in NEWS_HOURS:
            readings = news_readings(table, hours)
            kept = np.flatnonzero(~np.isnan(readings[:, 0]))
            final = table[kept, -1]
            kept = np.random.default_rng(0).permutation(kept)[:4000]
            final, readings = table[kept, -1], readings[kept]
            shown(f"{network} {hours} h", len(kept), tried(readings, final, 1))
            if network == "Facebook" and hours in TOP_DECILE:
                print(f"    top decile AUC {_top(readings, final):.3f}, before {TOP_DECILE[hours]:.2f}")


def _top(readings: Array, final: Array) -> float:
    mark = float(np.quantile(final, 0.9))
    found = []
    for known, new in halves(len(final), 1):
        early = EarlyForecast(readings[known], final[known], np.ones(len(known), dtype=bool))
        found.append(auc(-early.below(readings[new], np.full(len(new), mark)), final[new] >= mark))
    return float(np.mean(found))


def finals() -> None:
    print("final counts alone as reference: what lies below the newest reading is ruled out, nothing else")
    readings, final = cascade_table()
    for hours in (0.25, 1.0, 3.0, 12.0):
        at = readings(hours)[:, 0]
        held = []
        for known, new in halves(100, 10):
            for i in new.tolist():
                f = forecast_post([hours], [at[i]], reference=final[known].tolist())
                if isinstance(f, Forecast):
                    held.append(f.low <= final[i] <= f.high)
        print(f"  cascades {hours:5.2f} h  held {np.mean(held):.3f}, answered {len(held) / 1000:.2f}")


def target() -> None:
    print("made-up organisations: six weeks, rushes at both ends, gifts in bursts, log-normal amounts, 1,500 each")
    for past in (2, 4, 8):
        for over in (0.3, 0.6, 0.85):
            rng = np.random.default_rng([past, round(100 * over)])
            held, said, reached = (np.array(x) for x in zip(*_campaigns(rng, past, over, 1500), strict=True))
            rows = [f"held {held.mean():.3f}"]
            for low, high in ((0, 0.1), (0.1, 0.4), (0.4, 0.6), (0.6, 0.9), (0.9, 1.01)):
                part = (said >= low) & (said < high)
                rows.append(f"{said[part].mean():.2f} -> {reached[part].mean():.2f} ({part.sum()})")
            print(f"  {past} past, {over:.0%} over: " + "  ".join(rows), flush=True)


def _campaigns(rng: np.random.Generator, past: int, over: float, n: int) -> Iterator[tuple[bool, float, bool]]:
    day = int(over * 42)
    for _ in range(n):
        shape, level, sigma = rng.gamma(1, 1.5, 2), rng.lognormal(4.3, 0.8), rng.uniform(0.5, 1.2)
        runs = [_days(rng, level, shape * rng.lognormal(0, 0.5, 2)) for _ in range(past + 1)]
        if min(run.sum() for run in runs[:-1]) < 10:
            continue
        amounts = [rng.lognormal(3.3, sigma, run.sum()) for run in runs]
        before = np.array([run[:day].sum() for run in runs], dtype=float)
        after = np.array([run[day:].sum() for run in runs], dtype=float)
        expected = pace(before[:-1], after[:-1], over)
        found = outlook(amounts[-1][: int(before[-1])], np.concatenate(amounts[:-1]), expected)
        total, goal = amounts[-1].sum(), level * np.exp(3.3 + sigma**2 / 2) * rng.lognormal(0.1, 0.6)
        yield found.quantile(0.05) <= total <= found.quantile(0.95), found.reach(goal), total >= goal


def _days(rng: np.random.Generator, level: float, shape: Array) -> Array:
    at = (np.arange(42) + 0.5) / 42
    due = 1 + shape[0] * np.exp(-at / 0.1) + shape[1] * np.exp(-(1 - at) / 0.08)
    return rng.poisson(due / due.sum() * level * rng.lognormal(0, 0.5) * rng.gamma(1 / 0.6, 0.6, 42))


def flops() -> None:
    """One look at an account with 120 finished posts: chance alone, and posts that all start weaker."""
    print("flop_expected: share of looks with p at most 0.1, 0.05, 0.01; told: alarm rate of at most 0.05 a year")
    for running in (3, 6, 10):
        for strength in (1.0, 0.5, 0.3, 0.2, 0.1):
            p = np.array([_look(running, strength, seed) for seed in range(300 if strength == 1.0 else 60)])
            shares = "  ".join(f"{(p <= limit).mean():.3f}" for limit in (0.1, 0.05, 0.01))
            told = f"told {(p * LOOKS_PER_YEAR <= 0.05).mean():.2f}"
            print(f"  {running:2d} running at {strength} of the usual: {shares}  {told}", flush=True)


def _look(running: int, strength: float, seed: int) -> float:
    made = world(120, running, strength=strength, seed=seed)
    (asked,) = weigh(prepare(made, (SubjectKind.ACCOUNT,)))
    assert asked.rate is not None
    return asked.rate / LOOKS_PER_YEAR


def speed() -> None:
    rng = np.random.default_rng(0)
    for n in (100, 400, 1000):
        newest = np.rint(rng.lognormal(4, 1, n))
        final = newest + rng.poisson(newest)
        new = np.rint(rng.lognormal(4, 1, (10_000, 1)))
        start = time.perf_counter()
        early = EarlyForecast(newest[:, None], final, np.ones(n, dtype=bool))
        early.interval(new[:1], level=0.9)
        learnt = time.perf_counter() - start
        start = time.perf_counter()
        early.interval(new, level=0.9)
        print(f"  {n} finished: {learnt * 1e3:.0f} ms to learn, {(time.perf_counter() - start) * 100:.0f} us a post")


PARTS = (cascades, news, whole, finals, target, flops, speed)


def main(wanted: Sequence[str] = ()) -> None:
    for part in PARTS:
        if not wanted or part.__name__ in wanted:
            if part in (cascades, news, whole, finals) and not DATA.is_dir():
                print(f"{part.__name__}: skipped, {DATA} is not there")
                continue
            part()


if __name__ == "__main__":
    main(sys.argv[1:])
