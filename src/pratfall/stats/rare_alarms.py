"""How often a year does a quiet stream of this age alarm so far? Rare alarms, for watching many streams.

`alarm_rate` tells rates down to one in three years, whatever a stream's age. Who watches 400 streams needs rarer ones,
and streams that have been heard for months alarm far less often than new ones, whose tails are not learnt yet.

    m = 5 s / (1 - s)                       the period behind score s, a mean log10 return period
    rate(m | age, level, width)             worst of six quiet worlds, simulated, upper 95 % limit; between the points
                                            of the table log rate is linear in log m
    rate(m) = rate_0 (m / m_0)^-b           beyond the last point (m_0, rate_0); b from the last decade, at most 8

Between simulated levels and widths the larger rate of the neighbours is taken; finer bins than the finest simulated
are read as those. A stream heard for less than 7 days
or in bins too fine for it (mean below 0.08) has no rate at all: infinite.
Limits: the power law beyond the table is an assumption; it is heavier than what the longest simulations showed
(docs/methods/online_discovery.md). A stream whose quiet is wilder than all six worlds alarms more often.
Made by benchmarks/watch_rates.py, seeded.
Source: peaks over threshold, Davison & Smith 1990; simulated calibration, Unkel et al. 2012, 4.
"""

from __future__ import annotations

from itertools import pairwise
from math import exp, inf, log

RATES = (12.0, 4.0, 1.3, 0.4, 0.13)  # a year
AGES = (7.0, 28.0, 90.0, 372.0)  # days a stream has been heard
LEVELS = (0.08, 0.25, 1.0, 4.0, 30.0, 300.0)  # mean count per bin
WIDTHS = (1, 24)  # bins per day
STEEPEST = 8.0
_NEVER = inf  # the period was not reached by any quiet stream often enough to measure
# Periods at RATES, for each age, level and width.
_PERIODS: dict[int, tuple[tuple[tuple[float, ...], ...], ...]] = {
    1: (
        ((1, 1, 1, 68.3, 130), (1, 1, 43.9, 130, 243), (1, 1, 7.21, 37.3, 98.6)),  # 0.08 per bin
        ((1, 1, 1.25, 83.3, 178), (1, 5.73, 35, 98.5, 178), (1, 3.07, 5.02, 9.4, 21.9)),  # 0.25 per bin
        ((1, 1, 3.82, 13.9, 40.3), (1.51, 4.41, 8.43, 16.9, 29.2), (1.27, 2.86, 3.98, 5.59, 7.87)),  # 1 per bin
        ((1, 1, 2.08, 4.47, 7.5), (1.39, 3.02, 4.97, 8.3, 13.9), (1.26, 2.66, 3.45, 4.72, 7.13)),  # 4 per bin
        ((1, 1, 1.77, 4.43, 6.6), (1.37, 2.92, 4.24, 5.99, 7.96), (1.28, 2.68, 3.41, 4.48, 5.97)),  # 30 per bin
        ((1, 1, 1.78, 3.31, 5.49), (1.3, 2.64, 3.82, 5.2, 6.99), (1.27, 2.53, 3.21, 4.09, 5.14)),  # 300 per bin
    ),
    24: (
        ((3.62, 4.62, 6.42, 13.2, 47.7), (3.04, 3.76, 4.49, 5.43, 6.4), (1.93, 2.72, 3.37, 4.15, 4.94)),  # 0.08 per bin
        ((3.42, 4.16, 5.11, 6.33, 8.35), (2.71, 3.37, 4.04, 4.8, 5.84), (1.94, 2.62, 3.29, 3.83, 4.39)),  # 0.25 per bin
        ((2.99, 3.66, 4.44, 5.44, 6.62), (2.52, 3.19, 3.75, 4.33, 5.06), (2.02, 2.75, 3.33, 3.95, 4.56)),  # 1 per bin
        ((3.08, 3.71, 4.51, 5.41, 6.69), (2.57, 3.21, 3.75, 4.42, 5.07), (2.01, 2.75, 3.31, 3.95, 4.59)),  # 4 per bin
        ((2.86, 3.55, 4.22, 5.08, 6.35), (2.38, 3.06, 3.57, 4.12, 4.81), (1.9, 2.6, 3.26, 3.73, 4.45)),  # 30 per bin
        ((2.77, 3.45, 4.14, 5.19, 6.03), (2.3, 2.96, 3.52, 4.11, 4.64), (1.81, 2.49, 3.12, 3.67, 4.42)),  # 300 per bin
    ),
}


def yearly_rate(score: float, *, level: float, bins_per_day: int, days: float) -> float:
    """False alarms a year with this score or more, of a quiet stream heard for `days`, `level` counts per bin."""
    if not 0 < score < 1:
        return inf if score <= 0 else 0.0
    if days < AGES[0]:
        return inf
    age = next(i for i in range(len(AGES) - 1) if days < AGES[i + 1] or i == len(AGES) - 2)
    period = 5.0 * score / (1.0 - score)
    if level < LEVELS[0]:
        return inf
    return max(_of_row(_PERIODS[w][i][age], period) for w in _widths(bins_per_day) for i in _levels(level))


def _of_row(periods: tuple[float, ...], m: float) -> float:
    """The rate at period `m`, from the periods at RATES."""
    points = [(p, r) for p, r in zip(periods, RATES, strict=True) if p < _NEVER]
    if not points or m < points[0][0]:
        return inf
    for (p0, r0), (p1, r1) in pairwise(points):
        if p0 <= m < p1:
            return float(r0 * exp(log(r1 / r0) * log(m / p0) / log(p1 / p0)))
    last, rate = points[-1]
    return float(rate * (m / last) ** -_slope(points))


def _slope(points: list[tuple[float, float]]) -> float:
    """How fast the rate falls with the period at the rare end."""
    (p0, r0), (p1, r1) = points[max(len(points) - 3, 0)], points[-1]
    return float(min(log(r0 / r1) / log(p1 / p0), STEEPEST)) if p1 > p0 else 1.0


def _widths(bins_per_day: int) -> set[int]:
    """The table's widths on both sides of `bins_per_day`."""
    finer = [w for w in WIDTHS if w >= bins_per_day] or [WIDTHS[-1]]
    coarser = [w for w in WIDTHS if w <= bins_per_day] or [WIDTHS[0]]
    return {finer[0], coarser[-1]}


def _levels(level: float) -> set[int]:
    """Indices of the simulated levels below and above."""
    above = next((i for i, simulated in enumerate(LEVELS) if simulated >= level), len(LEVELS) - 1)
    return {max(above - 1, 0), above}
