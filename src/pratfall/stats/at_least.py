"""How often are at least k of n things unusual by chance, when neighbours resemble each other?

Independent ones: P(X >= k) for X ~ Binomial(n, p), which is the regularised incomplete beta function I_p(k, n - k + 1).
Where neighbours resemble each other so that n of them say as much as n / d, k and n are divided by d; the beta function
carries the tail between whole numbers:

    P = I_p( k/d, (n - k)/d + 1 ),        d >= 1 the design effect: (1 + r)/(1 - r) for lag-one correlation r.

Example: 6 of 7 with p = 0.15: 0.00007; with d = 2: 0.007.
Limits: p is taken as known. Where ones differ in p, their mean gives a tail that is too heavy rather than too light.
Sources: Kish 1965 (design effect); Hoeffding 1956 (means of unequal p); Korn & Graubard 1998 (the same in intervals).
"""

from __future__ import annotations

from scipy.special import betainc


def at_least(k: int, n: int, share: float, *, effect: float = 1.0) -> float:
    """Chance of `k` or more of `n`, each with probability `share`."""
    if not 0 <= k <= n:
        raise ValueError(f"{k} of {n}")
    return 1.0 if k == 0 else float(betainc(k / effect, (n - k) / effect + 1.0, share))
