"""Makes the table of `stats/alarm_rate.py`: which backlash scores quiet counts reach how often.

    python -m benchmarks.alarm_rate          prints the table (seeded; some 20 minutes on one core)
    python -m benchmarks.alarm_rate 288      only five-minute counts

For every bin width and level each quiet world of tests/calibration/quiet_counts.py is simulated; the score told for
a rate is the smallest that in no world is reached more often, at the upper 95 % limit of the simulation.
"""

from __future__ import annotations

import sys

import numpy as np
from scipy.stats import chi2

from pratfall.stats.alarm_rate import DAYS_PER_MONTH, LEVELS_PER_DAY, RATES, WIDTHS
from pratfall.stats.backlash import backlash_scores
from tests.calibration.quiet_counts import WORLDS

DAYS = 61
MONTHS = {1: 200, 4: 200, 24: 200, 96: 200, 288: 200, 1440: 60}  # simulated per world, by bins per day
AT_ONCE = 2_000_000  # counts, for memory


def row(bins_per_day: int, per_day: float, seed: int = 0) -> list[float]:
    """The score for every rate of RATES: the worst world's."""
    return [max(scores) for scores in zip(*(one_world(w, bins_per_day, per_day, seed) for w in WORLDS), strict=True)]


def one_world(name: str, bins_per_day: int, per_day: float, seed: int = 0) -> list[float]:
    days = DAYS if bins_per_day >= 24 else DAYS * 10
    series = round(MONTHS[bins_per_day] * DAYS_PER_MONTH / days)
    rng = np.random.default_rng((seed, bins_per_day, round(per_day * 1000), list(WORLDS).index(name)))
    counts = WORLDS[name](rng, per_day / bins_per_day, bins_per_day, series, days)
    parts = np.array_split(counts, -(-counts.size // AT_ONCE))
    scores = np.concatenate([backlash_scores(part, season=bins_per_day).ravel() for part in parts])
    months = series * days / DAYS_PER_MONTH
    return [score_of_rate(np.sort(scores[scores > 0])[::-1], rate, months) for rate in RATES]


def score_of_rate(falling: np.ndarray, rate: float, months: float) -> float:
    """The smallest score reached so rarely that the upper 95 % limit of its rate is at most `rate`."""
    k = np.arange(len(falling) + 1)
    allowed = np.flatnonzero(chi2.ppf(0.95, 2 * k + 2) / 2 / months <= rate)
    if not len(allowed):
        return 1.0
    best = allowed[-1]
    return 0.0 if best == len(falling) else min(float(np.nextafter(falling[best], 1)), 1.0)


def main(only: list[str]) -> None:
    for bins_per_day in WIDTHS:
        if only and str(bins_per_day) not in only:
            continue
        print(f"    {bins_per_day}: (")
        for per_day in LEVELS_PER_DAY:
            scores = ", ".join(f"{np.ceil(s * 1000) / 1000:.3f}" for s in row(bins_per_day, per_day))
            print(f"        ({scores}),  # {per_day:g} a day", flush=True)
        print("    ),")


if __name__ == "__main__":
    main(sys.argv[1:])
