"""Do two channels help each other? False claims and power over simulated calendars.

    ./run bench diagnose_channels         everything (some minutes on one core); also part of ./run bench diagnose

    synergies  tests/calibration/channel_weeks.py with fresh seeds: claims where there is no synergy (at most 5 % where
               weeks are drawn by lot or the push behind both is recorded), and where there is one of 16 % or 35 %;
               `shown`: how often the interval would speak; `claimed`: how often it may, as only drawn weeks do
    returns    how often the interval of money an hour, and of a ratio of two, holds the truth

Measured before without the sceptical prior: no synergy 4.5 to 7.5 %, with a hidden push 36 %; power for 16 % at 104
drawn weeks .51 (.40 with the prior).
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

import numpy as np

from benchmarks.parts import run
from pratfall.stats.synergy import synergy
from pratfall.stats.weighted_poisson import ratio, sum_interval
from tests.calibration.channel_weeks import Design, weeks

WORLDS, FIRST_SEED = 400, 40_000
TRUTHS = (0.0, float(np.log(1.16)), float(np.log(1.35)))


def synergies() -> None:
    for design in Design:
        for n in (52, 104):
            for truth in TRUTHS:
                begun, shown, held = time.process_time(), 0, 0
                for seed in range(WORLDS):
                    w = weeks(np.random.default_rng(FIRST_SEED + seed), n, truth, design)
                    found = synergy(w.count, w.first, w.second, w.controls)
                    shown += found.claimed
                    held += found.both[1] <= np.exp(truth) <= found.both[2]
                claimed = shown / WORLDS if design is Design.BY_LOT else 0.0
                spent = (time.process_time() - begun) / WORLDS
                print(
                    f"  {design.value:9} {n:4} weeks, true {np.exp(truth):.2f}: shown {shown / WORLDS:.3f} "
                    f"claimed {claimed:.3f} covered {held / WORLDS:.3f}   {spent:.4f} s",
                    flush=True,
                )


def returns() -> None:
    sizes = np.array([5, 10, 10, 20, 20, 20, 50, 100, 250.0])
    for gifts in (3.0, 10.0, 40.0):
        rng, held, both = np.random.default_rng(FIRST_SEED), 0, 0
        for _ in range(2_000):
            one, other = (sum_interval(rng.choice(sizes, rng.poisson(m)), 250.0) for m in (2 * gifts, gifts))
            low, high = ratio(one, other)[1:]
            held, both = held + (other[1] <= gifts * sizes.mean() <= other[2]), both + (low <= 2.0 <= high)
        print(f"  {gifts:4.0f} gifts: sum held {held / 2_000:.3f}, ratio held {both / 2_000:.3f}", flush=True)


PARTS: tuple[Callable[[], None], ...] = (synergies, returns)


if __name__ == "__main__":
    run(PARTS, sys.argv[1:])
