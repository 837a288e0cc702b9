"""How rare a value is for its own stream: a return period learnt as the stream goes by.

Above a threshold u, the online 0.995 quantile, excesses are taken as exponential with mean beta:

    P(X > x) = (1 - q) exp(-(x - u) / beta)            x > u
    log10 return period (in readings) = (-ln(1 - q) + (x - u) / beta) / ln 10,  0 below u
    u    += beta g_u (1[x > u] - (1 - q))               stochastic quantile
    beta += g_b (min(x - u, 10 beta) - beta)            only above u

The first day sets u and beta and is never scored. A value is scored before it teaches anything. Fewer than
1/(1 - q) = 200 readings hold no excess to learn from: beta then starts at 0.3 standard deviations, the mean excess
of a normal tail. And beta never falls below the `least` its reader names: what has always been 0 would otherwise
make the first mention a miracle.

Limits: an exponential tail understates how often very large values return; the clip of an excess at
10 beta keeps one storm from hiding the next. Source: peaks over threshold (Davison & Smith 1990), in the
streaming form of SPOT (Siffer et al. 2017) with the shape fixed at 0; stochastic quantile: Robbins-Monro.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

QUANTILE = 0.995
QUANTILE_GAIN = 0.01
EXCESS_GAIN = 0.15
EXCESS_CLIP = 10.0
NORMAL_EXCESS = 0.3
SMALLEST = 1e-6


@dataclass
class TailReturn:
    """Thresholds `u` and mean excesses `beta`, any shape; changed in place by `score`. `least`: floor of beta."""

    u: Floats
    beta: Floats
    least: float | Floats = SMALLEST

    @classmethod
    def from_first_day(cls, values: Floats, least: float | Floats = SMALLEST) -> TailReturn:
        """`values` (..., m): the readings of the warm-up. NaN readings are left out."""
        u = _quantile(values)
        spread = _spread(values)
        above = values > u[..., None]
        excess = np.where(above, values - u[..., None], 0.0).sum(axis=-1) / np.maximum(above.sum(axis=-1), 1)
        if values.shape[-1] * (1.0 - QUANTILE) < 1.0:
            excess = np.maximum(excess, NORMAL_EXCESS * spread)
        return cls(u, np.maximum(np.where(above.any(axis=-1), excess, spread), least), least)

    def score(self, x: Floats) -> Floats:
        """log10 return period of each value, then learn from it. NaN: 0, nothing learnt."""
        self.u = np.where(np.isnan(self.u), x, self.u)  # no data in the first day: start from the first there is
        excess = x - self.u
        above = excess > 0  # False for NaN
        if above.any():
            out = np.where(above, (-np.log1p(-QUANTILE) + np.where(above, excess, 0.0) / self.beta) / np.log(10), 0.0)
            step = EXCESS_GAIN * (np.minimum(excess, EXCESS_CLIP * self.beta) - self.beta)
            self.beta = np.maximum(np.where(above, self.beta + step, self.beta), self.least)
        else:
            out = np.zeros_like(x)
        move = self.beta * QUANTILE_GAIN * (above - (1.0 - QUANTILE))
        self.u = np.where(np.isnan(x), self.u, self.u + move)
        return out


def _quantile(values: Floats) -> Floats:
    """numpy.nanquantile along the last axis (linear), all rows at once; NaN where a row is empty."""
    ordered = np.sort(values, axis=-1)  # NaN last
    known = (~np.isnan(values)).sum(axis=-1, keepdims=True)
    at = QUANTILE * np.maximum(known - 1, 0)
    low = np.floor(at).astype(np.int64)
    below = np.take_along_axis(ordered, low, axis=-1)
    beyond = np.take_along_axis(ordered, np.minimum(low + 1, np.maximum(known - 1, 0)), axis=-1)
    result: Floats = (below + (at - low) * (beyond - below))[..., 0]
    return result


def _spread(values: Floats) -> Floats:
    """Standard deviation of the known values along the last axis, 0 for none."""
    known = ~np.isnan(values)
    n = np.maximum(known.sum(axis=-1, keepdims=True), 1)
    mean = np.where(known, values, 0.0).sum(axis=-1, keepdims=True) / n
    result: Floats = np.sqrt((np.where(known, values - mean, 0.0) ** 2).sum(axis=-1) / n[..., 0])
    return result
