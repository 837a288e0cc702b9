"""What `impact` promises, on fresh seeds: coverage, false positives, bias and error, width and speed.

    ./run bench diagnose_impact                     everything (some minutes on one core)
    ./run bench diagnose_impact accounts 400        one part (accounts, panels, kept, speed), with series per scenario

    cover  share of 95 % intervals that hold the true effect (standard error 1.1 points at 400)
    found  share in which no effect is outside the interval: false positives where the effect is 0, power elsewhere
    bias, rmse  of the relative effect, percentage points; `width` of its interval, in panels times the true level
    says   what it could have seen: median over series of the smallest rise found four times in five, points

`kept`: the panels of a public study of geo-lift tools (one world per scenario, true lift 7.5 %), from ../shared/data.
"""

from __future__ import annotations

import csv
import gzip
import os
import sys
import time
from pathlib import Path

import numpy as np

from pratfall.records.numbers import NotEnoughData
from pratfall.stats.impact import Impact, impacts
from tests.calibration.impact_worlds import PANELS, SCENARIOS, World, panels, small_accounts

DATA = Path(os.environ.get("PRATFALL_TEST_DATA") or Path(__file__).resolve().parents[2] / "shared" / "data")


# Beside each scenario: the plain recipe of the note, and CausalImpact with its defaults; covers / finds (/ rmse).
NOTED = (
    "recipe .95/.05/12.8  CausalImpact .61/.39/22.7",
    "recipe .955/.34/10.3  CausalImpact .57/.62/17.6",
    "recipe .935/.065  CausalImpact .65/.35",
    "recipe .95/.05  CausalImpact .61/.39",
    "recipe .95/.05  CausalImpact .72/.28",
    "recipe .95/.20  CausalImpact .72/.43",
)


def judged(world: World, effect: float) -> str:
    answers = impacts(world.y, start=world.start, controls=world.controls, season=7)
    told = [a for a in answers if isinstance(a, Impact)]
    there = np.array([isinstance(a, Impact) for a in answers])
    table = np.array([(a.relative.value, a.relative.low, a.relative.high, a.smallest_rise) for a in told])
    value, low, high, says = table.T
    cover = np.mean((low <= effect) & (effect <= high))
    error = 100 * (value - effect)
    width = np.mean((high - low) * world.expected[there])
    found = np.mean([a.found for a in told])
    return (
        f"n {len(told):4d}  cover {cover:.3f}  found {found:.3f}  bias {error.mean():+5.1f}  "
        f"rmse {np.sqrt((error**2).mean()):4.1f}  width {width:6.0f}  says {100 * np.median(says):3.0f}"
    )


def accounts(series: int) -> None:
    for number, (scenario, effect) in enumerate(SCENARIOS):
        world = small_accounts(np.random.default_rng((20261123, number)), series, scenario, effect)
        print(f"{scenario:6} {effect:+.2f}  {judged(world, effect)}   {NOTED[number]}", flush=True)


def lifts(series: int) -> None:
    for number, scenario in enumerate(PANELS):
        for effect in (0.0, 0.075):
            world = panels(np.random.default_rng((20261124, number)), series, scenario, effect)
            print(f"{scenario:6} {effect:+.3f}  {judged(world, effect)}", flush=True)


def kept(series: int) -> None:
    path = DATA / "diagnosis" / "recast_walkthrough_panels.csv.gz"
    with gzip.open(path, "rt") as lines:
        rows = list(csv.DictReader(lines))
    for scenario in PANELS:
        mine = [row for row in rows if row["scenario"] == scenario]
        places = sorted({row["geo"] for row in mine}, key=lambda geo: int(geo.split()[1]))
        values = {g: np.array([float(r["Y"]) for r in mine if r["geo"] == g]) for g in places}
        treated = next(r["geo"] for r in mine if r["treated_unit"] == "1")
        start = next(int(r["date"]) for r in mine if r["treatment_period"] == "1") - 1
        others = np.stack([values[g] for g in places if g != treated], axis=1)
        answer = impacts(values[treated][None], start=start, controls=others, season=7)[0]
        print(scenario, answer if isinstance(answer, NotEnoughData) else answer.relative)


def speed(series: int) -> None:
    world = small_accounts(np.random.default_rng(3), series, "base", 0.0)
    for number in (1, series):
        impacts(world.y[:number], start=world.start, controls=world.controls[:number], season=7)
        began = time.process_time()
        impacts(world.y[:number], start=world.start, controls=world.controls[:number], season=7)
        print(f"{number} at once: {1000 * (time.process_time() - began) / number:.1f} CPU ms a series")


PARTS = {"accounts": accounts, "panels": lifts, "kept": kept, "speed": speed}

if __name__ == "__main__":
    names = sys.argv[1:2] or list(PARTS)
    for name in names:
        PARTS[name](int(sys.argv[2]) if len(sys.argv) > 2 else 400)
