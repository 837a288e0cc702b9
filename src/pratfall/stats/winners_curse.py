"""How much of an effect is owed to its having been selected for its size?

A z-score is only looked at because it passed a bar c. Given that, it is distributed as a normal around the true m, cut
off at c, and m is estimated from

    P( Z > z | Z > c; m ) = Phi(m - z) / Phi(m - c) = a,     a = 0.5: median-unbiased;   a = 0.025, 0.975: interval

The part of the effect that is the winner's luck is (z - m) / z: large just above the bar, nothing far above it.

Example: bar 2.5, seen 3.0: m is 1.9 (-4.5 to 4.8), so a third of it is luck; seen 6.0: m is 6.0.
Limits: one bar, known; an effect selected twice is shrunk once. A z below its bar was not selected: c = -inf.
Sources: Zhong & Prentice 2008 (Biostatistics 9); Efron 2011 for the same from many effects.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq
from scipy.special import log_ndtr

FARTHEST = 40.0  # standard errors from z within which the true value is looked for


@dataclass(frozen=True)
class Corrected:
    """The true z-score: median-unbiased `value`, and its interval at the level asked for."""

    value: float
    low: float
    high: float


def corrected(z: float, bar: float, *, level: float = 0.95) -> Corrected:
    """`z` >= `bar`; a `bar` of -inf leaves `z` as it is."""
    if z < bar:
        raise ValueError(f"a score of {z} did not pass the bar of {bar}")
    tail = (1.0 - level) / 2.0
    low, value, high = (_where(z, bar, share) for share in (tail, 0.5, 1.0 - tail))
    return Corrected(value, low, high)


def _where(z: float, bar: float, share: float) -> float:
    """The true value under which a selected score exceeds `z` in this share of cases."""

    def excess(m: float) -> float:
        passed = float(log_ndtr(m - bar)) if np.isfinite(bar) else 0.0
        return float(log_ndtr(m - z)) - passed - float(np.log(share))

    if excess(z - FARTHEST) > 0.0:  # so close to the bar that nothing bounds it from below
        return z - FARTHEST
    return float(brentq(excess, z - FARTHEST, z + FARTHEST))
