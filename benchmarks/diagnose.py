"""Which slice explains the change: `pratfall.locate` beside what was measured of published methods.

    ./run bench diagnose                  everything (some five minutes on one core)
    ./run bench diagnose fresh            one part: fresh, soc, ratios, effects, large

    fresh    weeks made by tests/calibration/sliced_weeks.py, seeds that made no choice of the method
    soc      ../shared/data/diagnosis/soc300_* (or PRATFALL_TEST_DATA): 25 cases per kind and volume
    ratios   ../shared/data/diagnosis/rs_half: 59 of 135 real cases of video delays, labelled by hand
    effects  how often the 95 % interval of a slice rightly named holds its true effect
    large    100,000 cells of 8 dimensions

and the parts of diagnose_drivers.py and diagnose_channels.py.

F1: a slice counts as found when all its values are right. `false`: a slice is named where there is none. `falls`: only
slices that fell are asked for. Beside each number stand the same of published methods and the aim, where there are any
(a note on diagnosis, SOC300 and RS: `PUBLISHED`, `RANKED`).
"""

from __future__ import annotations

import ast
import csv
import gzip
import os
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import diagnose_channels, diagnose_drivers
from benchmarks.parts import run
from pratfall.records.slices import Located
from pratfall.stats.locate import Direction, search
from tests.calibration.sliced_weeks import KINDS, NAMES, WEEKS, Case, case

DATA = Path(os.environ.get("PRATFALL_TEST_DATA") or Path(__file__).resolve().parents[2] / "shared" / "data")
VOLUMES = (500, 5_000, 50_000)
FIRST_SEED = 20_000  # earlier ones made choices
CASES = 100
# F1 of slices, F1 of slices under a common fall, a slice named though nothing happened, though all fell alike; for 500,
# 5,000 and 50,000 events a week. The first scan asked for falls only.
PUBLISHED: dict[str, dict[str, tuple[float, ...]]] = {
    "the aim": dict(zip(KINDS, ((0.75, 0.95, 0.95), (0.65, 0.95, 0.95), (0.05,) * 3, (0.05,) * 3), strict=True)),
    "a first scan": dict(
        zip(KINDS, ((0.73, 0.96, 0.95), (0.61, 0.97, 0.98), (0.04, 0.08, 0.04), (0.0, 0.08, 0.0)), strict=True)
    ),
    "wise-pizza": dict(zip(KINDS, ((0.45, 0.56, 0.54), (0.18, 0.12, 0.06), (0.6, 0.6, 0.9), (1.0,) * 3), strict=True)),
    "AutoRoot": dict(zip(KINDS, ((0.25, 0.44, 0.39), (0.14, 0.25, 0.28), (1.0,) * 3, (1.0,) * 3), strict=True)),
    "Adtributor": dict(
        zip(KINDS, ((0.35, 0.24, 0.33), (0.13, 0.17, 0.14), (1.0,) * 3, (0.84, 0.68, 0.76)), strict=True)
    ),
}
RANKED = "the aim .61 .78 .84   log odds z .608 .713 .776   RobustSpot .601 .804 .839"


def looked(one: Case, seed: int, direction: Direction = "both") -> Located:
    rng = np.random.default_rng(seed)
    found = search(
        one.table, dimensions=NAMES, actual="now", before="before", periods=WEEKS, rng=rng, direction=direction
    )
    assert isinstance(found, Located)
    return found


def scored(cases: Iterable[Case], direction: Direction) -> str:
    hits = said = true = wrong = n = 0
    begun = time.process_time()
    for seed, one in enumerate(cases):
        slices = looked(one, seed, direction).slices
        hits += one.found([dict(s.where) for s in slices])
        said, true, n = said + len(slices), true + len(one.truth), n + 1
        wrong += bool(slices)
    spent = (time.process_time() - begun) / n
    if not true:
        return f"false {wrong / n:.3f} +- {(wrong / n * (1 - wrong / n) / n) ** 0.5:.3f} ({n} cases)   {spent:.3f} s"
    f1 = 2 * hits / (said + true)
    right = f"precision {hits / max(said, 1):.2f} recall {hits / true:.2f}"
    return f"F1 {f1:.3f}   {right} ({n} cases)   {spent:.3f} s"


def told(kind: str, events: int, made: list[Case]) -> None:
    directions: tuple[Direction, ...] = ("both", "down") if events == VOLUMES[0] else ("both",)
    for direction in directions:
        label = "falls" if direction == "down" else ""
        print(f"  {kind:10} {events:6} {label:5}  {scored(made, direction)}", flush=True)
    others = (f"{name} {numbers[kind][VOLUMES.index(events)]:.2f}" for name, numbers in PUBLISHED.items())
    print(f"{'':20}     {'   '.join(others)}", flush=True)


def fresh() -> None:
    for kind in KINDS:
        for events in VOLUMES:
            told(kind, events, [case(FIRST_SEED + seed, events, kind) for seed in range(CASES)])


