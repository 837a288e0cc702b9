"""An interval that may be looked at whenever one likes, where the largest number of units was agreed beforehand.

With t = units so far / units agreed, z sqrt(t) walks like Brownian motion B(t). It stays inside +-c up to t = 1 with
probability 1 - 4 F(-c) to within 4 F(-3c), F the normal distribution (reflection at both sides). So with

    c = -F^-1((1 - level) / 4)                          2.24 at 95 %

    estimate +- c / sqrt(t) x standard error

holds the truth at every look together: the O'Brien-Fleming boundary in continuous time. Early intervals are very
wide, the last one 14 % wider than one for a single look. Few units: c / sqrt(t) is read as Student's t of the same
rarity. Drift d = effect / standard error at the end; the chance that the walk has left on its side by then

    power = F(d - c) + exp(2 c d) F(-d - c)

gives the smallest effect that is found four times in five: d = 2.88 at 95 %.

Limits: nothing is said after the agreed end, nor before `FEWEST` units an arm; units are independent.
Source: O'Brien & Fleming 1979; Lan & DeMets 1983 (continuous limit); Jennison & Turnbull 1989 (repeated intervals).
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import brentq
from scipy.special import log_ndtr, ndtr, ndtri

from .post_means import Difference, as_normal, as_student

Floats = NDArray[np.float64]
POWER = 0.8
FEWEST = 5  # units of an arm


def boundary(level: float = 0.95) -> float:
    """c: how far z sqrt(t) goes by chance."""
    return float(-ndtri((1.0 - level) / 4.0))


def interval(found: Difference, fraction: ArrayLike, *, level: float = 0.95) -> tuple[Floats, Floats]:
    """Both ends at `fraction` (0 to 1) of the agreed units; infinite where too little is known."""
    t = np.asarray(fraction, dtype=float)
    with np.errstate(invalid="ignore", divide="ignore"):
        half = as_student(boundary(level) / np.sqrt(np.minimum(t, 1.0)), found.df) * found.se
        unknown = ~(t > 0.0) | ~np.isfinite(half) | (found.df < FEWEST - 1)
        low = np.where(unknown, -np.inf, found.value - half)
        high = np.where(unknown, np.inf, found.value + half)
    return low, high


def p_values(found: Difference, fraction: ArrayLike) -> Floats:
    """At each look, how often chance alone would ever go as far up to the agreed end: 4 F(-|z| sqrt(t)), at most 1."""
    with np.errstate(invalid="ignore", divide="ignore"):
        walked = np.abs(as_normal(found.value / found.se, found.df)) * np.sqrt(np.minimum(fraction, 1.0))
    known = np.isfinite(walked) & (found.df >= FEWEST - 1)
    return np.where(known, np.minimum(4.0 * ndtr(-np.where(known, walked, 0.0)), 1.0), 1.0)


def power(drift: float, *, level: float = 0.95) -> float:
    """Of finding, by the end, an effect of `drift` standard errors (of the end)."""
    c = boundary(level)
    return float(ndtr(drift - c) + np.exp(2.0 * c * drift + log_ndtr(-drift - c)))


@lru_cache(maxsize=32)
def drift_found(level: float = 0.95, wanted: float = POWER) -> float:
    """The effect, in standard errors of the end, that is found with probability `wanted`."""
    return float(brentq(lambda drift: power(drift, level=level) - wanted, 0.0, 20.0))
