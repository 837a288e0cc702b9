"""The normal quantile that is as rare as a contrast of n permuted normal scores.

A standardised contrast Z of n values is sqrt(n - 1) times a correlation r between values and weights, so that it
cannot exceed sqrt(n - 1), and the change that is looked for also inflates the variance it is divided by. For normal
values under permutation

    t = r sqrt( (n - 2) / (1 - r^2) )   has Student's t distribution with n - 2 degrees of freedom,

and z is the normal quantile of its tail. Example: n = 100, Z = 3.5 is r = 0.352, t = 3.72, as rare as z = 3.59.

Limits: exact for normal values, close for normal scores without many ties (`skewed_tail` sees to those); the
yearly rates of `shiryaev_roberts` stay upper bounds with it (docs/verdicts.md).
Source: Pitman 1937; Kendall & Stuart, vol. 2, 31.19.
"""

from __future__ import annotations

import numpy as np
from scipy.special import ndtri, stdtr

from .segments import Floats

CLOSEST = 1.0 - 1e-9  # |r| = 1 would be an infinite t


def permutation_normal(z: Floats, n: Floats) -> Floats:
    """Elementwise, sign kept; NaN stays NaN. `n` values in each history, 4 or more where z is not NaN."""
    n = np.maximum(n, 4.0)
    r = np.clip(z / np.sqrt(n - 1.0), -CLOSEST, CLOSEST)
    t = r * np.sqrt((n - 2.0) / (1.0 - r**2))
    return np.asarray(-np.sign(t) * ndtri(stdtr(n - 2.0, -np.abs(t))))
