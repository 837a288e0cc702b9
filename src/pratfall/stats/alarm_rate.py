"""How often do quiet counts reach this backlash score? The default alarm, and "once in four months".

    rate(s | level, width) = new alarms with the bar at s, per 30.4 days, in the worst of six quiet worlds

An alarm is new where an episode first reaches the bar, or has grown by three quarters (`backlash.backlash_alarms`).
The worlds (regular, noisy hours, noisy bins, drifting, office hours, comments after own posts; all with a day and a
week) are simulated at ten levels and six bin widths, 8 (minutes) to 200 streams each, for their first 30 days and for
the 60 after (in bins wider than an hour 120 and 480). The table holds for every rate the smallest bar that no world
exceeds at the upper 95 % limit of the simulation; 1 where it is too short to know one. Between levels and widths the
larger rate of the neighbours is taken, between scores the logarithm of the rate is linear; beyond the table its edge.

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
_SCORES: Mapping[tuple[int, bool], tuple[tuple[float, ...], ...]] = {  # (width, settled), level, rate
    (1, False): (
        (0.000, 0.000, 0.000, 0.000, 0.000, 0.000, 0.700, 0.900, 1.000),  # 0.1 a day
        (0.000, 0.000, 0.000, 0.000, 0.000, 0.390, 0.520, 0.700, 0.850),  # 0.5 a day
        (0.000, 0.000, 0.000, 0.000, 0.250, 0.365, 0.480, 0.650, 0.800),  # 2 a day
        (0.000, 0.000, 0.000, 0.190, 0.230, 0.370, 0.415, 0.480, 0.600),  # 8 a day
        (0.000, 0.000, 0.000, 0.000, 0.230, 0.325, 0.390, 0.520, 0.560),  # 30 a day
        (0.000, 0.000, 0.000, 0.190, 0.220, 0.330, 0.405, 0.500, 0.560),  # 120 a day
        (0.000, 0.000, 0.000, 0.200, 0.220, 0.305, 0.395, 0.460, 0.540),  # 500 a day
        (0.000, 0.000, 0.000, 0.190, 0.230, 0.325, 0.395, 0.440, 0.520),  # 2000 a day
        (0.000, 0.000, 0.000, 0.190, 0.220, 0.350, 0.395, 0.460, 0.520),  # 10000 a day
        (0.000, 0.000, 0.000, 0.000, 0.220, 0.335, 0.395, 0.460, 0.500),  # 100000 a day
    ),
    (1, True): (
        (0.000, 0.000, 0.000, 0.000, 0.000, 0.000, 0.355, 0.480, 0.650),  # 0.1 a day
        (0.000, 0.000, 0.000, 0.000, 0.000, 0.335, 0.380, 0.440, 0.480),  # 0.5 a day
        (0.000, 0.000, 0.000, 0.000, 0.210, 0.260, 0.365, 0.400, 0.440),  # 2 a day
        (0.000, 0.000, 0.000, 0.000, 0.210, 0.330, 0.370, 0.405, 0.440),  # 8 a day
        (0.000, 0.000, 0.000, 0.000, 0.210, 0.270, 0.365, 0.395, 0.420),  # 30 a day
        (0.000, 0.000, 0.000, 0.000, 0.210, 0.260, 0.355, 0.395, 0.440),  # 120 a day
        (0.000, 0.000, 0.000, 0.000, 0.210, 0.270, 0.365, 0.390, 0.440),  # 500 a day
        (0.000, 0.000, 0.000, 0.000, 0.210, 0.250, 0.360, 0.390, 0.420),  # 2000 a day
        (0.000, 0.000, 0.000, 0.000, 0.210, 0.290, 0.365, 0.390, 0.440),  # 10000 a day
        (0.000, 0.000, 0.000, 0.000, 0.200, 0.240, 0.345, 0.385, 0.420),  # 100000 a day
    ),
    (4, False): (
        (0.000, 0.000, 0.000, 0.000, 0.000, 0.000, 0.700, 0.950, 1.000),  # 0.1 a day
        (0.000, 0.000, 0.000, 0.000, 0.340, 0.500, 0.650, 0.800, 0.950),  # 0.5 a day
        (0.000, 0.000, 0.000, 0.260, 0.380, 0.440, 0.500, 0.650, 0.750),  # 2 a day
        (0.000, 0.000, 0.000, 0.280, 0.355, 0.400, 0.460, 0.500, 0.580),  # 8 a day
        (0.000, 0.000, 0.000, 0.280, 0.320, 0.385, 0.440, 0.500, 0.580),  # 30 a day
        (0.000, 0.000, 0.180, 0.270, 0.325, 0.375, 0.415, 0.480, 0.520),  # 120 a day
        (0.000, 0.000, 0.000, 0.280, 0.330, 0.380, 0.440, 0.480, 0.520),  # 500 a day
        (0.000, 0.000, 0.000, 0.270, 0.335, 0.380, 0.440, 0.500, 0.520),  # 2000 a day
        (0.000, 0.000, 0.000, 0.260, 0.320, 0.375, 0.415, 0.460, 0.500),  # 10000 a day
        (0.000, 0.000, 0.000, 0.270, 0.330, 0.385, 0.440, 0.480, 0.520),  # 100000 a day
    ),
    (4, True): (
        (0.000, 0.000, 0.000, 0.000, 0.000, 0.000, 0.360, 0.460, 0.580),  # 0.1 a day
        (0.000, 0.000, 0.000, 0.000, 0.250, 0.370, 0.410, 0.460, 0.500),  # 0.5 a day
        (0.000, 0.000, 0.000, 0.000, 0.280, 0.360, 0.395, 0.420, 0.460),  # 2 a day
        (0.000, 0.000, 0.000, 0.180, 0.280, 0.345, 0.385, 0.410, 0.440),  # 8 a day
        (0.000, 0.000, 0.000, 0.180, 0.280, 0.315, 0.370, 0.400, 0.440),  # 30 a day
        (0.000, 0.000, 0.000, 0.200, 0.280, 0.330, 0.365, 0.395, 0.440),  # 120 a day
        (0.000, 0.000, 0.000, 0.250, 0.280, 0.330, 0.370, 0.405, 0.440),  # 500 a day
        (0.000, 0.000, 0.000, 0.180, 0.280, 0.315, 0.365, 0.400, 0.440),  # 2000 a day
        (0.000, 0.000, 0.000, 0.000, 0.270, 0.310, 0.360, 0.390, 0.420),  # 10000 a day
        (0.000, 0.000, 0.000, 0.180, 0.270, 0.305, 0.360, 0.390, 0.415),  # 100000 a day
    ),
    (24, False): (
        (0.000, 0.000, 0.000, 0.000, 0.000, 0.000, 0.405, 0.580, 0.820),  # 0.1 a day
        (0.000, 0.000, 0.000, 0.000, 0.385, 0.470, 0.590, 0.760, 0.910),  # 0.5 a day
        (0.000, 0.000, 0.230, 0.395, 0.445, 0.490, 0.580, 0.760, 0.910),  # 2 a day
        (0.000, 0.220, 0.330, 0.395, 0.435, 0.480, 0.520, 0.570, 0.650),  # 8 a day
        (0.000, 0.235, 0.320, 0.370, 0.410, 0.440, 0.480, 0.530, 0.570),  # 30 a day
        (0.000, 0.240, 0.330, 0.390, 0.425, 0.460, 0.490, 0.530, 0.590),  # 120 a day
        (0.000, 0.230, 0.320, 0.375, 0.410, 0.450, 0.480, 0.510, 0.550),  # 500 a day
        (0.000, 0.225, 0.310, 0.360, 0.410, 0.440, 0.480, 0.520, 0.560),  # 2000 a day
        (0.000, 0.230, 0.315, 0.360, 0.400, 0.425, 0.460, 0.550, 0.620),  # 10000 a day
        (0.000, 0.220, 0.305, 0.345, 0.390, 0.425, 0.460, 0.530, 0.610),  # 100000 a day
    ),
    (24, True): (
        (0.000, 0.000, 0.000, 0.000, 0.000, 0.000, 0.375, 0.460, 0.660),  # 0.1 a day
        (0.000, 0.000, 0.000, 0.000, 0.355, 0.400, 0.440, 0.480, 0.510),  # 0.5 a day
        (0.000, 0.000, 0.000, 0.350, 0.395, 0.425, 0.450, 0.480, 0.510),  # 2 a day
        (0.000, 0.000, 0.245, 0.315, 0.365, 0.400, 0.425, 0.450, 0.470),  # 8 a day
        (0.000, 0.000, 0.245, 0.315, 0.360, 0.395, 0.420, 0.445, 0.470),  # 30 a day
        (0.000, 0.000, 0.250, 0.320, 0.370, 0.400, 0.425, 0.445, 0.470),  # 120 a day
        (0.000, 0.000, 0.245, 0.310, 0.355, 0.390, 0.415, 0.435, 0.460),  # 500 a day
        (0.000, 0.000, 0.235, 0.300, 0.345, 0.380, 0.405, 0.430, 0.450),  # 2000 a day
        (0.000, 0.000, 0.235, 0.300, 0.335, 0.375, 0.395, 0.415, 0.445),  # 10000 a day
        (0.000, 0.000, 0.230, 0.300, 0.335, 0.375, 0.395, 0.415, 0.430),  # 100000 a day
    ),
    (96, False): (
        (0.000, 0.000, 0.000, 0.000, 0.000, 0.000, 0.405, 0.460, 0.480),  # 0.1 a day
        (0.000, 0.000, 0.000, 0.000, 0.380, 0.440, 0.460, 0.560, 0.700),  # 0.5 a day
        (0.000, 0.000, 0.280, 0.385, 0.405, 0.440, 0.460, 0.520, 0.540),  # 2 a day
        (0.000, 0.190, 0.305, 0.380, 0.415, 0.440, 0.460, 0.480, 0.560),  # 8 a day
        (0.000, 0.200, 0.280, 0.335, 0.380, 0.440, 0.440, 0.500, 0.600),  # 30 a day
        (0.000, 0.240, 0.315, 0.375, 0.405, 0.440, 0.460, 0.500, 0.560),  # 120 a day
        (0.000, 0.240, 0.335, 0.380, 0.405, 0.440, 0.460, 0.500, 0.580),  # 500 a day
        (0.000, 0.220, 0.310, 0.365, 0.390, 0.405, 0.440, 0.480, 0.520),  # 2000 a day
        (0.000, 0.210, 0.285, 0.335, 0.370, 0.405, 0.440, 0.480, 0.500),  # 10000 a day
        (0.000, 0.200, 0.290, 0.340, 0.370, 0.400, 0.440, 0.460, 0.500),  # 100000 a day
    ),
    (96, True): (
        (0.000, 0.000, 0.000, 0.000, 0.000, 0.000, 0.385, 0.420, 0.540),  # 0.1 a day
        (0.000, 0.000, 0.000, 0.000, 0.320, 0.380, 0.410, 0.460, 0.500),  # 0.5 a day
        (0.000, 0.000, 0.000, 0.310, 0.360, 0.390, 0.410, 0.440, 0.460),  # 2 a day
        (0.000, 0.000, 0.210, 0.280, 0.335, 0.380, 0.410, 0.440, 0.480),  # 8 a day
        (0.000, 0.000, 0.220, 0.270, 0.320, 0.360, 0.400, 0.420, 0.460),  # 30 a day
        (0.000, 0.000, 0.230, 0.295, 0.345, 0.375, 0.405, 0.440, 0.460),  # 120 a day
        (0.000, 0.000, 0.230, 0.290, 0.340, 0.375, 0.395, 0.420, 0.440),  # 500 a day
        (0.000, 0.000, 0.210, 0.270, 0.320, 0.355, 0.385, 0.400, 0.440),  # 2000 a day
        (0.000, 0.000, 0.190, 0.260, 0.300, 0.350, 0.370, 0.395, 0.440),  # 10000 a day
        (0.000, 0.000, 0.190, 0.250, 0.300, 0.345, 0.375, 0.395, 0.440),  # 100000 a day
    ),
    (288, False): (
        (0.000, 0.000, 0.000, 0.000, 0.000, 0.000, 0.380, 0.400, 0.405),  # 0.1 a day
        (0.000, 0.000, 0.000, 0.000, 0.340, 0.395, 0.415, 0.480, 0.600),  # 0.5 a day
        (0.000, 0.000, 0.200, 0.365, 0.390, 0.420, 0.480, 0.540, 0.650),  # 2 a day
        (0.000, 0.200, 0.305, 0.375, 0.400, 0.440, 0.480, 0.500, 0.600),  # 8 a day
        (0.000, 0.200, 0.280, 0.345, 0.385, 0.410, 0.440, 0.480, 0.700),  # 30 a day
        (0.000, 0.230, 0.310, 0.365, 0.390, 0.410, 0.440, 0.500, 0.560),  # 120 a day
        (0.000, 0.230, 0.310, 0.370, 0.390, 0.405, 0.460, 0.500, 0.750),  # 500 a day
        (0.000, 0.240, 0.300, 0.355, 0.385, 0.415, 0.460, 0.500, 0.700),  # 2000 a day
        (0.000, 0.230, 0.295, 0.350, 0.395, 0.420, 0.500, 0.650, 1.000),  # 10000 a day
        (0.000, 0.220, 0.285, 0.340, 0.385, 0.460, 0.580, 0.750, 0.900),  # 100000 a day
    ),
    (288, True): (
        (0.000, 0.000, 0.000, 0.000, 0.000, 0.000, 0.350, 0.380, 0.405),  # 0.1 a day
        (0.000, 0.000, 0.000, 0.000, 0.270, 0.375, 0.395, 0.440, 0.560),  # 0.5 a day
        (0.000, 0.000, 0.000, 0.270, 0.340, 0.380, 0.410, 0.480, 0.540),  # 2 a day
        (0.000, 0.000, 0.210, 0.280, 0.325, 0.360, 0.380, 0.395, 0.440),  # 8 a day
        (0.000, 0.000, 0.210, 0.270, 0.310, 0.350, 0.385, 0.405, 0.440),  # 30 a day
        (0.000, 0.000, 0.230, 0.285, 0.340, 0.375, 0.395, 0.405, 0.440),  # 120 a day
        (0.000, 0.000, 0.220, 0.270, 0.320, 0.360, 0.380, 0.400, 0.420),  # 500 a day
        (0.000, 0.000, 0.210, 0.260, 0.305, 0.350, 0.370, 0.385, 0.415),  # 2000 a day
        (0.000, 0.000, 0.190, 0.240, 0.280, 0.320, 0.355, 0.375, 0.480),  # 10000 a day
        (0.000, 0.000, 0.200, 0.250, 0.280, 0.315, 0.345, 0.365, 0.395),  # 100000 a day
    ),
    (1440, False): (
        (0.000, 0.000, 0.000, 0.000, 0.000, 0.395, 1.000, 1.000, 1.000),  # 0.1 a day
        (0.000, 0.000, 0.000, 0.295, 0.390, 0.440, 1.000, 1.000, 1.000),  # 0.5 a day
        (0.000, 0.000, 0.305, 0.380, 0.440, 0.600, 1.000, 1.000, 1.000),  # 2 a day
        (0.000, 0.315, 0.385, 0.440, 0.560, 0.700, 1.000, 1.000, 1.000),  # 8 a day
        (0.000, 0.250, 0.305, 0.365, 0.395, 0.480, 1.000, 1.000, 1.000),  # 30 a day
        (0.000, 0.230, 0.300, 0.355, 0.405, 0.410, 1.000, 1.000, 1.000),  # 120 a day
        (0.000, 0.240, 0.335, 0.370, 0.440, 0.580, 1.000, 1.000, 1.000),  # 500 a day
        (0.000, 0.230, 0.310, 0.365, 0.460, 0.560, 1.000, 1.000, 1.000),  # 2000 a day
        (0.000, 0.220, 0.270, 0.365, 0.540, 0.750, 1.000, 1.000, 1.000),  # 10000 a day
        (0.000, 0.210, 0.285, 0.395, 0.520, 0.800, 1.000, 1.000, 1.000),  # 100000 a day
    ),
    (1440, True): (
        (0.000, 0.000, 0.000, 0.000, 0.000, 0.335, 0.420, 1.000, 1.000),  # 0.1 a day
        (0.000, 0.000, 0.000, 0.000, 0.305, 0.390, 0.460, 1.000, 1.000),  # 0.5 a day
        (0.000, 0.000, 0.180, 0.325, 0.370, 0.460, 0.600, 1.000, 1.000),  # 2 a day
        (0.000, 0.270, 0.350, 0.405, 0.460, 0.520, 0.560, 1.000, 1.000),  # 8 a day
        (0.000, 0.200, 0.260, 0.295, 0.345, 0.375, 0.480, 1.000, 1.000),  # 30 a day
        (0.000, 0.190, 0.250, 0.295, 0.320, 0.405, 0.460, 1.000, 1.000),  # 120 a day
        (0.000, 0.220, 0.270, 0.325, 0.365, 0.460, 0.560, 1.000, 1.000),  # 500 a day
        (0.000, 0.220, 0.280, 0.350, 0.415, 0.520, 0.540, 1.000, 1.000),  # 2000 a day
        (0.000, 0.000, 0.200, 0.270, 0.340, 0.415, 0.650, 1.000, 1.000),  # 10000 a day
        (0.000, 0.000, 0.200, 0.240, 0.300, 0.360, 0.540, 1.000, 1.000),  # 100000 a day
    ),
}


def alarm_rate(score: ArrayLike, *, level: ArrayLike, bins_per_day: int, age_days: float | None = None) -> Floats:
    """Expected new alarms per 30.4 quiet days with the bar at `score`; `level` is the usual mean count per bin.

    `age_days`: for how long the stream has been heard; not known: the larger rate of its beginning.
    """
    scores, levels = np.broadcast_arrays(np.asarray(score, dtype=float), np.asarray(level, dtype=float))
    flat = scores.ravel()
    below, above = _neighbours(np.nan_to_num(levels.ravel()) * bins_per_day)
    logs = np.full(flat.shape, -np.inf)
    for rows in _tables(bins_per_day, age_days):
        table = np.array([np.interp(flat, row, np.log(RATES)) for row in rows])
        column = np.arange(flat.size)
        logs = np.maximum(logs, np.maximum(table[below, column], table[above, column]))
    rates: Floats = np.where(np.isnan(levels), np.nan, np.exp(logs).reshape(scores.shape))
    return rates


def default_alarm(level: float, *, bins_per_day: int, per_month: float = 1.0, age_days: float | None = None) -> float:
    """The smallest score that as a bar alarms at most `per_month` in 30.4 days on quiet counts of this mean per bin.

    1 (never) where the simulation is too short to know one.
    """
    below, above = _neighbours(np.array([level * bins_per_day]))
    known = [i for i, rate in enumerate(RATES) if rate <= per_month]
    if not known:
        return 1.0
    tables = _tables(bins_per_day, age_days)
    return max(rows[i][known[0]] for rows in tables for i in (below.item(), above.item()))


def return_days(
    score: ArrayLike,
    *,
    level: ArrayLike,
    bins_per_day: int,
    age_days: float | None = None,
    history_days: float = float("inf"),
) -> Floats:
    """Days between such alarms on quiet counts: "once in four months". Never longer than `history_days`."""
    rate = alarm_rate(score, level=level, bins_per_day=bins_per_day, age_days=age_days)
    return np.minimum(DAYS_PER_MONTH / rate, history_days)


def settled_days(bins_per_day: int) -> int:
    """From when on a stream counts as settled: its tails are learnt, and alarms are rarer than in its beginning."""
    return 30 if bins_per_day >= 24 else 120


def _tables(bins_per_day: int, age_days: float | None) -> list[tuple[tuple[float, ...], ...]]:
    """The tables of the simulated widths on both sides of `bins_per_day`."""
    if bins_per_day < 1:
        raise ValueError("bins of more than a day are not scored")
    settled = age_days is not None and age_days >= settled_days(bins_per_day)
    finer = [w for w in WIDTHS if w >= bins_per_day] or [WIDTHS[-1]]
    coarser = [w for w in WIDTHS if w <= bins_per_day] or [WIDTHS[0]]
    return [_SCORES[w, settled] for w in sorted({finer[0], coarser[-1]})]


def _neighbours(per_day: Floats) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Indices of the simulated levels below and above, the edge beyond it."""
    above = np.searchsorted(LEVELS_PER_DAY, per_day)
    top = len(LEVELS_PER_DAY) - 1
    return np.clip(above - 1, 0, top), np.clip(above, 0, top)
