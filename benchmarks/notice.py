"""Backlash scores on the Numenta benchmark's tweet mentions, beside the published detectors.

    ./run bench notice

Needs the real data beside the project (shared/data/nab_realTweets and the scorer shared/measure/nab_score.py).
Prints, for the three NAB profiles (standard / low-FP / low-FN): threshold tuned on all files, on nine files and
applied to the tenth, on one half of the time and applied to the other; the same with the three main constants
chosen on the nine files too (nested); thinned and coarser counts; storms of known size; quiet data; speed.
"""

from __future__ import annotations

import importlib.util
import json
import time
from collections.abc import Callable, Mapping
from itertools import product
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pandas as pd

from pratfall.stats import backlash, tail_return
from pratfall.stats.backlash_stream import BacklashStream

SHARED = Path(__file__).resolve().parents[2] / "shared"
PROFILES = ("standard", "low_FP", "low_FN")
MINUTES = 5
DAY = 288
ALARM = 0.25  # near the best threshold on the ten series; no default of the product yet
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


def storm(rng: np.random.Generator, size: int) -> np.ndarray:
    """`size` mentions over about a day, half of them in the first three hours, as large cascades spread."""
    minutes = rng.weibull(0.7, size) * 260
    return np.bincount((minutes[minutes < 1440] // MINUTES).astype(int), minlength=DAY).astype(float)


def storms(files: Files, threshold: float) -> list[tuple[int, float, float]]:
    """(size, share missed within six hours, median minutes to the alarm) on real quiet days."""
    rng, out = np.random.default_rng(1), []
    for size in (100, 300, 1000, 3000, 10_000):
        delays = []
        for f in files.values():
            onsets = quiet_onsets(f, rng)
            table = np.tile(f["value"], (len(onsets), 1))
            for row, onset in zip(table, onsets, strict=True):
                row[onset : onset + DAY] += storm(rng, size)[: len(row) - onset]
            for row, onset in zip(backlash.backlash_scores(table), onsets, strict=True):
                hits = np.flatnonzero(row[onset : onset + 72] >= threshold)
                delays.append(hits[0] * MINUTES if len(hits) else np.inf)
        found = np.isfinite(delays)
        out.append((size, 1 - found.mean(), float(np.median(np.array(delays)[found])) if found.any() else np.nan))
    return out


def quiet_onsets(file: dict[str, Any], rng: np.random.Generator) -> list[int]:
    """Twelve moments a day or more away from every labelled window."""
    n = len(file["value"])
    far = np.ones(n, dtype=bool)
    far[: 4 * DAY] = far[n - DAY :] = False
    for a, b in file["windows"]:
        far[max(a - DAY, 0) : b + DAY] = False
    return sorted(rng.choice(np.flatnonzero(far), 12, replace=False).tolist())


def quiet_alarms(threshold: float) -> dict[float, float]:
    """False alarms per brand and month on overdispersed quiet counts with hours and weekends, by mean count."""
    rng, out = np.random.default_rng(2), {}
    days = 120
    t = np.arange(days * DAY)
    shape = (1 + 0.7 * np.sin(2 * np.pi * t / DAY)) * np.where((t // DAY) % 7 < 5, 1.0, 0.6)
    for mean in (0.1, 0.5, 2.0, 10.0, 50.0):
        noise = rng.gamma(3, 1 / 3, size=(40, days * DAY // 12)).repeat(12, axis=1)  # hours differ, bins within alike
        counts = rng.poisson(mean * shape * noise).astype(float)
        alarms = (backlash.backlash_scores(counts)[:, 7 * DAY :] >= threshold).sum()
        out[mean] = alarms / 40 / ((days - 7) / 30.4)
    return out


def main() -> None:
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
    threshold = ALARM
    print(
        f"default alarm {threshold}: {alarm_rate(files, scores, threshold):.2f} false alarms per brand and month here"
    )
    for mean, rate in quiet_alarms(threshold).items():
        print(f"  quiet counts, mean {mean:g} in five minutes: {rate:.3f} a month")
    for size, missed, delay in storms(files, threshold):
        print(f"  storm of {size:6d} mentions: missed {missed:.0%} in six hours, else told after {delay:.0f} minutes")
    print(f"one million points: {seconds(a_million):.2f} s at once; one by one {one_by_one():.1f} microseconds a point")


def points(scorer: ModuleType, files: Files, scores: Mapping[str, np.ndarray]) -> list[float]:
    result = scorer.evaluate(files, scores, loo=False)
    return [result[p]["score"] for p in PROFILES]


def alarm_rate(files: Files, scores: Mapping[str, np.ndarray], threshold: float) -> float:
    """Alarms outside labelled windows; some of those are real bursts nobody labelled."""
    alarms = days = 0.0
    for name, f in files.items():
        outside = np.ones(len(f["value"]), dtype=bool)
        outside[:750] = False
        for a, b in f["windows"]:
            outside[a : b + 1] = False
        alarms += (scores[name][outside] >= threshold).sum()
        days += outside.sum() / DAY
    return alarms / days * 30.4


def show(what: str, three: list[float]) -> None:
    print(f"{what:75s} " + " ".join(f"{x:5.1f}" for x in three), flush=True)


def a_million() -> None:
    backlash.backlash_scores(np.random.default_rng(0).poisson(5, (1000, 1000)).astype(float))


def seconds(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def one_by_one() -> float:
    counts = np.random.default_rng(0).poisson(5, 50_000).astype(float).tolist()
    stream = BacklashStream()

    def feed() -> None:
        for count in counts:
            stream.update(count)

    return seconds(feed) / len(counts) * 1e6


if __name__ == "__main__":
    main()
