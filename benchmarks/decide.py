"""What the rules of `decide` promise, on fresh seeds and on real headline tests, beside what others reach.

./run bench decide                     everything (some minutes on one core)
./run bench decide looks race          parts: looks, race, stream, advice, headlines

looks      28 daily looks at two arms: false alarms in A/A tests, and how often +20 % and +50 % are found
race       eight ideas, four weeks, one budget: conversions beside an oracle's, and how often the best one is named
stream     100 campaigns one after the other: false discoveries and power
advice     made-up series: how often pulling was wrong beside what was told, and what acting by the advice costs
headlines  packages of real tests stopped early: exposures saved, and winners stopped (decide_headlines.py)
"""

from __future__ import annotations

import sys
import time

import numpy as np
from scipy.stats import norm

from benchmarks import decide_headlines as headlines_of
from benchmarks.parts import run
from pratfall.stats.adaptive_discovery import told
from pratfall.stats.ends_first import BAR
from pratfall.stats.false_discovery import discoveries
from tests.calibration.decide_worlds import advised_series, found_by_clicks, found_by_posts
from tests.calibration.decide_worlds import race as raced

SEED = 20261123
TESTS, RACES, STREAMS, SERIES = 8000, 3000, 1000, 20_000


def looks() -> None:
    """Beside it, research note part 4: O'Brien-Fleming at 28 fixed looks 4.4 %, 41 %, 98 %; peeking 27.6 %."""
    for name, found in (("clicks", found_by_clicks), ("posts", found_by_posts)):
        shares = [
            found(np.random.default_rng((SEED, i)), TESTS, effect).mean() for i, effect in enumerate((0, 0.2, 0.5))
        ]
        print(f"  {name:6}  A/A {shares[0]:.3f}  +20 % {shares[1]:.3f}  +50 % {shares[2]:.3f}")


def race() -> None:
    """Beside it: Thompson sampling .86 / .86 and .79 / .76; an equal split .55 / .52 and .72 / .78."""
    for slow in (False, True):
        began = time.process_time()
        got = raced(np.random.default_rng((SEED, slow)), RACES, slow=slow)
        error = (got.picked * (1 - got.picked) / RACES) ** 0.5
        print(
            f"  {'40 % start slowly' if slow else 'all start at once':18} conversions {got.conversions:.3f}"
            f"  best named {got.picked:.3f} +- {error:.3f}  best from now on {got.picked_next:.3f}"
            f"  {1000 * (time.process_time() - began) / RACES:.0f} ms a race"
        )


def stream() -> None:
    """Beside it: LORD++ .30, ADDIS and SAFFRON .58 (30 % true), Benjamini-Hochberg on the whole batch .67."""
    for true in (0.0, 0.1, 0.2, 0.3):
        rng = np.random.default_rng((SEED, round(10 * true)))
        is_true = rng.random((STREAMS, 100)) < true
        p = 2.0 * norm.sf(np.abs(rng.normal(size=is_true.shape) + 3.0 * is_true))
        said = {"told as they come": np.array([told(row) for row in p])}
        said["in one batch (BH)"] = np.array([discoveries(row, share=0.05) for row in p])
        for name, rows in said.items():
            false = ((rows & ~is_true).sum(axis=1) / np.maximum(rows.sum(axis=1), 1)).mean()
            power = (rows & is_true).sum() / max(is_true.sum(), 1)
            print(f"  {true:.0%} true  {name:18} false {false:.3f}  power {power:.3f}")


def advice() -> None:
    for name, line in advised_series(np.random.default_rng(SEED), SERIES):
        print(f"  {name:22} {line}")


def headlines() -> None:
    if not headlines_of.FILE.exists():
        print("  no headline tests here: PRATFALL_TEST_DATA names the folder they are in")
        return
    tests = headlines_of.read(headlines_of.FILE, np.random.default_rng(SEED))
    early = tests.week < headlines_of.CHOSEN_BEFORE
    number = {half: int((early == half).sum()) // headlines_of.ARRIVALS for half in (True, False)}
    halves = {f"{n} tests {'before' if half else 'after'}": tests.of(early == half) for half, n in number.items()}
    for name, half in halves.items():
        print(f"  {name}")
        for rule, stoppers in headlines_of.curves(quick=False).items():
            points = [headlines_of.played(half, stopper) for stopper in stoppers]
            at = "  ".join(f"{headlines_of.saved_at(points, f):.3f} at {f:.0%}" for f in (0.01, 0.02, 0.05, 0.1))
            print(f"    {rule:20} saved {at}", flush=True)
        saved, false = headlines_of.played(half, headlines_of.ends_first(BAR))
        print(f"    as shipped           saved {saved:.3f}, winner stopped {false:.3f}")


if __name__ == "__main__":
    run((looks, race, stream, advice, headlines), sys.argv[1:])
