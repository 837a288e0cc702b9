"""Wilson's interval for a share.

    centre = (x + z^2/2) / (n + z^2),   half width = z/(n + z^2) * sqrt( x (n - x)/n + z^2/4 ).

Covers close to its level on average for every n, also at x = 0 and x = n, where the textbook interval collapses.
Example: 3 of 10 at 95 % is 0.108 to 0.603.
Limits: independent trials. Replies of one quarrel are not ten questions.
Source: Wilson 1927; Brown, Cai & DasGupta 2001.
"""

from __future__ import annotations

from math import sqrt

from scipy.special import ndtri


def wilson(successes: int, trials: int, *, level: float = 0.95) -> tuple[float, float]:
    """Lower and upper end, both in 0..1. `trials` 0 says nothing: (0, 1)."""
    if not 0 <= successes <= trials:
        raise ValueError(f"{successes} successes of {trials} trials")
    if trials == 0:
        return 0.0, 1.0
    z = float(ndtri(0.5 + level / 2.0))
    centre = (successes + z * z / 2.0) / (trials + z * z)
    half = z / (trials + z * z) * sqrt(successes * (trials - successes) / trials + z * z / 4.0)
    # At the ends the formula is exact up to rounding; the share itself must stay inside.
    low = 0.0 if successes == 0 else max(0.0, centre - half)
    high = 1.0 if successes == trials else min(1.0, centre + half)
    return low, high
