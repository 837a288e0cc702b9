"""An interval that may be looked at whenever one likes, for ever: no end was agreed.

The asymptotic confidence sequence of Robbins' normal mixture. With n units in all, s^2 = n se^2 their variance, and r
the tuning of a mixture of effects N(0, r^2 s^2):

    estimate +- s sqrt(2 (n r^2 + 1) / (n^2 r^2) x log(sqrt(n r^2 + 1) / (1 - level)))

    r^2 = (-2 log a + log(1 - 2 log a)) / n*,  a = 1 - level: narrowest at n* units

It holds the truth at all looks together, as n grows; few units are paid for by reading its width as a multiple of the
standard error with Student's t of the same rarity. It is a third wider than `agreed_end` where both may be used.

Limits: asymptotic; nothing is said before FEWEST units an arm; units are independent.
Source: Robbins 1970; Waudby-Smith, Arbour, Sinha, Kennedy & Ramdas 2021 (asymptotic confidence sequences, 2.2).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .agreed_end import FEWEST
from .post_means import Difference, as_normal, as_student

Floats = NDArray[np.float64]
NARROWEST_AT = 60.0  # n*, units of both arms: two months of four posts a week in each


def interval(found: Difference, *, level: float = 0.95, narrowest_at: float = NARROWEST_AT) -> tuple[Floats, Floats]:
    """Both ends; infinite where too little is known."""
    a = 1.0 - level
    r2, n = _mixture(a, narrowest_at), found.n
    with np.errstate(invalid="ignore", divide="ignore"):
        z = np.sqrt(2.0 * (n * r2 + 1.0) / (n * r2) * np.log(np.sqrt(n * r2 + 1.0) / a))
        half = as_student(z, found.df) * found.se
        unknown = ~np.isfinite(half) | (found.df < FEWEST - 1)
        low = np.where(unknown, -np.inf, found.value - half)
        high = np.where(unknown, np.inf, found.value + half)
    return low, high


def p_values(found: Difference, *, narrowest_at: float = NARROWEST_AT) -> Floats:
    """At each look the smallest 1 - level whose interval leaves out no difference, the mixture tuned for 95 %."""
    spread = found.n * _mixture(0.05, narrowest_at)
    with np.errstate(invalid="ignore", divide="ignore"):
        z = as_normal(found.value / found.se, found.df)
    known = np.isfinite(z) & (found.df >= FEWEST - 1)
    z = np.where(known, z, 0.0)
    return np.where(
        known, np.minimum(np.sqrt(spread + 1.0) * np.exp(-(z**2) * spread / (2.0 * (spread + 1.0))), 1.0), 1.0
    )


def _mixture(a: float, narrowest_at: float) -> float:
    """r^2."""
    return float((-2.0 * np.log(a) + np.log1p(-2.0 * np.log(a))) / narrowest_at)
