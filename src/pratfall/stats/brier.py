"""How good are chances that were foretold? Brier's score, and what it is made of.

    score = mean (p - y)^2                                                     p foretold, y = 1 where it happened
          = reliability - resolution + uncertainty                             by distinct p (Murphy 1973)
          = miscalibration - discrimination + uncertainty                      by the fitted curve (CORP, below)

`murphy` takes every distinct p for a bin: exact, but with few predictions each bin holds one or two, and reliability is
mostly luck. `corp` asks how often things happened where p was said with the rising curve that fits best (isotonic
regression, pool adjacent violators), which needs no bins: x fitted, r the share that happened over all,

    miscalibration = score(p) - score(x),  discrimination = score(r) - score(x),  uncertainty = score(r) = r (1 - r)

both never negative. Always saying the share that happens scores `uncertainty`; always saying one half scores 0.25.
Example: p = 0.9, 0.9, 0.6, 0.2 with y = 1, 0, 1, 0 scores 0.255:
0.0883 - 0.0833 + 0.25 by the curve (CORP), 0.130 - 0.125 + 0.25 by distinct p (Murphy).
Limits: parts of few predictions are rough, miscalibration most of all: the curve follows luck. Compare it with
`consistency`, which shows how far luck alone carries the curve of somebody whose chances are right.
Source: Brier 1950; Murphy 1973; Dimitriadis, Gneiting & Jordan 2021 (PNAS 118(8)).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import isotonic_regression

Floats = NDArray[np.float64]
DRAWS = 400


@dataclass(frozen=True)
class Parts:
    """`score` = `reliability` - `resolution` + `uncertainty`. Under CORP: miscalibration and discrimination."""

    score: float
    reliability: float
    resolution: float
    uncertainty: float


def brier(p: ArrayLike, y: ArrayLike) -> float:
    """Mean squared distance of chances `p` (n,) from what happened, `y` (n,) of 0 and 1: 0 is best, 1 worst."""
    foretold, happened = _checked(p, y)
    return float(((foretold - happened) ** 2).mean())


def murphy(p: ArrayLike, y: ArrayLike) -> Parts:
    """Murphy's parts, each distinct chance its own bin."""
    foretold, happened = _checked(p, y)
    values, which, n = np.unique(foretold, return_inverse=True, return_counts=True)
    shares, overall = np.bincount(which, happened) / n, happened.mean()
    return Parts(
        score=brier(foretold, happened),
        reliability=float(np.average((values - shares) ** 2, weights=n)),
        resolution=float(np.average((shares - overall) ** 2, weights=n)),
        uncertainty=float(overall * (1.0 - overall)),
    )


def recalibrated(p: ArrayLike, y: ArrayLike) -> Floats:
    """(n,) how often it happened where that chance was said: the rising curve closest to `y`."""
    foretold, happened = _checked(p, y)
    values, which, n = np.unique(foretold, return_inverse=True, return_counts=True)
    curve: Floats = _curve(np.bincount(which, happened, minlength=len(values)) / n, n)
    return curve[which]


def corp(p: ArrayLike, y: ArrayLike) -> Parts:
    """The stable parts: miscalibration (as `reliability`), discrimination (as `resolution`) and uncertainty."""
    foretold, happened = _checked(p, y)
    fitted, overall = recalibrated(foretold, happened), happened.mean()
    score, best = brier(foretold, happened), float(((fitted - happened) ** 2).mean())
    uncertainty = float(overall * (1.0 - overall))
    # Rounding must not make a part negative that never is.
    return Parts(score, max(score - best, 0.0), max(uncertainty - best, 0.0), uncertainty)


def consistency(
    p: ArrayLike, clusters: ArrayLike, rng: np.random.Generator, *, level: float = 0.95, draws: int = DRAWS
) -> tuple[Floats, Floats, Floats]:
    """Distinct chances (k,), and between which two shares (k,), (k,) luck alone leaves the curve where they are right.

    `clusters` (n,): predictions of one cluster foretell the same thing. It happens or not for all of them by one throw,
    u < p with one u per cluster: each chance is then right, and neighbours are as alike as they can be. The band is
    pointwise at `level`.
    """
    foretold = _chances(p)
    named, cluster = np.unique(np.asarray(clusters), return_inverse=True)
    values, which, n = np.unique(foretold, return_inverse=True, return_counts=True)
    curves = np.empty((draws, len(values)))
    for draw in range(draws):
        happened = (rng.random(len(named))[cluster] < foretold).astype(float)
        curves[draw] = _curve(np.bincount(which, happened, minlength=len(values)) / n, n)
    tail = (1.0 - level) / 2.0
    low, high = np.quantile(curves, [tail, 1.0 - tail], axis=0)
    return values, low, high


def _curve(shares: Floats, n: NDArray[np.int64]) -> Floats:
    fitted: Floats = isotonic_regression(shares, weights=n).x
    return np.clip(fitted, 0.0, 1.0)


def _chances(p: ArrayLike) -> Floats:
    foretold = np.asarray(p, dtype=float)
    if foretold.ndim != 1 or not len(foretold) or not ((foretold >= 0.0) & (foretold <= 1.0)).all():
        raise ValueError("chances are numbers from 0 to 1, at least one of them")
    return foretold


def _checked(p: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats]:
    foretold, happened = _chances(p), np.asarray(y, dtype=float)
    if happened.shape != foretold.shape or not np.isin(happened, (0.0, 1.0)).all():
        raise ValueError("what happened is 0 or 1, once per chance")
    return foretold, happened
