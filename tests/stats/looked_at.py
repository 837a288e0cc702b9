"""Tests of two arms looked at after every pair of posts: what the intervals of the stats room are held against."""

from __future__ import annotations

import numpy as np

from pratfall.stats.post_means import Arm, Difference, difference


def differences(rng: np.random.Generator, tests: int, posts: int, *, effect: float = 0.0) -> Difference:
    """(tests, posts): skewed counts, log spread 1, the arm `effect` above the control; after each further post."""
    logs = np.log1p(np.floor(np.exp(rng.normal(3.0, 1.0, (2, tests, posts)))))
    n = np.broadcast_to(np.arange(1.0, posts + 1.0), (tests, posts))
    mean = logs.cumsum(axis=2) / n
    scatter = (logs**2).cumsum(axis=2) - n * mean**2
    with np.errstate(invalid="ignore", divide="ignore"):
        variance = np.where(n >= 2, scatter / (n * (n - 1.0)), np.nan)
    found = difference(Arm(mean[1], variance[1], n), Arm(mean[0], variance[0], n))
    return Difference(found.value + effect, found.se, found.df, found.n)


def ever_outside(low: np.ndarray, high: np.ndarray, truth: float) -> float:
    """Share of tests in which any look left the truth out."""
    return float(((low > truth) | (high < truth)).any(axis=1).mean())
