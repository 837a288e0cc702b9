"""Hodges-Lehmann shift: how far one sample lies above another, with an interval that assumes no shape.

    shift = median of all y_j - x_i;  the interval's ends are the C-th smallest and largest difference,
    C = m n / 2 - z sqrt( m n (m + n + 1) / 12 )      (the inversion of the rank-sum test).

On logs exp(shift) is the ratio of a typical new post to a typical old one. 29 % of outliers cannot move
it arbitrarily; the mean of counts can be moved by one post.

Limits: the two samples are taken to differ by a shift only; ties make the interval a little wide.
Neighbours that resemble each other are paid for by `widen` (see `autocorrelation`).
Source: Hodges & Lehmann 1963; Lehmann, Nonparametrics, 1975, ch. 2.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from .segments import Floats


@dataclass(frozen=True)
class Shift:
    value: float
    low: float
    high: float


def shift(before: Floats, after: Floats, *, level: float, widen: float = 1.0) -> Shift | None:
    """Interval at `level` (0..1), or None when the samples are too small for that level."""
    m, n = len(before), len(after)
    spread = widen * np.sqrt(m * n * (m + n + 1) / 12.0)
    cut = int(np.floor(m * n / 2.0 - ndtri(0.5 + level / 2.0) * spread))
    if m == 0 or n == 0 or cut < 1:
        return None
    differences = np.subtract.outer(after, before).ravel()
    differences.partition([cut - 1, len(differences) - cut])
    low, high = differences[cut - 1], differences[len(differences) - cut]
    return Shift(float(np.median(differences)), float(low), float(high))
