"""The median time until something happens, where for some it has not happened yet.

At the times t_1 < t_2 < ... something happened d_i times among the n_i for whom it had not happened before t_i and who
were still looked at then:

    S(t) = prod_{t_i <= t} (1 - d_i / n_i)                    the share still waiting after t
    s^2(t) = sum_{t_i <= t} d_i / ( n_i (n_i - d_i) )         (Greenwood)
    S(t) ^ exp( +- z s(t) / ln S(t) )                         its band, on the log(-log) scale

The median is the first t with S(t) <= 1/2, its interval where the band's two lines get there. Where more than half are
still waiting when nobody looks any more there is no median, only a time it is above; the same holds for its upper end.
Leaving out those who still wait would tell of the quick alone; a mean would be ruled by the slowest.
Example: 1, 2, 3+, 4, 5+ (+: still waiting): S is 0.8, 0.6, 0.6, 0.3, and the median 4.
Limits: whoever is no longer looked at must be no different from the rest; answers given to one comment must not decide
about the next.
Source: Kaplan & Meier 1958, JASA 53; interval: Brookmeyer & Crowley 1982, Biometrics 38; scale: Borgan & Liestol 1990.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

Floats = NDArray[np.float64]
HALF = 0.5 + 1e-12


@dataclass(frozen=True)
class MedianTime:
    """`median`, `low`, `high`: None where not reached; then it is above `longest`, the longest time looked at."""

    median: float | None
    low: float | None
    high: float | None
    longest: float


def median_time(times: Floats, happened: NDArray[np.bool_], *, level: float = 0.95) -> MedianTime:
    """`times` (n,) >= 0 without NaN: until it happened, or until nobody looked any more where `happened` is False."""
    times, happened = np.asarray(times, dtype=float), np.asarray(happened, dtype=bool)
    if not len(times):
        raise ValueError("no times")
    if np.isnan(times).any() or (times < 0).any():
        raise ValueError("times are known and not negative")
    at, share, spread = curve(times, happened)
    low, high = _band(share, spread, float(ndtri(0.5 + level / 2)))
    return MedianTime(_first(at, share), _first(at, low), _first(at, high), float(times.max()))


def curve(times: Floats, happened: NDArray[np.bool_]) -> tuple[Floats, Floats, Floats]:
    """Times at which something happened, the share still waiting after each, and s(t)."""
    at, n = np.unique(times[happened], return_counts=True)
    ordered = np.sort(times)
    risk = len(times) - np.searchsorted(ordered, at, side="left")
    share = np.cumprod(1.0 - n / risk)
    left = np.maximum(risk - n, 1)  # where none is left the share is 0 and has no band
    spread: Floats = np.sqrt(np.cumsum(n / (risk * left))).astype(np.float64)
    return at, share.astype(np.float64), spread


def _band(share: Floats, spread: Floats, z: float) -> tuple[Floats, Floats]:
    inside = (share > 0) & (share < 1)
    logs = np.where(inside, np.log(np.where(inside, share, 0.5)), -1.0)
    reach = z * spread / np.abs(logs)
    low = np.where(inside, np.exp(logs * np.exp(reach)), share)
    high = np.where(inside, np.exp(logs * np.exp(-reach)), share)
    return low, high


def _first(at: Floats, line: Floats) -> float | None:
    below = np.flatnonzero(line <= HALF)
    return float(at[below[0]]) if len(below) else None
