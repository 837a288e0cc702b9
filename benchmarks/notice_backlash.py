"""Backlash scores on the Numenta benchmark's tweet mentions, beside the published detectors.

    ./run bench notice backlash

Needs the real data beside the project (shared/data/nab_realTweets and the scorer shared/measure/nab_score.py).
Prints, for the three NAB profiles (standard / low-FP / low-FN): threshold tuned on all files, on nine files and
applied to the tenth, on one half of the time and applied to the other; the same with the three main constants
chosen on the nine files too (nested); thinned and coarser counts; the default alarm, which nobody tuned; how often
it comes on quiet counts; storms by size (benchmarks/firestorms.py); speed.
"""

from __future__ import annotations

import importlib.util
import json
import time
from collections.abc import Callable, Mapping, Sequence
from itertools import product
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pandas as pd

from benchmarks import firestorms
from pratfall.stats import backlash, tail_return
from pratfall.stats.alarm_rate import DAYS_PER_MONTH, default_alarm, settled_days
from pratfall.stats.backlash_stream import BacklashStream
from tests.calibration.quiet_counts import WORLDS

SHARED = Path(__file__).resolve().parents[2] / "shared"
PROFILES = ("standard", "low_FP", "low_FN")
MINUTES = 5
DAY = 288
USUAL_DAYS = 28
Files = Mapping[str, dict[str, Any]]


