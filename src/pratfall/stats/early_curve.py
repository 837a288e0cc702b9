"""Where does a count end, from its first readings? A line through logs, drawn towards the plainest rule.

x_0 = log(1 + newest reading), g_j = x_0 - log(1 + reading j before it) (how fast it grew), y = log(1 + final):

    y = x_0 + c + b_0 (x_0 - mean) + sum_j b_j (g_j - mean_j) + e

With every b = 0 this is Szabo and Huberman's rule: what grows by a constant factor. Pinto, Almeida and
Goncalves use several early readings. Here the b are ridge estimates, so that fifty finished posts give nearly the
plain rule and five thousand give the line; the strength of the ridge is the one with the smallest squared
leave-one-out error, which has a closed form: e_i / (1 - h_i), h_i the i-th diagonal of the hat matrix.
A reading that is missing counts as the average one, with an indicator beside it: missing is not zero.

Knobs: STRENGTHS, in observations (columns have variance 1). Logs: natural.
Limits: finished posts must be of the same kind and read at the same age; the line itself knows no spread (see
`local_conformal`). Leave-one-out errors are exact for the strength chosen, not for its choice.
Sources: Szabo & Huberman 2010, CACM 53(8); Pinto, Almeida & Goncalves 2013, WSDM; Hastie, Tibshirani & Friedman,
The Elements of Statistical Learning, 7.10 and 3.4.1.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
STRENGTHS = (0.1, 1.0, 3.0, 10.0, 30.0, 100.0, 300.0, 1000.0, 1e5)


@dataclass(frozen=True)
class EarlyCurve:
    """A fitted line, with what the finished posts miss it by, on the log scale.

    `left` (n,): errors of each without itself. `pairs` (n, n): row i, column j: error of j without i and j.
    """

    mean: Floats
    spread: Floats
    growth: Floats  # (k - 1,) what a missing earlier reading counts as
    factor: float  # c
    slopes: Floats
    strength: float
    left: Floats
    pairs: Floats

    def location(self, readings: Floats) -> Floats:
        """(m,) expected log(1 + final) of posts with `readings` (m, k), newest first, NaN for missing earlier ones."""
        newest = np.log1p(readings[:, 0])
        columns = (_columns(readings, self.growth) - self.mean) / self.spread
        return np.asarray(newest + self.factor + columns @ self.slopes)


def fit(readings: Floats, final: Floats, weight: Floats | None = None) -> EarlyCurve:
    """`readings` (n, k): newest first, at the same ages for all; the newest never missing. `final` (n,) counts.

    `weight` (n,): how much each finished post counts, 1 by default.
    """
    w = np.ones(len(final)) if weight is None else np.asarray(weight, dtype=float)
    growth = _mean_growth(readings, w)
    raw = _columns(readings, growth)
    mean = np.average(raw, axis=0, weights=w)
    spread = np.sqrt(np.average((raw - mean) ** 2, axis=0, weights=w))
    spread[spread < 1e-9] = 1.0  # a column that never varies is centred to nothing
    columns = (raw - mean) / spread
    beyond = np.log1p(final) - np.log1p(readings[:, 0])
    factor = float(np.average(beyond, weights=w))
    root = np.sqrt(w)
    u, s, vt = np.linalg.svd(columns * root[:, None], full_matrices=False)
    aim = (beyond - factor) * root
    hats = ((s**2 / (s**2 + strength), strength) for strength in STRENGTHS)
    share = root[:, None] * root / w.sum()  # the constant takes its part of each post too
    shrunk, strength = min(hats, key=lambda h: _squared_error(u, h[0], aim, np.diagonal(share)))
    hat = share + (u * shrunk) @ u.T
    error = aim - u @ (shrunk * (u.T @ aim))
    slopes = vt.T @ (s / (s**2 + strength) * (u.T @ aim))
    left = error / _at_least(1.0 - np.diagonal(hat)) / root
    return EarlyCurve(mean, spread, growth, factor, slopes, strength, left, _without_two(hat, error) / root)


def _squared_error(u: Floats, shrunk: Floats, aim: Floats, share: Floats) -> float:
    left = (aim - u @ (shrunk * (u.T @ aim))) / _at_least(1.0 - share - (u**2) @ shrunk)
    return float(left @ left)


def _without_two(hat: Floats, error: Floats) -> Floats:
    """(n, n) error of j by the line fitted without i and j: the 2 x 2 case of e / (1 - h)."""
    free = 1.0 - np.diagonal(hat)
    determinant = _at_least(free[:, None] * free - hat**2)
    return np.asarray((free[:, None] * error + hat * error[:, None]) / determinant)


def _at_least(free: Floats) -> Floats:
    return np.asarray(np.maximum(free, 1e-3))


def _mean_growth(readings: Floats, weight: Floats) -> Floats:
    grown = np.log1p(readings[:, :1]) - np.log1p(readings[:, 1:])
    known = np.where(np.isnan(grown), 0.0, weight[:, None])
    total = known.sum(axis=0)
    return np.asarray((np.nan_to_num(grown) * known).sum(axis=0) / np.where(total > 0, total, 1.0))


def _columns(readings: Floats, growth: Floats) -> Floats:
    """(n, 1 + 2 (k - 1)): the newest reading, growth since each earlier one, and whether that one is missing."""
    newest = np.log1p(readings[:, :1])
    grown = newest - np.log1p(readings[:, 1:])
    missing = np.isnan(grown)
    return np.concatenate([newest, np.where(missing, growth, grown), missing.astype(float)], axis=1)
