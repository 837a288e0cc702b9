"""When did a slow change begin? Level first, then a straight slope: the bend that fits best.

For a bend at value c of n scores z, w_i = max(i - c, 0) less its mean, scaled to sum w^2 = 1,

    Z_c = sum w_i z_i,

and the bend is where +-Z_c is largest; c = 0 is a slope over the whole history. Compared with the best step
(`onset`) it says whether a change was slow: both are the root of twice the log likelihood ratio of one
parameter at one place.

Example: 300 values, the last 150 sliding down to -0.7 standard deviations: Z is about 4.5 at the bend, 4.2 for a step.
Limits: one bend, no way back; the slope lasts 24 values or more, since a shorter one cannot be told from a step.
Source: Hinkley 1971 (two-phase regression).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .segments import Floats

SHORTEST = 24  # values the slope lasts


@dataclass(frozen=True)
class Bend:
    """Index from which the level slides, and max +-Z."""

    first: int
    z: float


def bend(scores: Floats, *, down: bool) -> Bend | None:
    """`scores` (n,), standardised, mean 0; None for a history too short for a slope."""
    n = len(scores)
    if n < SHORTEST:
        return None
    length = np.arange(SHORTEST, n + 1).astype(float)  # values on the slope; weights 1 .. length
    # sum of j z over the newest, the newest weighing most: a running sum of running sums from the bend on
    newest = np.cumsum(scores[::-1])
    weighted = np.cumsum(newest)[SHORTEST - 1 :]
    total = length * (length + 1.0) / 2.0
    square = length * (length + 1.0) * (2.0 * length + 1.0) / 6.0 - total**2 / n
    z = (-weighted if down else weighted) / np.sqrt(square)
    best = int(np.argmax(z))
    return Bend(n - SHORTEST - best, float(z[best]))
