"""How rare is a value beyond most of its own history? A power-law tail, with its own uncertainty inside.

Logs x_1..x_n; u the 0.8 quantile, k values above it, e the mean of their excesses over u. For x > u

    P(next value > x) = (k + 1)/(n + 1) * ( 1 + (x - u) / (k e) )^(-k).

Excesses of logs are taken as exponential, i.e. the values themselves as a power law: heavier than the
log-normal, so the answer errs on the side of chance. The k in the bracket is the predictive price of having
estimated e from k values; for k to infinity it becomes exp(-(x - u)/e). Inside the history the plain rank is
used (the conformal p-value (1 + #{x_i >= x}) / (n + 1)).

Example: gaps of 1..9 days, 40 of them, then 60 days: P about 0.002.
Limits: the history must be one mode; below 15 values k < 3 and nothing looks rare. Serial dependence is ignored.
Source: Hill 1975; predictive form e.g. Zaman et al. 1991; ranks: Vovk, Gammerman & Shafer 2005.
"""

from __future__ import annotations

import numpy as np

from .segments import Floats

THRESHOLD = 0.8
FEWEST = 15


def tail_probability(x: float, history: Floats) -> float:
    """P(another value of `history` (n,) on the log scale is at least `x`); 1 where n is too small."""
    n = len(history)
    rank = (1 + int((history >= x).sum())) / (n + 1)
    if n < FEWEST:
        return 1.0
    u = float(np.quantile(history, THRESHOLD))
    excess = history[history > u] - u
    k = len(excess)
    if x <= u or k < 3 or x <= history.max():
        return rank
    return float(min(rank, (k + 1) / (n + 1) * (1.0 + (x - u) / float(excess.sum())) ** (-k)))
