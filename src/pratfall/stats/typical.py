"""The typical value of a few skewed numbers: their median with an interval that assumes no shape.

For n independent values with order statistics x_(1) <= ... <= x_(n), and B ~ Binomial(n, 1/2),

    P( x_(k) <= median <= x_(n+1-k) ) >= 1 - 2 P(B <= k - 1)

so the largest k with 2 P(B <= k - 1) <= 1 - level gives an interval of at least `level`. Ties make it
wider, never narrower. Below `minimum(level)` values even the extremes do not reach the level (6 for 95 %).
Source: Thompson 1936, Annals of Mathematical Statistics 7(3); David & Nagaraja, Order Statistics, 7.1.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from scipy.special import bdtr


def minimum(level: float) -> int:
    """Fewest values for an interval at `level`: 2 (1/2)^n <= 1 - level."""
    return math.ceil(1 - math.log2(1 - level))


def median_interval(values: NDArray[np.float64], level: float) -> tuple[float, float, float]:
    """(median, low, high) of values (n,) without NaN; n must reach `minimum(level)`."""
    n = len(values)
    if n < minimum(level):
        raise ValueError(f"{n} values cannot carry a {level:.0%} interval; {minimum(level)} can")
    ordered = np.sort(values)
    # bdtr(k - 1, n, 1/2) = P(B <= k - 1) for every possible k at once
    k = int(np.flatnonzero(2 * bdtr(np.arange(n // 2), n, 0.5) <= 1 - level)[-1]) + 1
    return float(np.median(ordered)), float(ordered[k - 1]), float(ordered[n - k])
