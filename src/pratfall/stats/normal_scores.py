"""Van der Waerden scores: ranks turned into what a normal sample of that size would show.

    a(R_i) = Phi^-1( R_i / (n + 1) ),   R_i = rank (mid-rank among ties),
    z_i    = (a_i - mean a) / S,         S^2 = sum (a_i - mean a)^2 / (n - 1).

Under exchangeability the scores are a random permutation of known numbers, so every contrast
sum w_i z_i with sum w = 0, sum w^2 = 1 has mean 0 and variance exactly 1, however heavy the tails
of what was ranked. Efficiency against the t-test is 1 on normal data and never less than 1 for a
shift (Chernoff & Savage 1958).

Limits: many ties (mostly zeros) leave the variance right but the scores skewed; `skewed_tail` pays
for that. A history whose values are all equal has no scores: zeros are returned.

Source: van der Waerden 1952; Hajek, Sidak & Sen, Theory of Rank Tests, 1999, ch. 3.
"""

from __future__ import annotations

import numpy as np
from scipy.special import ndtri

from .segments import Floats, Segments, order_within


def mid_ranks(values: Floats, segments: Segments) -> Floats:
    """(n,) ranks from 1 inside each history; ties share the mean of their ranks."""
    owner = segments.owner
    order = order_within(values, owner)
    ordered, whose = values[order], owner[order]
    new_run = np.ones(len(values), dtype=bool)
    new_run[1:] = (ordered[1:] != ordered[:-1]) | (whose[1:] != whose[:-1])
    first = np.flatnonzero(new_run)
    last = np.append(first[1:], len(values)) - 1
    run = np.cumsum(new_run) - 1
    place = (first + last)[run] / 2.0 - segments.start[whose] + 1.0
    ranks = np.empty(len(values))
    ranks[order] = place
    return ranks


def normal_scores(values: Floats, segments: Segments) -> Floats:
    """(n,) standardised scores of `values` (n,) inside each history; no NaN may come in."""
    n = np.repeat(segments.length, segments.length)
    raw = ndtri(mid_ranks(values, segments) / (n + 1.0))
    mean = segments.total(raw) / np.maximum(segments.length, 1)
    centred = raw - np.repeat(mean, segments.length)
    spread = np.sqrt(segments.total(centred**2) / np.maximum(segments.length - 1, 1))
    spread = np.repeat(spread, segments.length)
    # Below rounding noise nothing differs: a constant history has no evidence, not infinite evidence.
    return np.where(spread > 1e-9, centred / np.where(spread > 1e-9, spread, 1.0), 0.0)
