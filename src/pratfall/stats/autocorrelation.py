"""How much less a history says because neighbouring values resemble each other.

With lag-one correlation r, a mean over k values has the variance of a mean over k (1 - r)/(1 + r)
independent ones, so a contrast is divided by sqrt((1 + r)/(1 - r)).

r is estimated on what is left after the suspected change has been taken out (otherwise the change
itself would look like autocorrelation and hide), with the small-sample bias (about -1/n per fitted
mean) put back. One short history measures r badly (error about 1/sqrt(n)), and paying for the noise would
hide real falls; so each r is drawn towards the mean of all histories by the share of the spread between
them that is only noise (empirical Bayes):

    r_i' = mean + t2 / (t2 + 1/n_i) (r_i - mean),   t2 = variance of the r_i beyond 1/n_i, at least 0.

Only r' > 0 is used: negative correlation would make verdicts bolder.

Limits: AR(1) only; slow drift beyond lag one is a real change and is reported as one.
Source: Bartlett 1946; Kendall, Time Series, 1973.
"""

from __future__ import annotations

import numpy as np

from .segments import Floats, Segments

LARGEST = 0.8


def lag_one(residuals: Floats, segments: Segments, fitted: int) -> Floats:
    """(s,) lag-one correlation inside each history after `fitted` means were taken out."""
    together = np.zeros(len(residuals))
    together[1:] = residuals[1:] * residuals[:-1]
    together[segments.start[segments.length > 0]] = 0.0  # never across two histories
    power = segments.total(residuals**2)
    raw = segments.total(together) / np.where(power > 0, power, 1.0)
    n = np.maximum(segments.length, 1)
    return np.asarray(raw + fitted / n)


def shrunk(correlation: Floats, segments: Segments) -> Floats:
    """(s,) each correlation drawn towards the mean of all by how badly it is measured; 0 to 0.8."""
    n = np.maximum(segments.length, 1).astype(float)
    weight = np.where(segments.length > 2, n, 0.0)
    if weight.sum() == 0:
        return np.zeros(len(n))
    mean = (weight * correlation).sum() / weight.sum()
    spread = (weight * (correlation - mean) ** 2).sum() / weight.sum()
    beyond = max(spread - (weight / n).sum() / weight.sum(), 0.0)
    return np.asarray(np.clip(mean + beyond / (beyond + 1.0 / n) * (correlation - mean), 0.0, LARGEST))


def inflation(correlation: Floats) -> Floats:
    """Factor on the standard error of a contrast, 1 or more."""
    return np.sqrt((1.0 + correlation) / (1.0 - correlation))
