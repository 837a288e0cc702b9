"""Exact interval for the rate of rare events: how many per week, given how many were counted.

    low = chi2(a/2, 2x) / 2t,   high = chi2(1 - a/2, 2x + 2) / 2t      for x events in exposure t.

Covers at least at its level for every true rate, and is therefore wide for few events: 4 posts in 12 weeks are
0.09 to 0.85 a week at 95 %.
Limits: events at a steady rate, independent of each other. Posts in bursts vary more than this allows for.
Source: Garwood 1936.
"""

from __future__ import annotations

from scipy.special import gammaincinv


def garwood(events: int, exposure: float, *, level: float = 0.95) -> tuple[float, float]:
    """Lower and upper end in events per unit of `exposure`, which must be positive."""
    if events < 0 or not exposure > 0:
        raise ValueError(f"{events} events in an exposure of {exposure}")
    tail = (1.0 - level) / 2.0
    low = 0.0 if events == 0 else float(gammaincinv(events, tail))
    high = float(gammaincinv(events + 1, 1.0 - tail))
    return low / exposure, high / exposure
