"""When did the level change? The split that fits best, and all splits that fit nearly as well.

For every split of a history into n - k before and k after,

    Z_k = (sum of the newest k scores) sqrt( n / (k (n - k)) ),

and the onset is where +-Z_k is largest. Splits with Z_k^2 >= max Z^2 - 7.35 make the 95 % range
(the likelihood-ratio set; 7.35 = -2 log(1 - sqrt(0.95)) is the quantile of a two-sided random walk with drift).

Example: with a halving at log spread 1.0 the range is about 15 posts to each side.
Limits: assumes one change; of a slow decline it names the middle. Too narrow by a little for small shifts.
Source: Yao 1987; Hansen 2000, table 1 (7.35).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .segments import Floats

FEWEST_SIDE = 8
LIKELIHOOD_DROP = 7.35


@dataclass(frozen=True)
class Onset:
    """Index of the first value after the change, the earliest and latest that fit nearly as well, and max +-Z."""

    first: int
    earliest: int
    latest: int
    z: float


def onset(scores: Floats, *, down: bool) -> Onset:
    """`scores` (n,), n >= 16, standardised."""
    n = len(scores)
    after = np.arange(FEWEST_SIDE, n - FEWEST_SIDE + 1)
    sums = np.cumsum(scores[::-1])[after - 1]
    z = (-sums if down else sums) * np.sqrt(n / (after * (n - after)))
    best = int(np.argmax(z))
    near = np.flatnonzero((z > 0) & (z**2 >= z[best] ** 2 - LIKELIHOOD_DROP)) if z[best] > 0 else np.array([best])
    return Onset(n - int(after[best]), n - int(after[near[-1]]), n - int(after[near[0]]), float(z[best]))
