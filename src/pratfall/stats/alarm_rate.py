"""How often do quiet counts reach this backlash score? The default alarm, and "once in four months".

    rate(s | level, width) = new alarms with score >= s per 30.4 days, in the worst of six quiet worlds

The worlds (regular, noisy hours, noisy bins, drifting, office hours, comments after own posts; all with a day and a
week) are simulated at 13 levels and 6 bin widths for 200 months each; the table holds, for every rate, the smallest
score that no world exceeds at the upper 95 % limit of the simulation. Between levels and widths the larger rate of
the neighbours is taken, between scores the logarithm of the rate is linear; beyond the table its edge.

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
RATES = (16.0, 8.0, 4.0, 2.0, 1.0, 0.5, 0.25, 0.125, 0.0625, 0.03)  # per 30.4 days
LEVELS_PER_DAY = (0.1, 0.32, 1.0, 3.2, 10.0, 32.0, 100.0, 320.0, 1e3, 3.2e3, 1e4, 3.2e4, 1e5)
WIDTHS = (1, 4, 24, 96, 288, 1440)  # bins per day
_SCORES: Mapping[int, tuple[tuple[float, ...], ...]] = {  # per width, then level, then rate
    1: (
        (0.000, 0.000, 0.000, 0.188, 0.212, 0.385, 1.000, 1.000, 1.000, 1.000),  # 0.1 a day
        (0.000, 0.000, 0.000, 0.192, 0.390, 0.985, 1.000, 1.000, 1.000, 1.000),  # 0.32 a day
        (0.000, 0.000, 0.000, 0.189, 0.215, 0.387, 0.520, 0.757, 1.000, 1.000),  # 1 a day
        (0.000, 0.000, 0.000, 0.199, 0.327, 0.404, 0.527, 0.804, 1.000, 1.000),  # 3.2 a day
        (0.000, 0.000, 0.000, 0.211, 0.252, 0.391, 0.508, 0.594, 1.000, 1.000),  # 10 a day
        (0.000, 0.000, 0.000, 0.202, 0.342, 0.401, 0.460, 0.683, 1.000, 1.000),  # 32 a day
        (0.000, 0.000, 0.000, 0.202, 0.323, 0.419, 0.571, 0.737, 1.000, 1.000),  # 100 a day
        (0.000, 0.000, 0.000, 0.200, 0.242, 0.381, 0.629, 0.854, 1.000, 1.000),  # 320 a day
        (0.000, 0.000, 0.000, 0.204, 0.259, 0.400, 0.546, 0.795, 1.000, 1.000),  # 1000 a day
        (0.000, 0.000, 0.000, 0.198, 0.314, 0.430, 0.641, 0.848, 1.000, 1.000),  # 3200 a day
        (0.000, 0.000, 0.000, 0.219, 0.340, 0.431, 0.663, 0.954, 1.000, 1.000),  # 10000 a day
        (0.000, 0.000, 0.000, 0.198, 0.236, 0.380, 0.643, 0.823, 1.000, 1.000),  # 32000 a day
        (0.000, 0.000, 0.000, 0.216, 0.360, 0.399, 0.693, 0.872, 1.000, 1.000),  # 100000 a day
    ),
    4: (
        (0.000, 0.000, 0.000, 0.354, 0.628, 1.000, 1.000, 1.000, 1.000, 1.000),  # 0.1 a day
        (0.000, 0.000, 0.000, 0.316, 0.417, 0.987, 1.000, 1.000, 1.000, 1.000),  # 0.32 a day
        (0.000, 0.000, 0.000, 0.264, 0.348, 0.406, 0.513, 0.621, 1.000, 1.000),  # 1 a day
        (0.000, 0.000, 0.245, 0.342, 0.398, 0.522, 0.997, 1.000, 1.000, 1.000),  # 3.2 a day
        (0.000, 0.000, 0.256, 0.317, 0.373, 0.408, 0.483, 0.604, 1.000, 1.000),  # 10 a day
        (0.000, 0.000, 0.000, 0.260, 0.322, 0.377, 0.443, 0.719, 1.000, 1.000),  # 32 a day
        (0.000, 0.000, 0.000, 0.266, 0.349, 0.394, 0.582, 0.694, 1.000, 1.000),  # 100 a day
        (0.000, 0.000, 0.240, 0.293, 0.356, 0.394, 0.651, 0.865, 1.000, 1.000),  # 320 a day
        (0.000, 0.000, 0.169, 0.264, 0.364, 0.400, 0.497, 0.714, 1.000, 1.000),  # 1000 a day
        (0.000, 0.000, 0.184, 0.280, 0.349, 0.409, 0.718, 0.933, 1.000, 1.000),  # 3200 a day
        (0.000, 0.000, 0.000, 0.256, 0.349, 0.392, 0.468, 0.656, 1.000, 1.000),  # 10000 a day
        (0.000, 0.000, 0.000, 0.271, 0.316, 0.386, 0.442, 0.617, 1.000, 1.000),  # 32000 a day
        (0.000, 0.000, 0.169, 0.268, 0.322, 0.392, 0.513, 0.840, 1.000, 1.000),  # 100000 a day
    ),
    24: (
        (0.000, 0.000, 0.316, 1.000, 1.000, 1.000, 1.000, 1.000, 1.000, 1.000),  # 0.1 a day
        (0.000, 0.192, 0.966, 1.000, 1.000, 1.000, 1.000, 1.000, 1.000, 1.000),  # 0.32 a day
        (0.000, 0.267, 0.340, 0.711, 1.000, 1.000, 1.000, 1.000, 1.000, 1.000),  # 1 a day
        (0.000, 0.253, 0.351, 0.482, 0.999, 1.000, 1.000, 1.000, 1.000, 1.000),  # 3.2 a day
        (0.000, 0.197, 0.291, 0.369, 0.424, 0.576, 0.793, 0.986, 1.000, 1.000),  # 10 a day
        (0.000, 0.234, 0.309, 0.365, 0.437, 0.561, 0.800, 0.931, 1.000, 1.000),  # 32 a day
        (0.000, 0.206, 0.292, 0.364, 0.451, 0.597, 0.727, 0.847, 1.000, 1.000),  # 100 a day
        (0.000, 0.192, 0.287, 0.356, 0.445, 0.637, 0.856, 0.912, 1.000, 1.000),  # 320 a day
        (0.000, 0.191, 0.281, 0.355, 0.439, 0.699, 0.814, 0.866, 1.000, 1.000),  # 1000 a day
        (0.000, 0.190, 0.284, 0.364, 0.464, 0.752, 0.884, 0.974, 1.000, 1.000),  # 3200 a day
        (0.000, 0.188, 0.279, 0.353, 0.505, 0.739, 0.912, 0.974, 1.000, 1.000),  # 10000 a day
        (0.000, 0.181, 0.270, 0.359, 0.468, 0.754, 0.877, 0.991, 1.000, 1.000),  # 32000 a day
        (0.000, 0.199, 0.290, 0.364, 0.467, 0.757, 0.914, 0.988, 1.000, 1.000),  # 100000 a day
    ),
    96: (
        (0.000, 0.274, 0.274, 1.000, 1.000, 1.000, 1.000, 1.000, 1.000, 1.000),  # 0.1 a day
        (0.000, 0.284, 0.994, 1.000, 1.000, 1.000, 1.000, 1.000, 1.000, 1.000),  # 0.32 a day
        (0.000, 0.273, 0.334, 0.773, 1.000, 1.000, 1.000, 1.000, 1.000, 1.000),  # 1 a day
        (0.000, 0.201, 0.306, 0.391, 0.529, 1.000, 1.000, 1.000, 1.000, 1.000),  # 3.2 a day
        (0.000, 0.000, 0.246, 0.326, 0.373, 0.434, 0.665, 1.000, 1.000, 1.000),  # 10 a day
        (0.000, 0.183, 0.241, 0.301, 0.353, 0.410, 0.484, 0.845, 1.000, 1.000),  # 32 a day
        (0.000, 0.199, 0.274, 0.328, 0.368, 0.422, 0.480, 0.631, 1.000, 1.000),  # 100 a day
        (0.000, 0.199, 0.266, 0.336, 0.385, 0.453, 0.544, 0.879, 1.000, 1.000),  # 320 a day
        (0.000, 0.193, 0.256, 0.327, 0.377, 0.494, 0.733, 0.884, 1.000, 1.000),  # 1000 a day
        (0.000, 0.177, 0.238, 0.313, 0.370, 0.486, 0.657, 0.763, 1.000, 1.000),  # 3200 a day
        (0.000, 0.168, 0.222, 0.290, 0.367, 0.483, 0.660, 0.853, 1.000, 1.000),  # 10000 a day
        (0.000, 0.170, 0.225, 0.308, 0.361, 0.491, 0.716, 0.897, 1.000, 1.000),  # 32000 a day
        (0.000, 0.175, 0.234, 0.305, 0.391, 0.614, 0.852, 0.957, 1.000, 1.000),  # 100000 a day
    ),
    288: (
        (0.000, 0.274, 0.274, 1.000, 1.000, 1.000, 1.000, 1.000, 1.000, 1.000),  # 0.1 a day
        (0.000, 0.284, 0.994, 1.000, 1.000, 1.000, 1.000, 1.000, 1.000, 1.000),  # 0.32 a day
        (0.000, 0.273, 0.334, 0.773, 1.000, 1.000, 1.000, 1.000, 1.000, 1.000),  # 1 a day
        (0.000, 0.201, 0.306, 0.391, 0.529, 1.000, 1.000, 1.000, 1.000, 1.000),  # 3.2 a day
        (0.000, 0.000, 0.246, 0.326, 0.373, 0.434, 0.665, 1.000, 1.000, 1.000),  # 10 a day
        (0.000, 0.183, 0.241, 0.301, 0.353, 0.410, 0.484, 0.845, 1.000, 1.000),  # 32 a day
        (0.000, 0.199, 0.274, 0.328, 0.368, 0.422, 0.480, 0.631, 1.000, 1.000),  # 100 a day
        (0.000, 0.199, 0.266, 0.336, 0.385, 0.453, 0.544, 0.879, 1.000, 1.000),  # 320 a day
        (0.000, 0.193, 0.256, 0.327, 0.377, 0.494, 0.733, 0.884, 1.000, 1.000),  # 1000 a day
        (0.000, 0.177, 0.238, 0.313, 0.370, 0.486, 0.657, 0.763, 1.000, 1.000),  # 3200 a day
        (0.000, 0.168, 0.222, 0.290, 0.367, 0.483, 0.660, 0.853, 1.000, 1.000),  # 10000 a day
        (0.000, 0.170, 0.225, 0.308, 0.361, 0.491, 0.716, 0.897, 1.000, 1.000),  # 32000 a day
        (0.000, 0.175, 0.234, 0.305, 0.391, 0.614, 0.852, 0.957, 1.000, 1.000),  # 100000 a day
    ),
    1440: (
        (0.000, 0.274, 0.274, 1.000, 1.000, 1.000, 1.000, 1.000, 1.000, 1.000),  # 0.1 a day
        (0.000, 0.284, 0.994, 1.000, 1.000, 1.000, 1.000, 1.000, 1.000, 1.000),  # 0.32 a day
        (0.000, 0.273, 0.334, 0.773, 1.000, 1.000, 1.000, 1.000, 1.000, 1.000),  # 1 a day
        (0.000, 0.201, 0.306, 0.391, 0.529, 1.000, 1.000, 1.000, 1.000, 1.000),  # 3.2 a day
        (0.000, 0.000, 0.246, 0.326, 0.373, 0.434, 0.665, 1.000, 1.000, 1.000),  # 10 a day
        (0.000, 0.183, 0.241, 0.301, 0.353, 0.410, 0.484, 0.845, 1.000, 1.000),  # 32 a day
        (0.000, 0.199, 0.274, 0.328, 0.368, 0.422, 0.480, 0.631, 1.000, 1.000),  # 100 a day
        (0.000, 0.199, 0.266, 0.336, 0.385, 0.453, 0.544, 0.879, 1.000, 1.000),  # 320 a day
        (0.000, 0.193, 0.256, 0.327, 0.377, 0.494, 0.733, 0.884, 1.000, 1.000),  # 1000 a day
        (0.000, 0.177, 0.238, 0.313, 0.370, 0.486, 0.657, 0.763, 1.000, 1.000),  # 3200 a day
        (0.000, 0.168, 0.222, 0.290, 0.367, 0.483, 0.660, 0.853, 1.000, 1.000),  # 10000 a day
        (0.000, 0.170, 0.225, 0.308, 0.361, 0.491, 0.716, 0.897, 1.000, 1.000),  # 32000 a day
        (0.000, 0.175, 0.234, 0.305, 0.391, 0.614, 0.852, 0.957, 1.000, 1.000),  # 100000 a day
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


def default_alarm(level: float, *, bins_per_day: int) -> float:
    """The smallest score that quiet counts of this mean per bin reach at most once in 30.4 days."""
    below, above = _neighbours(np.array([level * bins_per_day]))
    once = RATES.index(1.0)
    return max(_SCORES[w][i][once] for w in _widths(bins_per_day) for i in (below.item(), above.item()))


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
