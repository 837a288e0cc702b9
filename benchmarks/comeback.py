"""What the way back promises, on fresh seeds: coverage of the level now and of the time of return, false claims, speed.

    ./run bench comeback                  everything (half an hour on one core)
    ./run bench comeback returns 100      one part (returns, looks, speed), with accounts per shape

    now    share of 95 % intervals of the newest weeks that hold the true level (standard error 1.5 points at 200)
    could  median of the smallest loss that would have been seen in them
    seen   accounts in which a loss was seen at all; the next three are of these
    holds  share of intervals of the time of return that hold it (where it never comes back: that stay open)
    closed those that name a latest week; `week`: median of the weeks named, and what is true
    says   how often each standing is told

`looks`: accounts in which nothing happened, looked at every week from the eighth to the twentieth: how often is any
look wrong? One look, and all thirteen.
"""

from __future__ import annotations

import sys
import time
from collections import Counter

import numpy as np

from benchmarks.parts import run
from pratfall.learn.comeback import Standing
from tests.calibration.comeback_worlds import SHAPES, World, accounts, holds, told

SERIES = 200
SEED = 20261121
LOOKS = range(8, 21)


def line(world: World) -> str:
    answers = told(world)
    truth = float(world.ratio[answers[0].now.first : answers[0].now.last + 1].mean())
    now = np.mean([a.now.ratio.low <= truth <= a.now.ratio.high for a in answers])
    could = np.median([a.smallest_loss for a in answers])
    backs = [a.back for a in answers if a.back is not None]
    right = np.mean([holds(back, world.back_after) for back in backs]) if backs else float("nan")
    closed = np.mean([back.latest is not None for back in backs]) if backs else float("nan")
    weeks = [back.weeks for back in backs if back.weeks is not None]
    named = f"{np.median(weeks):.0f}" if weeks else "-"
    says = Counter(a.standing.value for a in answers)
    shares = "  ".join(f"{s.value} {says[s.value] / len(answers):.2f}" for s in Standing)
    return (
        f"now {now:.3f}  could {could:.2f}  seen {len(backs) / len(answers):.2f}  "
        f"holds {right:.3f}  closed {closed:.2f}  week {named} ({world.back_after})  {shares}"
    )


def returns(series: int = SERIES) -> None:
    for number, shape in enumerate(SHAPES):
        for alone in (False, True):
            rng = np.random.default_rng((SEED, number, alone))
            print(
                f"  {shape:7}{'alone' if alone else '':6}{line(accounts(rng, series, shape, alone=alone))}", flush=True
            )


def looks(series: int = SERIES // 2) -> None:
    world = accounts(np.random.default_rng((SEED, 99)), series, "none")
    wrong: dict[str, list[np.ndarray]] = {"below": [], "above": []}
    for weeks in LOOKS:
        cut = slice(0, world.start + weeks)
        controls = None if world.controls is None else world.controls[:, cut]
        answers = told(World(world.y[:, cut], controls, world.start, world.ratio[:weeks]))
        for name, seen in wrong.items():
            seen.append(np.array([a.standing.value == name for a in answers]))
    for name, seen in wrong.items():
        table = np.stack(seen)
        print(
            f"  {name}: one look {table.mean():.3f}, any of {len(LOOKS)} looks {table.any(axis=0).mean():.3f}",
            flush=True,
        )


def speed() -> None:
    world = accounts(np.random.default_rng(SEED), 1, "step")
    began = time.process_time()
    told(world)
    print(f"  one account, 26 weeks after, three controls: {time.process_time() - began:.2f} s of one core", flush=True)


if __name__ == "__main__":
    if sys.argv[2:]:
        {"returns": returns, "looks": looks}[sys.argv[1]](int(sys.argv[2]))
    else:
        run([returns, looks, speed], sys.argv[1:])
