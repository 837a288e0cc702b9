"""Is one sample lower than another, and lower by more than a second pair of samples?

    p_smaller     one-sided rank sum (Mann-Whitney, normal approximation with ties)
    p_difference  ( shift of pair 1 - shift of pair 2 ) / sqrt( v1 + v2 ), shifts by Hodges-Lehmann, each
                  variance read off its 68 % interval; one-sided normal

Used to say which of several overlapping subjects a change belongs to, after it was found; not to find it.
Example: a series down by half inside an account whose other posts did not move: p_difference is small.
Limits: approximate below ten values a side.
Source: Lehmann, Nonparametrics, 1975, ch. 1 and 2.
"""

from __future__ import annotations

from math import sqrt

from scipy.special import ndtr

from .segments import Floats
from .shift import shift

ONE_SIGMA = 0.6827


def p_smaller(before: Floats, after: Floats) -> float:
    """p-value for `after` being lower than `before`."""
    # Rarely needed, and scipy.stats takes longer to load than a small review takes.
    from scipy.stats import mannwhitneyu

    return float(mannwhitneyu(after, before, alternative="less", method="asymptotic").pvalue)


def p_difference(before: Floats, after: Floats, other_before: Floats, other_after: Floats) -> float:
    """p-value for the first pair having fallen by more than the second."""
    own = shift(before, after, level=ONE_SIGMA)
    other = shift(other_before, other_after, level=ONE_SIGMA)
    if own is None or other is None:
        return 1.0
    error = sqrt((own.high - own.low) ** 2 + (other.high - other.low) ** 2) / 2.0
    # Equal values on all sides have no spread and no difference: nothing is shown.
    return float(ndtr((own.value - other.value) / error)) if error > 0 else 1.0
