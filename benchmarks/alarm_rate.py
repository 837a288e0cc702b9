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

from pratfall.stats.alarm_rate import DAYS_PER_MONTH, LEVELS_PER_DAY, RATES, WIDTHS
from pratfall.stats.backlash import LOWEST, SATURATION, escalations, return_periods
from tests.calibration.quiet_counts import WORLDS

DAYS = 61
MONTHS = {1: 200, 4: 200, 24: 200, 96: 100, 288: 100, 1440: 20}  # simulated per world, by bins per day
BARS = np.concatenate([np.arange(0.17, 0.45, 0.005), np.arange(0.45, 0.7, 0.01), np.arange(0.7, 0.98, 0.03)])


def row(bins_per_day: int, per_day: float) -> list[float]:
    """The score for every rate of RATES: the worst world's."""
    days = DAYS if bins_per_day >= 24 else DAYS * 10
    series = round(MONTHS[bins_per_day] * DAYS_PER_MONTH / days)
    rng = np.random.default_rng((bins_per_day, round(per_day * 1000)))
    level = per_day / bins_per_day
    counts = np.concatenate([world(rng, level, bins_per_day, series, days) for world in WORLDS.values()])
    periods = np.split(return_periods(counts, bins_per_day), len(WORLDS))
    months = series * days / DAYS_PER_MONTH
    worst = np.max([[upper_limit(alarms(p, bins_per_day, bar), months) for bar in BARS] for p in periods], axis=0)
    return [score_of_rate(worst, rate) for rate in RATES]


def alarms(periods: np.ndarray, bins_per_day: int, bar: float) -> int:
    """New alarms with the bar at this score."""
    lowest = max(SATURATION * bar / (1 - bar), LOWEST)
    some = (periods >= lowest).any(axis=1)
    return int((escalations(periods[some], bins_per_day, lowest) > 0).sum())


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
        print(f"    {bins_per_day}: (")
        for per_day in LEVELS_PER_DAY:
            scores = ", ".join(f"{s:.3f}" for s in row(bins_per_day, per_day))
            print(f"        ({scores}),  # {per_day:g} a day", flush=True)
        print("    ),")


if __name__ == "__main__":
    main(sys.argv[1:])
