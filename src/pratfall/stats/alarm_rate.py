"""How often do quiet counts reach this backlash score? The default alarm, and "once in four months".

    rate(s | level, width) = new alarms with the bar at s, per 30.4 days, in the worst of six quiet worlds

An alarm is new where an episode first reaches the bar, or has grown by three quarters (`backlash.backlash_alarms`).

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
RATES = (16.0, 8.0, 4.0, 2.0, 1.0, 0.5, 0.25, 0.125, 0.0625)  # per 30.4 days
LEVELS_PER_DAY = (0.1, 0.5, 2.0, 8.0, 30.0, 120.0, 500.0, 2000.0, 1e4, 1e5)
WIDTHS = (1, 4, 24, 96, 288, 1440)  # bins per day
_SCORES: Mapping[int, tuple[tuple[float, ...], ...]] = {  # per width, then level, then rate
    1: (
        (0.000, 0.000, 0.000, 0.000, 0.000, 0.000, 0.381, 0.607, 0.932),  # 0.1 a day
        (0.000, 0.000, 0.000, 0.000, 0.197, 0.366, 0.419, 0.490, 0.637),  # 0.5 a day
        (0.000, 0.000, 0.000, 0.000, 0.220, 0.322, 0.377, 0.435, 0.499),  # 2 a day
        (0.000, 0.000, 0.000, 0.000, 0.205, 0.319, 0.381, 0.425, 0.484),  # 8 a day
        (0.000, 0.000, 0.000, 0.000, 0.214, 0.347, 0.386, 0.422, 0.535),  # 30 a day
        (0.000, 0.000, 0.000, 0.190, 0.222, 0.349, 0.383, 0.405, 0.446),  # 120 a day
        (0.000, 0.000, 0.000, 0.000, 0.202, 0.325, 0.371, 0.398, 0.457),  # 500 a day
        (0.000, 0.000, 0.000, 0.000, 0.210, 0.273, 0.363, 0.402, 0.445),  # 2000 a day
        (0.000, 0.000, 0.000, 0.000, 0.211, 0.290, 0.356, 0.411, 0.454),  # 10000 a day
        (0.000, 0.000, 0.000, 0.000, 0.216, 0.333, 0.371, 0.396, 0.422),  # 100000 a day
    ),
    4: (
        (0.000, 0.000, 0.000, 0.000, 0.000, 0.000, 0.387, 0.482, 0.653),  # 0.1 a day
        (0.000, 0.000, 0.000, 0.000, 0.253, 0.377, 0.450, 0.525, 0.608),  # 0.5 a day
        (0.000, 0.000, 0.000, 0.168, 0.333, 0.379, 0.426, 0.463, 0.512),  # 2 a day
        (0.000, 0.000, 0.000, 0.253, 0.297, 0.361, 0.401, 0.437, 0.490),  # 8 a day
        (0.000, 0.000, 0.000, 0.255, 0.289, 0.354, 0.398, 0.429, 0.454),  # 30 a day
        (0.000, 0.000, 0.000, 0.242, 0.278, 0.333, 0.377, 0.414, 0.450),  # 120 a day
        (0.000, 0.000, 0.000, 0.247, 0.275, 0.313, 0.365, 0.399, 0.449),  # 500 a day
        (0.000, 0.000, 0.000, 0.252, 0.290, 0.352, 0.383, 0.414, 0.474),  # 2000 a day
        (0.000, 0.000, 0.000, 0.240, 0.273, 0.318, 0.371, 0.407, 0.467),  # 10000 a day
        (0.000, 0.000, 0.000, 0.245, 0.279, 0.336, 0.382, 0.411, 0.448),  # 100000 a day
    ),
    24: (
        (0.000, 0.000, 0.000, 0.000, 0.000, 0.000, 0.410, 0.659, 0.888),  # 0.1 a day
        (0.000, 0.000, 0.000, 0.000, 0.364, 0.428, 0.512, 0.705, 0.888),  # 0.5 a day
        (0.000, 0.000, 0.222, 0.371, 0.413, 0.463, 0.512, 0.638, 0.804),  # 2 a day
        (0.000, 0.177, 0.275, 0.341, 0.386, 0.425, 0.465, 0.520, 0.638),  # 8 a day
        (0.000, 0.193, 0.279, 0.333, 0.379, 0.413, 0.456, 0.484, 0.522),  # 30 a day
        (0.000, 0.193, 0.284, 0.341, 0.384, 0.422, 0.457, 0.483, 0.530),  # 120 a day
        (0.000, 0.184, 0.264, 0.321, 0.365, 0.396, 0.430, 0.473, 0.542),  # 500 a day
        (0.000, 0.175, 0.247, 0.304, 0.349, 0.386, 0.425, 0.474, 0.531),  # 2000 a day
        (0.000, 0.178, 0.253, 0.310, 0.353, 0.391, 0.432, 0.458, 0.518),  # 10000 a day
        (0.000, 0.179, 0.251, 0.308, 0.350, 0.385, 0.420, 0.461, 0.478),  # 100000 a day
    ),
    96: (
        (0.000, 0.000, 0.000, 0.000, 0.000, 0.000, 0.349, 0.384, 0.466),  # 0.1 a day
        (0.000, 0.000, 0.000, 0.000, 0.350, 0.382, 0.418, 0.462, 0.637),  # 0.5 a day
        (0.000, 0.000, 0.000, 0.324, 0.377, 0.402, 0.455, 0.475, 0.656),  # 2 a day
        (0.000, 0.000, 0.246, 0.316, 0.359, 0.390, 0.438, 0.473, 0.520),  # 8 a day
        (0.000, 0.172, 0.234, 0.297, 0.348, 0.385, 0.416, 0.436, 0.515),  # 30 a day
        (0.000, 0.184, 0.250, 0.320, 0.359, 0.386, 0.417, 0.446, 0.462),  # 120 a day
        (0.000, 0.187, 0.260, 0.321, 0.359, 0.385, 0.407, 0.423, 0.482),  # 500 a day
        (0.000, 0.169, 0.222, 0.293, 0.335, 0.363, 0.404, 0.428, 0.482),  # 2000 a day
        (0.000, 0.175, 0.222, 0.277, 0.321, 0.348, 0.388, 0.423, 0.449),  # 10000 a day
        (0.000, 0.000, 0.208, 0.272, 0.315, 0.356, 0.391, 0.424, 0.469),  # 100000 a day
    ),
    288: (
        (0.000, 0.000, 0.000, 0.000, 0.000, 0.000, 0.347, 0.378, 0.394),  # 0.1 a day
        (0.000, 0.000, 0.000, 0.000, 0.319, 0.370, 0.388, 0.408, 0.448),  # 0.5 a day
        (0.000, 0.000, 0.171, 0.304, 0.359, 0.393, 0.470, 0.515, 0.633),  # 2 a day
        (0.000, 0.000, 0.225, 0.301, 0.353, 0.385, 0.421, 0.496, 0.550),  # 8 a day
        (0.000, 0.170, 0.208, 0.265, 0.317, 0.351, 0.384, 0.420, 0.475),  # 30 a day
        (0.000, 0.182, 0.235, 0.296, 0.332, 0.363, 0.395, 0.429, 0.616),  # 120 a day
        (0.000, 0.185, 0.239, 0.302, 0.341, 0.369, 0.410, 0.435, 0.517),  # 500 a day
        (0.000, 0.181, 0.231, 0.285, 0.325, 0.370, 0.396, 0.436, 0.488),  # 2000 a day
        (0.000, 0.174, 0.214, 0.276, 0.313, 0.356, 0.405, 0.475, 0.556),  # 10000 a day
        (0.000, 0.176, 0.226, 0.283, 0.324, 0.365, 0.435, 0.517, 0.772),  # 100000 a day
    ),
    1440: (
        (0.000, 0.000, 0.000, 0.000, 0.000, 0.000, 0.347, 0.378, 0.394),  # 0.1 a day
        (0.000, 0.000, 0.000, 0.000, 0.319, 0.370, 0.388, 0.408, 0.448),  # 0.5 a day
        (0.000, 0.000, 0.171, 0.304, 0.359, 0.393, 0.470, 0.515, 0.633),  # 2 a day
        (0.000, 0.000, 0.225, 0.301, 0.353, 0.385, 0.421, 0.496, 0.550),  # 8 a day
        (0.000, 0.170, 0.208, 0.265, 0.317, 0.351, 0.384, 0.420, 0.475),  # 30 a day
        (0.000, 0.182, 0.235, 0.296, 0.332, 0.363, 0.395, 0.429, 0.616),  # 120 a day
        (0.000, 0.185, 0.239, 0.302, 0.341, 0.369, 0.410, 0.435, 0.517),  # 500 a day
        (0.000, 0.181, 0.231, 0.285, 0.325, 0.370, 0.396, 0.436, 0.488),  # 2000 a day
        (0.000, 0.174, 0.214, 0.276, 0.313, 0.356, 0.405, 0.475, 0.556),  # 10000 a day
        (0.000, 0.176, 0.226, 0.283, 0.324, 0.365, 0.435, 0.517, 0.772),  # 100000 a day
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
