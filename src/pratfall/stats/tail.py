"""How rare is a value beyond most of its own history? A power-law tail, with its own uncertainty inside.

Logs x_1..x_n; u the (k+1)-th largest with k = n/5, d the sum of the k excesses over u. For x beyond the history

    P(next value >= x) = (k + 1)/(n + 1) * ( 1 + (x - u) / d )^(-k),

inside it the plain rank (1 + #{x_i >= x}) / (n + 1), the conformal p-value.

Excesses of logs are taken as exponential, i.e. the values themselves as a power law: heavier than the
log-normal, so the answer errs on the side of chance. The bracket is the predictive price of having estimated the
scale from k values; for k to infinity it becomes exp(-(x - u)/mean excess). Excesses count for at least
`resolution`, the rounding of the data: without it a series posted every seventh day would have a tail of width 0.

Example: 77 gaps of exactly 7 days, resolution log(8/7): after 14 days P = 0.0024, after 28 days P = 0.00008.
Limits: the history must be one mode; below 15 values nothing looks rare. Serial dependence is ignored.
Source: Hill 1975 (scale); predictive distribution of exponential data: Lawless, Statistical Models and Methods for
Lifetime Data, 2003, 4.1; ranks: Vovk, Gammerman & Shafer 2005.
"""

from __future__ import annotations

import numpy as np

from .segments import Floats

PART = 5  # one in five values makes the tail
FEWEST = 15


def tail_probability(x: float, history: Floats, *, resolution: float = 0.0) -> float:
    """P(another value of `history` (n,) on the log scale is at least `x`); 1 where n is too small."""
    n = len(history)
    if n < FEWEST:
        return 1.0
    rank = (1 + int((history >= x).sum())) / (n + 1)
    ordered = np.sort(history)
    k = n // PART
    u = float(ordered[n - k - 1])
    total = float(np.maximum(ordered[n - k :] - u, resolution).sum())
    if x <= ordered[-1] or total <= 0.0:
        return rank
    return float(min(rank, (k + 1) / (n + 1) * (1.0 + (x - u) / total) ** (-k)))