def soc_cases() -> dict[tuple[str, int], list[Case]]:
    with (DATA / "diagnosis" / "soc300_truth.csv").open() as lines:
        truths = {row["case"]: row for row in csv.DictReader(lines)}
    rows: dict[str, list[dict[str, str]]] = {}
    with gzip.open(DATA / "diagnosis" / "soc300_cells.csv.gz", "rt") as lines:
        for row in csv.DictReader(lines):
            rows.setdefault(row["case"], []).append(row)
    cases: dict[tuple[str, int], list[Case]] = {}
    for name, cells in rows.items():
        table = {d: np.array([row[d] for row in cells]) for d in NAMES}
        table["now"] = np.array([float(row["real"]) for row in cells])
        table["before"] = np.array([float(row["base"]) for row in cells])
        slices = [part.split("&") for part in truths[name]["truth"].split(";") if part]
        truth = {tuple(sorted(tuple(value.split("=")) for value in part)): np.nan for part in slices}
        key = (truths[name]["kind"], int(truths[name]["volume"]))
        cases.setdefault(key, []).append(Case(table, truth))  # type: ignore[arg-type]
    return cases


def soc() -> None:
    for (kind, events), made in sorted(soc_cases().items()):
        told(kind, events, made)


def ratio_cases() -> Iterator[tuple[dict[str, Any], list[str], dict[str, str]]]:
    """Columns (now: the minute named; before: the minutes before it), dimensions, and the labelled cause."""
    folder = DATA / "diagnosis" / "rs_half"
    for block in re.split(r"^- ", (folder / "anomaly.yaml").read_text(), flags=re.M)[1:]:
        named, minute = re.search(r"data: *(.+)", block), re.search(r"timestamp: *(\d+)", block)
        cause = re.search(r"\{.*?\}", block)
        assert named and minute and cause
        path = folder / f"{named[1].strip().strip(chr(39)).replace(' ', '_')}.csv"
        if not path.exists():
            continue  # the other half is kept aside
        with path.open(encoding="utf-8") as lines:
            rows = list(csv.DictReader(lines))
        minutes = np.array([int(row["min"]) for row in rows])
        columns: dict[str, Any] = {d: np.array([row[d] for row in rows]) for d in rows[0] if d != "min"}
        for name in ("value", "cnt"):
            count = columns[name].astype(float)
            columns[name] = np.where(minutes == int(minute[1]), count, 0.0)
            columns[f"{name}_before"] = np.where(minutes < int(minute[1]), count, 0.0)
        dimensions = [d for d in rows[0] if d not in ("min", "value", "cnt")]
        yield columns, dimensions, {key: str(value) for key, value in ast.literal_eval(cause[0]).items()}


def ratios() -> None:
    ranks, said, spent = [], 0, 0.0
    for columns, dimensions, cause in ratio_cases():
        begun = time.process_time()
        found = search(
            columns,
            dimensions=dimensions,
            actual=("value", "cnt"),
            before=("value_before", "cnt_before"),
            rng=np.random.default_rng(1),
            direction="up",  # the cases are of delays that rose
            min_share=0.01,
        )
        spent += time.process_time() - begun
        assert isinstance(found, Located)
        said += bool(found.slices)
        ranks.append(next((k for k, s in enumerate(found.suspects) if dict(s.where) == cause), 9))
    for label, part in (("all", ranks), ("odd", ranks[::2]), ("even", ranks[1::2])):
        recalls = " ".join(f"{np.mean(np.array(part) < k):.3f}" for k in (1, 2, 3))
        print(f"  {label} {len(part)} cases: recall at 1, 2, 3 {recalls}", flush=True)
    print(f"  {RANKED}")
    print(f"  a slice told in {said} of {len(ranks)}; {spent / len(ranks):.4f} s a case")


def effects() -> None:
    for events in VOLUMES:
        inside = n = 0
        for seed in range(CASES):
            one = case(FIRST_SEED + 500 + seed, events, "slice")
            for found in looked(one, seed).slices:
                factor = one.truth.get(tuple(sorted((k, str(v)) for k, v in found.where.items())))
                if factor is not None:
                    n, inside = n + 1, inside + (found.low <= factor - 1.0 <= found.high)
        print(f"  {events:6}: true effect inside {inside} of {n}", flush=True)


def large() -> None:
    rng = np.random.default_rng(1)
    table: dict[str, Any] = {f"d{d}": rng.integers(0, 10, 100_000) for d in range(8)}
    mean = rng.gamma(1.0, 2.0, 100_000)
    table["before"] = rng.poisson(mean * 8)
    table["now"] = rng.poisson(mean * np.where(table["d1"] == 3, 0.9, 1.0))
    begun = time.process_time()
    found = search(
        table, dimensions=[f"d{d}" for d in range(8)], actual="now", before="before", periods=8,
        rng=np.random.default_rng(2),
    )  # fmt: skip
    print(f"  {time.process_time() - begun:.2f} s:", [(dict(s.where), round(s.effect, 3)) for s in found.slices])


PARTS: tuple[Callable[[], None], ...] = (
    fresh,
    soc,
    ratios,
    effects,
    large,
    *diagnose_drivers.PARTS,
    *diagnose_channels.PARTS,
)


if __name__ == "__main__":
    run(PARTS, sys.argv[1:])
