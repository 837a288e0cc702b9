"""How often a year does a quiet stream of this age go so far? Rare alarms, for watching many streams.

`alarm_rate` tells rates down to one in three years, whatever a stream's age. Who watches 400 streams needs rarer ones,
and streams that have been heard for months go far less often than new ones, whose tails are not learnt yet.

    m = 5 s / (1 - s)                       the period behind score s, a mean log10 return period
    rate(m | age, level, width)             how often a year m is reached anew, a day or more after it was last: the
                                            worst of six quiet worlds, upper 95 % limit; between the points of the
                                            table log rate is linear in log m
    rate(m) = rate_0 (m / m_0)^-b           beyond the last point (m_0, rate_0); b from the last decade, at most 8

For the score of every bin, not only where an episode escalates (`backlash.return_periods`). Between simulated levels
and widths the larger rate of the neighbours is taken; bins of less than an hour are read as hours (shown to be cautious
for frequent alarms only: docs/methods/online_discovery.md). A stream heard for less than 7 days, or in bins too fine
for it (mean below 0.08), has no rate at all: infinite.
Limits: the power law beyond the table is an assumption; in 1,500 quiet years of one level the rate fell with the
11th power of m, down to one in 650 years (docs/methods/online_discovery.md). A stream whose quiet is wilder than all
six worlds goes further more often. Made by benchmarks/watch_rates.py, seeded.
Source: peaks over threshold, Davison & Smith 1990; simulated calibration, Unkel et al. 2012, 4.
"""

from __future__ import annotations

from itertools import pairwise
from math import exp, inf, log

RATES = (12.0, 4.0, 1.3, 0.4, 0.13)  # a year
AGES = (7.0, 28.0, 90.0, 372.0)  # days a stream has been heard
LEVELS = (0.08, 0.25, 1.0, 4.0, 30.0, 300.0)  # mean count per bin
WIDTHS = (1, 4, 24)  # bins per day
STEEPEST = 8.0
# Periods at RATES, for each age, level and width.
_PERIODS: dict[int, tuple[tuple[tuple[float, ...], ...], ...]] = {
    1: (
        ((1, 1, 1, 68.7, 132), (1, 1, 45.9, 132, 254), (1, 1, 7.49, 37.5, 103)),  # 0.08 per bin
        ((1, 1, 1.29, 84, 179), (1, 5.83, 35.7, 103, 179), (1, 3.18, 5.27, 9.64, 22.7)),  # 0.25 per bin
        ((1, 1, 3.89, 14.4, 41.5), (1.57, 4.53, 8.71, 17.6, 30.7), (1.29, 2.88, 4.09, 5.83, 7.88)),  # 1 per bin
        ((1, 1, 2.13, 4.53, 7.88), (1.42, 3.03, 5.01, 8.71, 14.4), (1.29, 2.74, 3.52, 4.76, 7.49)),  # 4 per bin
        ((1, 1, 1.83, 4.53, 6.78), (1.42, 3.03, 4.31, 6.13, 8.29), (1.35, 2.74, 3.52, 4.53, 6.13)),  # 30 per bin
        ((1, 1, 1.83, 3.35, 5.54), (1.35, 2.74, 3.89, 5.27, 7.12), (1.29, 2.6, 3.35, 4.09, 5.27)),  # 300 per bin
    ),
    4: (
        ((1, 27.7, 92.9, 132, 188), (1, 5.83, 16.8, 59, 103), (1, 3.52, 4.76, 6.44, 9.16)),  # 0.08 per bin
        ((5.01, 16.8, 68.7, 126, 208), (3.18, 4.76, 7.12, 11.2, 25.1), (2.74, 3.35, 4.31, 5.27, 6.78)),  # 0.25 per bin
        ((3.7, 6.44, 11.2, 19.5, 48.3), (2.74, 3.89, 5.01, 6.78, 9.16), (2.13, 3.03, 3.89, 4.53, 5.83)),  # 1 per bin
        ((3.03, 4.31, 6.13, 7.88, 10.7), (2.35, 3.35, 4.31, 5.83, 7.49), (1.92, 2.88, 3.7, 4.31, 5.27)),  # 4 per bin
        ((2.88, 4.31, 5.54, 7.12, 10.1), (2.24, 3.18, 3.89, 5.01, 5.83), (1.92, 2.88, 3.52, 4.09, 5.01)),  # 30 per bin
        ((2.88, 4.09, 5.54, 7.49, 9.64), (2.24, 3.18, 3.89, 4.76, 5.83), (1.92, 2.74, 3.35, 4.09, 5.01)),  # 300 per bin
    ),
    24: (
        ((3.89, 4.76, 6.44, 13.7, 48.3), (3.35, 4.09, 4.76, 5.54, 6.44), (2.24, 3.03, 3.7, 4.31, 5.27)),  # 0.08 per bin
        ((3.7, 4.53, 5.27, 6.44, 8.71), (3.03, 3.7, 4.31, 5.01, 6.13), (2.24, 3.03, 3.52, 4.09, 5.01)),  # 0.25 per bin
        ((3.35, 3.89, 4.53, 5.54, 6.78), (2.74, 3.52, 3.89, 4.53, 5.27), (2.24, 2.88, 3.52, 4.09, 4.76)),  # 1 per bin
        ((3.52, 4.09, 4.76, 5.54, 6.78), (2.88, 3.52, 4.09, 4.53, 5.27), (2.24, 3.03, 3.52, 4.09, 4.76)),  # 4 per bin
        ((3.18, 3.89, 4.53, 5.27, 6.44), (2.74, 3.35, 3.89, 4.31, 5.01), (2.13, 2.88, 3.52, 4.09, 4.53)),  # 30 per bin
        ((3.18, 3.7, 4.31, 5.54, 6.13), (2.6, 3.35, 3.7, 4.31, 4.76), (2.13, 2.74, 3.35, 3.89, 4.53)),  # 300 per bin
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
    points = list(zip(periods, RATES, strict=True))
    if m < points[0][0]:
        return inf
    for (p0, r0), (p1, r1) in pairwise(points):
        if p0 <= m < p1:
            return float(r0 * exp(log(r1 / r0) * log(m / p0) / log(p1 / p0)))
    last, rate = points[-1]
    return float(rate * (m / last) ** -_slope(points))


def _slope(points: list[tuple[float, float]]) -> float:
    """How fast the rate falls with the period at the rare end."""
    (p0, r0), (p1, r1) = points[-3], points[-1]
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