def load_scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("nab_score", SHARED / "measure" / "nab_score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def load_files() -> Files:
    """The ten series as the scorer wants them: times, values, labelled windows as row numbers."""
    folder = SHARED / "data" / "nab_realTweets"
    windows = json.loads((folder / "combined_windows_realTweets.json").read_text())
    files = {}
    for name, spans in windows.items():
        table = pd.read_csv(folder / f"{Path(name).name}.gz")
        stamps = pd.to_datetime(table["timestamp"]).to_numpy()
        rows = [tuple(int(np.flatnonzero(stamps == np.datetime64(pd.Timestamp(end)))[0]) for end in s) for s in spans]
        files[name] = {"t": stamps, "value": table["value"].to_numpy(float), "windows": rows}
    return files


def scores_of(files: Files, minutes: int = MINUTES) -> dict[str, np.ndarray]:
    longest = max(len(f["value"]) for f in files.values())
    table = np.full((len(files), longest), np.nan)
    for row, file in zip(table, files.values(), strict=True):
        row[: len(file["value"])] = file["value"]
    scores = backlash.backlash_scores(table, season=1440 // minutes)
    return {name: row[: len(file["value"])] for (name, file), row in zip(files.items(), scores, strict=True)}


def thinned(files: Files, share: float) -> Files:
    rng = np.random.default_rng(0)
    return {n: f | {"value": rng.binomial(f["value"].astype(int), share).astype(float)} for n, f in files.items()}


def rebinned(files: Files, width: int) -> Files:
    def one(f: dict[str, Any]) -> dict[str, Any]:
        n = len(f["value"]) // width
        spans = [(a // width, min(b // width, n - 1)) for a, b in f["windows"]]
        values = f["value"][: n * width].reshape(n, width).sum(axis=1)
        return {"t": f["t"][: n * width : width], "value": values, "windows": spans}

    return {name: one(f) for name, f in files.items()}


def half(files: Files, scores: Mapping[str, np.ndarray], first: bool) -> tuple[Files, dict[str, np.ndarray]]:
    """One half of the time; a window belongs to the half in which it starts and ends with it."""
    out, kept = {}, {}
    for name, f in files.items():
        middle = len(f["value"]) // 2
        part = slice(0, middle) if first else slice(middle, len(f["value"]))
        spans = [
            (max(a, part.start) - part.start, min(b, part.stop - 1) - part.start)
            for a, b in f["windows"]
            if (a < middle) == first
        ]
        out[name] = {"t": f["t"][part], "value": f["value"][part], "windows": spans}
        kept[name] = scores[name][part]
    return out, kept


def time_split(scorer: ModuleType, files: Files, scores: Mapping[str, np.ndarray]) -> list[float]:
    early, late = half(files, scores, True), half(files, scores, False)
    tuned = [scorer.evaluate(*part, loo=False) for part in (early, late)]
    crossed = [
        scorer.evaluate(*part, thresholds={p: other[p]["threshold"] for p in PROFILES}, loo=False)
        for part, other in ((early, tuned[1]), (late, tuned[0]))
    ]
    weights = [c["standard"]["windows"] for c in crossed]
    return [float(np.average([c[p]["score"] for c in crossed], weights=weights)) for p in PROFILES]


def nested(scorer: ModuleType, files: Files) -> list[float]:
    """Constants and threshold chosen on nine files, applied to the tenth, summed over the ten."""
    family = []
    for q, gain, growth in product((0.99, 0.993, 0.995), (0.05, 0.1, 0.15), (1.5, 1.75, 2.0)):
        with constants(q, gain, growth):
            family.append(scores_of(files))
    out = []
    for profile in PROFILES:
        points = 0.0
        for name in files:
            others = {n: f for n, f in files.items() if n != name}
            fits = [scorer.evaluate(others, {n: s[n] for n in others}, loo=False)[profile] for s in family]
            best = int(np.argmax([f["score"] for f in fits]))
            threshold = dict.fromkeys(PROFILES, fits[best]["threshold"])
            one = scorer.evaluate({name: files[name]}, {name: family[best][name]}, thresholds=threshold, loo=False)
            points += one[profile]["score"] * len(files[name]["windows"])
        out.append(points / sum(len(f["windows"]) for f in files.values()))
    return out


class constants:
    """The three main constants of the detector, for as long as the block lasts."""

    def __init__(self, quantile: float, gain: float, growth: float) -> None:
        self.new = (quantile, gain, growth)

    def __enter__(self) -> None:
        self.old = (tail_return.QUANTILE, tail_return.EXCESS_GAIN, backlash.GROWTH)
        tail_return.QUANTILE, tail_return.EXCESS_GAIN, backlash.GROWTH = self.new

    def __exit__(self, *_: object) -> None:
        tail_return.QUANTILE, tail_return.EXCESS_GAIN, backlash.GROWTH = self.old


def default_alarms(files: Files, minutes: int = MINUTES) -> dict[str, np.ndarray]:
    """1 where the product alarms by default: the bar is that of the mean count of the 28 days before."""
    a_day = 1440 // minutes
    out = {}
    for name, file in files.items():
        level = pd.Series(file["value"]).shift().rolling(USUAL_DAYS * a_day, min_periods=a_day).mean()
        daily = level.to_numpy()[::a_day]  # a new bar each midnight
        bars = [default_alarm(x, bins_per_day=a_day, age_days=d) if x > 0 else 1.0 for d, x in enumerate(daily)]
        bar = np.repeat(bars, a_day)[None, : len(level)]
        out[name] = (backlash.backlash_alarms(file["value"][None], bar, a_day)[0] > 0) * 1.0
    return out


def untuned(scorer: ModuleType, files: Files, minutes: int = MINUTES) -> None:
    alarms = default_alarms(files, minutes)
    result = scorer.evaluate(files, alarms, thresholds=dict.fromkeys(PROFILES, 0.5), loo=False)
    show(f"  {minutes} minute counts", [result[p]["score"] for p in PROFILES])
    one = result["standard"]
    outside = outside_rate(files, alarms, minutes)
    print(f"    {one['detected']} of {one['windows']} windows; {outside:.2f} alarms a month outside them", flush=True)


def quiet_alarms(bins_per_day: int, per_day: float) -> dict[str, str]:
    """New alarms per 30.4 days at the default, by world, of new and of settled streams; seeds that made no table."""
    split, series = settled_days(bins_per_day), 60
    level, at = per_day / bins_per_day, split * bins_per_day
    bars = np.full(3 * at, default_alarm(level, bins_per_day=bins_per_day, age_days=split))
    bars[:at] = default_alarm(level, bins_per_day=bins_per_day)
    out = {}
    for name, world in WORLDS.items():
        counts = world(np.random.default_rng(77), level, bins_per_day, series, 3 * split)
        alarms = backlash.backlash_alarms(counts, np.broadcast_to(bars, counts.shape), bins_per_day) > 0
        new, old = alarms[:, :at].sum(), alarms[:, at:].sum()
        out[name] = " ".join(
            f"{a / series / days * DAYS_PER_MONTH:.2f}" for a, days in ((new, split), (old, 2 * split))
        )
    return out


def main(_: Sequence[str] = ()) -> None:
    if not (SHARED / "data" / "nab_realTweets").is_dir():
        print("skipped: shared/data/nab_realTweets is not beside the project")
        return
    scorer, files = load_scorer(), load_files()
    scores = scores_of(files)
    tuned = scorer.evaluate(files, scores)
    show("tuned on the ten (ARTime 83.2 74.6 88.8; bar 84 76 88)", [tuned[p]["score"] for p in PROFILES])
    show("nine, applied to the tenth (ARTime 78.5 71.3 88.8; bar 80 72 85)", [tuned[p]["loo"] for p in PROFILES])
    show("one half, applied to the other (ARTime 69.6 60.1 74.7; bar 74 70 78)", time_split(scorer, files, scores))
    show("nested: constants chosen on the nine too", nested(scorer, files))
    for share in (0.2, 0.05):
        part = thinned(files, share)
        show(f"{share:.0%} of the counts (bars 76 and 68)", points(scorer, part, scores_of(part)))
    for width in (3, 12):
        part = rebinned(files, width)
        show(f"{width * MINUTES} minute counts (bar 73)", points(scorer, part, scores_of(part, width * MINUTES)))
    print("default alarm, tuned by nobody:")
    untuned(scorer, files)
    untuned(scorer, thinned(files, 0.05))
    untuned(scorer, rebinned(files, 12), 60)
    print("alarms a month at the default on quiet counts (promise: at most 1), new and settled streams:")
    for bins_per_day, per_day in ((288, 0.5), (288, 30), (288, 500), (24, 0.5), (24, 30), (24, 2000), (1, 30)):
        told = ", ".join(f"{name} {rates}" for name, rates in quiet_alarms(bins_per_day, per_day).items())
        print(f"  {bins_per_day:3d} bins a day, {per_day:6g} mentions a day: {told}", flush=True)
    firestorms.main(files)
    print(f"one million points: {seconds(a_million):.2f} s at once; one by one {one_by_one():.1f} microseconds a point")


def points(scorer: ModuleType, files: Files, scores: Mapping[str, np.ndarray]) -> list[float]:
    result = scorer.evaluate(files, scores, loo=False)
    return [result[p]["score"] for p in PROFILES]


def outside_rate(files: Files, alarms: Mapping[str, np.ndarray], minutes: int) -> float:
    """Alarms a month outside labelled windows; some of those are real bursts nobody labelled."""
    found = days = 0.0
    for name, f in files.items():
        outside = np.ones(len(f["value"]), dtype=bool)
        outside[: 750 * MINUTES // minutes] = False
        for a, b in f["windows"]:
            outside[a : b + 1] = False
        found += alarms[name][outside].sum()
        days += outside.sum() * minutes / 1440
    return float(found / days * DAYS_PER_MONTH)


def show(what: str, three: list[float]) -> None:
    print(f"{what:75s} " + " ".join(f"{x:5.1f}" for x in three), flush=True)


def a_million() -> None:
    backlash.backlash_scores(np.random.default_rng(0).poisson(5, (1000, 1000)).astype(float))


def seconds(work: Callable[[], None]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def one_by_one() -> float:
    counts = np.random.default_rng(0).poisson(5, 50_000).astype(float).tolist()
    stream = BacklashStream()

    def feed() -> None:
        for count in counts:
            stream.update(count)

    return seconds(feed) / len(counts) * 1e6


if __name__ == "__main__":
    main()
