"""A sum of money that came in as few gifts of different sizes: between what ends does its expectation lie?

Events (gifts, or all gifts of a week as one) come by chance and bring x_i; with y = sum x_i and v = sum x_i^2,

    low  = v / (2 y) chi2^-1(a/2; 2 y^2 / v)
    high = (v + w^2) / (2 (y + w)) chi2^-1(1 - a/2; 2 (y + w)^2 / (v + w^2)),    w: the largest event thought possible

(gamma interval of Fay & Feuer 1997; for equal x_i it is Garwood's for a Poisson count). Nothing at all gives 0 to
3.7 w. `ratio` compares two such sums by the method of variance estimates recovery (Donner & Zou 2012).

Limits: events are independent, so put together what one appeal brought; a gift much larger than any seen is not in it.
"""

from __future__ import annotations

import numpy as np
from scipy.stats import chi2

from .segments import Floats

Interval = tuple[float, float, float]


def sum_interval(amounts: Floats, largest: float, level: float = 0.95) -> Interval:
    """Sum, low, high. `amounts` (k,) > 0, none for nothing; `largest`: size of an event that might have come."""
    tail = (1.0 - level) / 2.0
    y, v = float(amounts.sum()), float((amounts**2).sum())
    w = max(float(largest), float(amounts.max(initial=0.0)))
    low = v / (2 * y) * float(chi2.ppf(tail, 2 * y**2 / v)) if y > 0 else 0.0
    up_y, up_v = y + w, v + w**2
    high = up_v / (2 * up_y) * float(chi2.ppf(1 - tail, 2 * up_y**2 / up_v)) if up_y > 0 else 0.0
    return y, low, float(max(high, y))


def ratio(one: Interval, other: Interval) -> Interval:
    """one / other with its interval; the high end is infinite where `other` may be next to nothing."""
    (a, al, ah), (b, bl, bh) = one, other
    if b <= 0:
        return (np.inf if a > 0 else 1.0), (al / bh if bh > 0 else 0.0), np.inf
    low = _end(a, b, a - al, bh - b, -1)
    high = _end(a, b, ah - a, b - bl, 1)
    return a / b, min(low, a / b), max(high, a / b)


def _end(a: float, b: float, of_a: float, of_b: float, side: int) -> float:
    """Solves (a - r b)^2 = of_a^2 + r^2 of_b^2 for r on one side of a / b."""
    square = b**2 - of_b**2
    root = np.sqrt(max((a * b) ** 2 - (a**2 - of_a**2) * square, 0.0))
    if square <= 0 and side > 0:
        return float(np.inf)
    return max(float((a * b + side * root) / square), 0.0) if square > 0 else 0.0
