"""Makes the table of `stats/alarm_rate.py`: which backlash scores quiet counts reach how often.

    python -m benchmarks.alarm_rate          prints the table (seeded; some 20 minutes on one core)
    python -m benchmarks.alarm_rate 288      only five-minute counts

For every bin width and level each quiet world of tests/calibration/quiet_counts.py is simulated; the score told for
a rate is the smallest that as a bar alarms in no world more often, at the upper 95 % limit of the simulation.
"""

from __future__ import annotations

import sys

import numpy as np
from scipy.stats import chi2

from pratfall.stats.alarm_rate import DAYS_PER_MONTH, LEVELS_PER_DAY, RATES, WIDTHS, settled_days
from pratfall.stats.backlash import LOWEST, SATURATION, escalations, return_periods, warm_up_bins
from tests.calibration.quiet_counts import WORLDS

SERIES = {1: 40, 4: 40, 24: 200, 96: 60, 288: 60, 1440: 8}  # simulated per world, by bins per day
BARS = np.concatenate(
    [np.arange(0.17, 0.28, 0.01), np.arange(0.28, 0.42, 0.005), np.arange(0.42, 0.6, 0.02), np.arange(0.6, 0.98, 0.05)]
)


def rows(bins_per_day: int, per_day: float) -> tuple[list[float], list[float]]:
    """The bar for every rate of RATES, of a stream heard only lately and of a settled one: the worst world's."""
    split = settled_days(bins_per_day)
    days, series = (3 if bins_per_day >= 24 else 5) * split + 1, SERIES[bins_per_day]
    rng = np.random.default_rng((bins_per_day, round(per_day * 1000)))
    at, first = split * bins_per_day, warm_up_bins(bins_per_day)
    level = per_day / bins_per_day
    counts = np.concatenate([world(rng, level, bins_per_day, series, days) for world in WORLDS.values()])
    young, settled = [], []
    for periods in np.split(return_periods(counts, bins_per_day), len(WORLDS)):
        told = [new_alarms(periods, bins_per_day, bar) for bar in BARS]
        for limits, part in ((young, slice(first, at)), (settled, slice(at, None))):
            months = series * counts[0, part].size / bins_per_day / DAYS_PER_MONTH
            limits.append([upper_limit(int(t[part].sum()), months) for t in told])
    worst = (np.max(limits, axis=0) for limits in (young, settled))
    first_month, later = ([score_of_rate(w, rate) for rate in RATES] for w in worst)
    return first_month, later


def new_alarms(periods: np.ndarray, bins_per_day: int, bar: float) -> np.ndarray:
    """New alarms with the bar at this score, over all series, per bin."""
    lowest = max(SATURATION * bar / (1 - bar), LOWEST)
    some = (periods >= lowest).any(axis=1)
    return (escalations(periods[some], bins_per_day, lowest) > 0).sum(axis=0)


def upper_limit(count: int, months: float) -> float:
    """Of the rate a month, at 95 %."""
    return float(chi2.ppf(0.95, 2 * count + 2) / 2 / months)


def score_of_rate(worst: np.ndarray, rate: float) -> float:
    """The smallest bar from which on no bar alarms more often; 1 where the simulation is too short to know one."""
    above = np.flatnonzero(worst > rate)
    if not len(above):
        return 0.0
    return float(BARS[above[-1] + 1]) if above[-1] + 1 < len(BARS) else 1.0


def main(only: list[str]) -> None:
    for bins_per_day in WIDTHS:
        if only and str(bins_per_day) not in only:
            continue
        both = [rows(bins_per_day, per_day) for per_day in LEVELS_PER_DAY]
        for age in (0, 1):
            print(f"    ({bins_per_day}, {bool(age)}): (")
            for per_day, row in zip(LEVELS_PER_DAY, both, strict=True):
                print(f"        ({', '.join(f'{s:.3f}' for s in row[age])}),  # {per_day:g} a day")
            print("    ),", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
