"""Makes the table of `stats/rare_alarms.py`: how far quiet streams go, by age, level and bin width.

    python -m benchmarks.watch_rates          prints the table (seeded; half an hour on one core)
    python -m benchmarks.watch_rates 24       only hourly counts

The quiet worlds are those of tests/calibration/quiet_counts.py, and the worst of them counts, at the upper 95 % limit
of the simulation.
"""

from __future__ import annotations

import sys
from itertools import pairwise

import numpy as np
from scipy.stats import chi2

from pratfall.stats.backlash import return_periods
from pratfall.stats.rare_alarms import AGES, LEVELS, RATES
from tests.calibration.quiet_counts import WORLDS

GRID = np.geomspace(1.0, 400.0, 120)
LONG_DAYS, SHORT_DAYS = 372, 92
STREAMS = {1: (800, 1200), 4: (500, 1200), 24: (160, 1200), 288: (12, 80)}  # long and short ones


def cell(bins_per_day: int, level: float) -> list[list[float]]:
    """For every age the period (mean log10 return period) at every rate: the worst world's."""
    worlds = [one_world(name, bins_per_day, level) for name in WORLDS]
    return [[max(w[age][i] for w in worlds) for i in range(len(RATES))] for age in range(len(AGES) - 1)]


def one_world(name: str, bins_per_day: int, level: float) -> list[list[float]]:
    rng = np.random.default_rng((11, bins_per_day, round(level * 1000), list(WORLDS).index(name)))
    found = np.zeros((len(AGES) - 1, len(GRID)))
    years = np.zeros(len(AGES) - 1)
    for streams, days in zip(STREAMS[bins_per_day], (LONG_DAYS, SHORT_DAYS), strict=True):
        for part in np.array_split(np.arange(streams), max(streams * days * bins_per_day // 2_000_000, 1)):
            counts = WORLDS[name](rng, level, bins_per_day, len(part), days)
            periods = return_periods(counts, bins_per_day)
            for age, (start, end) in enumerate(pairwise(AGES)):
                now = periods[:, int(start * bins_per_day) : int(min(end, days) * bins_per_day)]
                years[age] += now.size / bins_per_day / 365
                found[age] += episodes(now, bins_per_day)
    return [reached(n, y) for n, y in zip(found, years, strict=True)]


def episodes(periods: np.ndarray, bins_per_day: int) -> np.ndarray:
    """How often each period of GRID is reached anew, a day or more after it was last."""
    out = np.zeros(len(GRID))
    for row in periods:
        for i, grid in enumerate(GRID):
            hits = np.flatnonzero(row >= grid)
            if not len(hits):
                break
            out[i] += 1 + (np.diff(hits) > bins_per_day).sum()
    return out


def reached(found: np.ndarray, years: float) -> list[float]:
    """The smallest period reached so rarely that the upper 95 % limit of its yearly rate is at most the rate."""
    limit = chi2.ppf(0.95, 2 * found + 2) / 2 / years
    out = []
    for rate in RATES:
        allowed = np.flatnonzero(np.maximum.accumulate(limit[::-1])[::-1] <= rate)
        out.append(GRID[allowed[0]] if len(allowed) else np.inf)
    return out


def main(only: list[str]) -> None:
    for bins_per_day in STREAMS:
        if only and str(bins_per_day) not in only:
            continue
        print(f"    {bins_per_day}: (")
        for level in LEVELS:
            ages = cell(bins_per_day, level)
            told = ", ".join("(" + ", ".join("inf" if np.isinf(m) else f"{m:.3g}" for m in age) + ")" for age in ages)
            print(f"        ({told}),  # {level:g} per bin", flush=True)
        print("    ),")


if __name__ == "__main__":
    main(sys.argv[1:])
