"""How often do quiet counts reach this backlash score? The default alarm, and "once in four months".

    rate(s | level, width) = new alarms with the bar at s, per 30.4 days, in the worst of six quiet worlds

An alarm is new where an episode first reaches the bar, or has grown by three quarters (`backlash.backlash_alarms`).
The worlds (regular, noisy hours, noisy bins, drifting, office hours, comments after own posts; all with a day and a
week) are simulated at ten levels and six bin widths for 20 (minutes) to 200 months each, from the day a stream is
first heard. The table holds for every rate the smallest bar that no world exceeds at the upper 95 % limit of the
simulation; 1 where it is too short to know one. Between levels and widths the larger rate of the neighbours is taken,
between scores the logarithm of the rate is linear; beyond the table its edge.

Limits: a brand whose quiet talk is wilder than all six worlds alarms more often. Nothing rarer than the smallest
rate is ever told: nobody simulated it, and few brands have the history to know.
Source: parametric simulation of false-alarm rates, as surveillance systems are calibrated (Unkel et al. 2012, 4);
made by benchmarks/alarm_rate.py, seeded. docs/methods/alarm_rate.md.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

DAYS_PER_MONTH = 30.4
RATES = (16.0, 8.0, 4.0, 2.0, 1.0, 0.5, 0.25, 0.125, 0.0625)  # per 30.4 days
LEVELS_PER_DAY = (0.1, 0.5, 2.0, 8.0, 30.0, 120.0, 500.0, 2000.0, 1e4, 1e5)
WIDTHS = (1, 4, 24, 96, 288, 1440)  # bins per day
_SCORES: Mapping[int, tuple[tuple[float, ...], ...]] = {  # per width, then level, then rate
    1: (
        (0.000, 0.000, 0.000, 0.000, 0.000, 0.000, 0.385, 0.610, 0.940),  # 0.1 a day
        (0.000, 0.000, 0.000, 0.000, 0.200, 0.370, 0.420, 0.490, 0.640),  # 0.5 a day
        (0.000, 0.000, 0.000, 0.000, 0.225, 0.325, 0.380, 0.435, 0.500),  # 2 a day
        (0.000, 0.000, 0.000, 0.000, 0.210, 0.320, 0.385, 0.425, 0.490),  # 8 a day
        (0.000, 0.000, 0.000, 0.000, 0.215, 0.350, 0.390, 0.425, 0.540),  # 30 a day
        (0.000, 0.000, 0.000, 0.190, 0.225, 0.350, 0.385, 0.405, 0.450),  # 120 a day
        (0.000, 0.000, 0.000, 0.000, 0.205, 0.325, 0.375, 0.400, 0.460),  # 500 a day
        (0.000, 0.000, 0.000, 0.000, 0.215, 0.275, 0.365, 0.405, 0.445),  # 2000 a day
        (0.000, 0.000, 0.000, 0.000, 0.215, 0.290, 0.360, 0.415, 0.460),  # 10000 a day
        (0.000, 0.000, 0.000, 0.000, 0.220, 0.335, 0.375, 0.400, 0.425),  # 100000 a day
    ),
    4: (
        (0.000, 0.000, 0.000, 0.000, 0.000, 0.000, 0.390, 0.490, 0.660),  # 0.1 a day
        (0.000, 0.000, 0.000, 0.000, 0.255, 0.380, 0.450, 0.530, 0.610),  # 0.5 a day
        (0.000, 0.000, 0.000, 0.000, 0.335, 0.385, 0.435, 0.470, 0.520),  # 2 a day
        (0.000, 0.000, 0.000, 0.255, 0.305, 0.365, 0.405, 0.440, 0.510),  # 8 a day
        (0.000, 0.000, 0.000, 0.260, 0.295, 0.360, 0.405, 0.430, 0.460),  # 30 a day
        (0.000, 0.000, 0.000, 0.245, 0.285, 0.350, 0.390, 0.425, 0.450),  # 120 a day
        (0.000, 0.000, 0.000, 0.250, 0.280, 0.320, 0.370, 0.405, 0.460),  # 500 a day
        (0.000, 0.000, 0.000, 0.255, 0.295, 0.355, 0.395, 0.425, 0.480),  # 2000 a day
        (0.000, 0.000, 0.000, 0.240, 0.280, 0.330, 0.385, 0.425, 0.470),  # 10000 a day
        (0.000, 0.000, 0.000, 0.250, 0.290, 0.345, 0.390, 0.415, 0.450),  # 100000 a day
    ),
    24: (
        (0.000, 0.000, 0.000, 0.000, 0.000, 0.000, 0.410, 0.660, 0.910),  # 0.1 a day
        (0.000, 0.000, 0.000, 0.000, 0.370, 0.435, 0.520, 0.730, 0.910),  # 0.5 a day
        (0.000, 0.000, 0.230, 0.380, 0.425, 0.470, 0.520, 0.640, 0.820),  # 2 a day
        (0.000, 0.180, 0.295, 0.365, 0.410, 0.440, 0.470, 0.520, 0.640),  # 8 a day
        (0.000, 0.215, 0.305, 0.360, 0.400, 0.425, 0.460, 0.490, 0.530),  # 30 a day
        (0.000, 0.220, 0.310, 0.370, 0.405, 0.435, 0.470, 0.500, 0.550),  # 120 a day
        (0.000, 0.195, 0.295, 0.350, 0.390, 0.420, 0.450, 0.490, 0.550),  # 500 a day
        (0.000, 0.180, 0.285, 0.335, 0.375, 0.410, 0.445, 0.490, 0.540),  # 2000 a day
        (0.000, 0.185, 0.285, 0.340, 0.380, 0.415, 0.440, 0.470, 0.520),  # 10000 a day
        (0.000, 0.185, 0.285, 0.335, 0.375, 0.410, 0.435, 0.470, 0.490),  # 100000 a day
    ),
    96: (
        (0.000, 0.000, 0.000, 0.000, 0.000, 0.000, 0.360, 0.405, 0.470),  # 0.1 a day
        (0.000, 0.000, 0.000, 0.000, 0.360, 0.395, 0.425, 0.470, 0.640),  # 0.5 a day
        (0.000, 0.000, 0.000, 0.350, 0.395, 0.420, 0.460, 0.480, 0.660),  # 2 a day
        (0.000, 0.000, 0.270, 0.345, 0.385, 0.415, 0.450, 0.480, 0.520),  # 8 a day
        (0.000, 0.175, 0.255, 0.330, 0.375, 0.400, 0.425, 0.445, 0.520),  # 30 a day
        (0.000, 0.195, 0.285, 0.360, 0.390, 0.410, 0.430, 0.450, 0.480),  # 120 a day
        (0.000, 0.205, 0.300, 0.365, 0.390, 0.410, 0.430, 0.445, 0.490),  # 500 a day
        (0.000, 0.000, 0.260, 0.335, 0.375, 0.395, 0.415, 0.430, 0.490),  # 2000 a day
        (0.000, 0.185, 0.260, 0.320, 0.355, 0.385, 0.400, 0.430, 0.510),  # 10000 a day
        (0.000, 0.000, 0.245, 0.310, 0.350, 0.380, 0.410, 0.430, 0.470),  # 100000 a day
    ),
    288: (
        (0.000, 0.000, 0.000, 0.000, 0.000, 0.000, 0.360, 0.390, 0.400),  # 0.1 a day
        (0.000, 0.000, 0.000, 0.000, 0.350, 0.385, 0.405, 0.435, 0.480),  # 0.5 a day
        (0.000, 0.000, 0.175, 0.345, 0.380, 0.400, 0.470, 0.520, 0.640),  # 2 a day
        (0.000, 0.000, 0.255, 0.330, 0.375, 0.405, 0.430, 0.500, 0.550),  # 8 a day
        (0.000, 0.175, 0.230, 0.290, 0.340, 0.380, 0.400, 0.430, 0.500),  # 30 a day
        (0.000, 0.195, 0.265, 0.330, 0.375, 0.400, 0.410, 0.430, 0.620),  # 120 a day
        (0.000, 0.195, 0.270, 0.340, 0.375, 0.400, 0.415, 0.435, 0.520),  # 500 a day
        (0.000, 0.190, 0.255, 0.320, 0.370, 0.390, 0.420, 0.440, 0.520),  # 2000 a day
        (0.000, 0.180, 0.240, 0.310, 0.360, 0.385, 0.435, 0.480, 0.560),  # 10000 a day
        (0.000, 0.185, 0.245, 0.305, 0.365, 0.400, 0.470, 0.540, 0.790),  # 100000 a day
    ),
    1440: (
        (0.000, 0.000, 0.000, 0.000, 0.000, 0.000, 0.360, 0.390, 0.400),  # 0.1 a day
        (0.000, 0.000, 0.000, 0.000, 0.350, 0.385, 0.405, 0.435, 0.480),  # 0.5 a day
        (0.000, 0.000, 0.175, 0.345, 0.380, 0.400, 0.470, 0.520, 0.640),  # 2 a day
        (0.000, 0.000, 0.255, 0.330, 0.375, 0.405, 0.430, 0.500, 0.550),  # 8 a day
        (0.000, 0.175, 0.230, 0.290, 0.340, 0.380, 0.400, 0.430, 0.500),  # 30 a day
        (0.000, 0.195, 0.265, 0.330, 0.375, 0.400, 0.410, 0.430, 0.620),  # 120 a day
        (0.000, 0.195, 0.270, 0.340, 0.375, 0.400, 0.415, 0.435, 0.520),  # 500 a day
        (0.000, 0.190, 0.255, 0.320, 0.370, 0.390, 0.420, 0.440, 0.520),  # 2000 a day
        (0.000, 0.180, 0.240, 0.310, 0.360, 0.385, 0.435, 0.480, 0.560),  # 10000 a day
        (0.000, 0.185, 0.245, 0.305, 0.365, 0.400, 0.470, 0.540, 0.790),  # 100000 a day
    ),
}


def alarm_rate(score: ArrayLike, *, level: ArrayLike, bins_per_day: int) -> Floats:
    """Expected new alarms per 30.4 quiet days with `score` or more; `level` is the usual mean count per bin."""
    scores, levels = np.broadcast_arrays(np.asarray(score, dtype=float), np.asarray(level, dtype=float))
    flat = scores.ravel()
    below, above = _neighbours(np.nan_to_num(levels.ravel()) * bins_per_day)
    logs = np.full(flat.shape, -np.inf)
    for width in _widths(bins_per_day):
        table = np.array([np.interp(flat, row, np.log(RATES)) for row in _SCORES[width]])
        column = np.arange(flat.size)
        logs = np.maximum(logs, np.maximum(table[below, column], table[above, column]))
    rates: Floats = np.where(np.isnan(levels), np.nan, np.exp(logs).reshape(scores.shape))
    return rates


def default_alarm(level: float, *, bins_per_day: int, per_month: float = 1.0) -> float:
    """The smallest score that as a bar alarms at most `per_month` in 30.4 days on quiet counts of this mean per bin.

    1 (never) where the simulation is too short to know one.
    """
    below, above = _neighbours(np.array([level * bins_per_day]))
    known = [i for i, rate in enumerate(RATES) if rate <= per_month]
    if not known:
        return 1.0
    return max(_SCORES[w][i][known[0]] for w in _widths(bins_per_day) for i in (below.item(), above.item()))


def return_days(score: ArrayLike, *, level: ArrayLike, bins_per_day: int, history_days: float = float("inf")) -> Floats:
    """Days between such alarms on quiet counts: "once in four months". Never longer than `history_days`."""
    return np.minimum(DAYS_PER_MONTH / alarm_rate(score, level=level, bins_per_day=bins_per_day), history_days)


def _widths(bins_per_day: int) -> set[int]:
    """The table's widths on both sides of `bins_per_day`."""
    if bins_per_day < 1:
        raise ValueError("bins of more than a day are not scored")
    finer = [w for w in WIDTHS if w >= bins_per_day] or [WIDTHS[-1]]
    coarser = [w for w in WIDTHS if w <= bins_per_day] or [WIDTHS[0]]
    return {finer[0], coarser[-1]}


def _neighbours(per_day: Floats) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Indices of the simulated levels below and above, the edge beyond it."""
    above = np.searchsorted(LEVELS_PER_DAY, per_day)
    top = len(LEVELS_PER_DAY) - 1
    return np.clip(above - 1, 0, top), np.clip(above, 0, top)
