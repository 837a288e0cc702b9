"""What calibration promises, on fresh seeds: coverage of its three intervals, and how often a direction is told.

    ./run bench foretold            everything (a few minutes on one core)
    ./run bench foretold 200        with so many teams per line (default 1,000: standard error of a coverage 0.7 points)

held      share of 95 % intervals that hold the truth: optimism, overconfidence, Brier's score
wide      mean width of the interval of optimism, points
told      how often: too hopeful, too cautious, too sure, too timid
plain     the same share for optimism where predictions are counted instead of campaigns
"""

from __future__ import annotations

import sys
import time

import numpy as np

from tests.calibration.foretold_worlds import TEAMS, Team, claims, coverage, foretold, told, truth

TIMES = 1000
SEED = 20261122
CAMPAIGNS = (8, 14, 40)


def plain(team: Team, campaigns: int, times: int, rng: np.random.Generator) -> float:
    known, held = truth(team).optimism, 0
    for _ in range(times):
        p, y, _ = foretold(team, campaigns, rng)
        wrong = p - y
        held += abs(wrong.mean() - known) <= 1.96 * wrong.std(ddof=1) / np.sqrt(len(wrong))
    return held / times


def line(name: str, campaigns: int, times: int) -> str:
    team = TEAMS[name]
    rng = np.random.default_rng((SEED, sorted(TEAMS).index(name), campaigns))
    answers = told(team, campaigns, times, rng)
    held = "  ".join(f"{share:.3f}" for share in coverage(answers, team).values())
    wide = 100 * np.mean([a.optimism.high - a.optimism.low for a in answers])
    said = "  ".join(f"{way} {share:.2f}" for way, share in claims(answers).items())
    return f"held {held}  wide {wide:3.0f}  {said}  plain {plain(team, campaigns, times, rng):.3f}"


def main(times: int = TIMES) -> None:
    for name in TEAMS:
        known = truth(TEAMS[name])
        print(f"{name}: optimism {known.optimism:+.3f}, overconfidence {known.overconfidence:+.3f}, {known.brier:.3f}")
        for campaigns in CAMPAIGNS:
            began = time.process_time()
            said = line(name, campaigns, times)
            print(f"  {campaigns:2}  {said}  ({time.process_time() - began:.0f} s)", flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
