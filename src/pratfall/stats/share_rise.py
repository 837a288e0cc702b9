"""Is a share higher than before, when what people say in one quarrel resembles itself?

Comments under one post agree with each other more than chance (intraclass correlation rho): every post has a share of
its own, Beta distributed around the usual share q. Whether x of n under one more post are too many says

    p = P(X >= x),   X ~ BetaBinomial(n, q (1 - rho) / rho, (1 - q)(1 - rho) / rho)

with the upper 90 % limit of q (Wilson) from the comments before, which are worth n' = n / (1 + (c - 1) rho) in clusters
of c (Kish). Sums of estimated probabilities may be given as counts.

rho of an account's own posts is known from its history: analysis of variance of N comments under k posts, n0 a post,

    rho <= (MSB (k - 1) / chi2_{0.05}(k - 1) - MSW) / (n0 p (1 - p))            upper 95 % limit

with p (1 - p), the variance of yes and no, as the measure also where probabilities are given, which scatter less.

Where the history is too short rho is taken as 0.10: measured on 14,640 labelled tweets to six airlines, negative or
not, by hour within an airline: 0.04 to 0.11; by day 0.01 to 0.05.
Example: 60 of 80 after 40 of 200 before (clusters of 5), rho 0.10: q <= 0.25, p = 0.0014.
Limits: a storm is taken to be as alike within as the account's usual posts are; rho is never taken below 0.01. Errs on
the side of chance: both limits are used at once.
Source: Skellam 1948 (beta-binomial); Kish 1965; Donner, Birkett & Buck 1981; limit of a variance component: Searle
1971, 9.6.
"""

from __future__ import annotations

from math import floor

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betaln, gammaincinv

from .shares import wilson

ALIKE = 0.10
LEAST_ALIKE = 0.01
FEWEST_POSTS = 10  # with two comments or more, to know how alike comments under one post are
FEWEST_COMMENTS = 60
USUAL_LEVEL = 0.80  # of the two-sided interval whose upper end is the one-sided 90 % limit


def effective(n: float, *, cluster: float, alike: float = ALIKE) -> float:
    """What n answers are worth that come in clusters of `cluster`, alike within one."""
    return n / (1.0 + (min(cluster, n) - 1.0) * alike) if n > 1 else n


def share_rise(
    now: float, n_now: float, before: float, n_before: float, *, cluster: float = 1.0, alike: float = ALIKE
) -> float:
    """One-sided p-value of `now` of `n_now` after `before` of `n_before`; 1 where a side is empty."""
    if not (0 <= now <= n_now and 0 <= before <= n_before):
        raise ValueError(f"{now} of {n_now} after {before} of {n_before}")
    if n_now < 1 or n_before < 1:
        return 1.0
    alike = min(max(alike, LEAST_ALIKE), 0.99)
    base = max(floor(effective(n_before, cluster=max(cluster, 1.0), alike=alike)), 1)
    usual = min(wilson(min(round(before / n_before * base), base), base, level=USUAL_LEVEL)[1], 1.0 - 1e-9)
    spread = (1.0 - alike) / alike
    return _tail(floor(now + 1e-9), floor(n_now), usual * spread, (1.0 - usual) * spread)


def _tail(least: int, n: int, a: float, b: float) -> float:
    """P(X >= least) of a beta-binomial; scipy.stats has it too, and takes a second to load."""
    x = np.arange(least, n + 1)
    logs = betaln(x + a, n - x + b) - betaln(a, b) - betaln(n - x + 1, x + 1) - np.log(n + 1)
    return min(float(np.exp(logs).sum()), 1.0)


def likeness(values: ArrayLike, groups: ArrayLike) -> float:
    """Upper 95 % limit of the intraclass correlation of `values` (n,) in `groups` (n,); 0.10 where n is too small."""
    y, place = np.asarray(values, dtype=float), np.unique(np.asarray(groups), return_inverse=True)[1]
    sizes = np.bincount(place) if len(y) else np.zeros(0)
    keep = sizes[place] >= 2 if len(y) else np.zeros(0, dtype=bool)
    y, place = y[keep], np.unique(place[keep], return_inverse=True)[1]
    n, k = len(y), len(np.unique(place))
    if k < FEWEST_POSTS or n < FEWEST_COMMENTS:
        return ALIKE
    sizes = np.bincount(place).astype(float)
    means = np.bincount(place, weights=y) / sizes
    between = float((sizes * (means - y.mean()) ** 2).sum()) / (k - 1)
    within = float(((y - means[place]) ** 2).sum()) / (n - k)
    usual_size = (n - float((sizes**2).sum()) / n) / (k - 1)
    yes = float(y.mean())
    if not 0.0 < yes < 1.0:
        return ALIKE
    highest = between * (k - 1) / (2.0 * float(gammaincinv((k - 1) / 2.0, 0.05)))
    return min(max((highest - within) / (usual_size * yes * (1.0 - yes)), LEAST_ALIKE), 1.0)
