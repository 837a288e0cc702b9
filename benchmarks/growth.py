"""Which network to build first, and who leads whom: false claims, power, and how often intervals hold.

./run bench growth       everything (some minutes on one core)

leads    tests/calibration/leading_worlds.py with fresh seeds, one pair at a time: claims where nobody is led, where
         something else is behind it, and where a post brings 30 % or 60 % more for three days
pairs    ten pairs of which two are true: the share of claims that are false
first    four accounts, equal or one of them half as good again: how often one is told to be built first
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

import numpy as np

from benchmarks.parts import run
from pratfall.learn.growth import growth
from pratfall.learn.leading import led
from pratfall.records.numbers import Estimate
from tests.calibration.leading_worlds import Behind, pair
from tests.learn.test_growth import YEAR, known, weeks

WORLDS, FIRST_SEED = 400, 60_000
CASES = [(behind, 1.0, 6.0, 1.0) for behind in Behind] + [
    (Behind.NOTHING, truth, level, often)
    for truth in (1.3, 1.6)
    for level in (1.0, 6.0, 30.0)
    for often in (0.6, 1.0, 2.0)
]


def leads() -> None:
    for behind, truth, level, often in CASES:
        begun, claimed, held, smallest, events, n = time.process_time(), 0, 0, 0.0, 0, 0
        for seed in range(WORLDS):
            (found,) = led([pair(np.random.default_rng(FIRST_SEED + seed), truth, behind, level=level, often=often)])
            if isinstance(found.ratio, Estimate):
                n, claimed, events = n + 1, claimed + found.claimed, events + found.events
                held += found.ratio.low <= truth <= found.ratio.high
                smallest += found.smallest or 0.0
        print(
            f"  {behind.value:9} true {truth:.1f}, {level:4.0f} a day, {events / n:4.0f} posts: "
            f"claimed {claimed / n:.3f} held {held / n:.3f} smallest {smallest / n:.2f} answered {n / WORLDS:.2f}   "
            f"{(time.process_time() - begun) / WORLDS:.4f} s",
            flush=True,
        )


def pairs() -> None:
    false, found = [], 0
    for seed in range(WORLDS // 4):
        rng = np.random.default_rng(FIRST_SEED + seed)
        claimed = [k for k, one in enumerate(led([pair(rng, 1.7 if k < 2 else 1.0) for k in range(10)])) if one.claimed]
        false.append(sum(k >= 2 for k in claimed) / max(len(claimed), 1))
        found += sum(k < 2 for k in claimed)
    claims = found / len(false) / 2
    print(f"  ten pairs, two true: false among claims {np.mean(false):.3f}, true ones claimed {claims:.3f}")


def first() -> None:
    for better in (1.0, 1.5, 2.0):
        told = right = 0
        for seed in range(WORLDS):
            accounts = [
                known(str(k), weeks(20 * (better if k == 0 else 1.0), FIRST_SEED + 100 * seed + k)) for k in range(4)
            ]
            chosen = growth(accounts, (), YEAR).first.account
            told, right = told + (chosen is not None), right + (chosen is not None and chosen.id == "0")
        print(
            f"  four accounts, one {better} times as good: told {told / WORLDS:.3f}, rightly {right / WORLDS:.3f}",
            flush=True,
        )


PARTS: tuple[Callable[[], None], ...] = (leads, pairs, first)


if __name__ == "__main__":
    run(PARTS, sys.argv[1:])
