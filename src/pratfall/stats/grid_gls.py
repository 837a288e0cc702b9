"""What would a drifting series have shown later? Its mean over later bins, predicted from earlier ones and controls.

    y_t = offset_t + a + s_t g + z_t b + e_t,   cov(e) = sigma^2 R
    R_ij = share rho^|i-j| + (1 - share + doubt_i) [i = j]

Generalised least squares with the kriging term (Goldberger 1962), averaged over a grid: 41 pairs (rho, share), two
centres (the controls say nothing; or the series moves one to one with their mean, the offset), five widths of the prior
b ~ N(0, sigma^2 w I / k), which is ridge regression with `w` the expected ratio of what controls explain to what they
leave. `doubt` is 0 but for bins of which the caller is less sure; several opinions of it are members of the grid like
the rest, so that bins far off are believed less. `a`, `g` and log sigma are flat, so that each member of the grid has a
Student t with n - columns(a, g) degrees of freedom and the restricted (marginal) likelihood as its weight: Harville
1974; Hoeting, Madigan, Raftery & Volinsky 1999.

    weight = |R|^-1/2 |A|^-1/2 |P|^1/2 q^(-df/2),   A = X' R^-1 X + P,   q = y' R^-1 y - b' A b

Series that share their bins share the factors of R: thousands cost little more than their products. Limits: drift is
stationary within the bins seen, errors are symmetric in logs, and what links series and controls stays as it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import assert_never

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtr, stdtrit

Floats = NDArray[np.float64]
Places = NDArray[np.intp]
RHO = (0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.995)
SHARE = (0.1, 0.3, 0.5, 0.8, 1.0)
WIDTHS = (1e-8, 0.25, 1.0, 4.0, 16.0)  # the first: controls (or their departures from their mean) say nothing
STEPS = 24  # halvings of a bracket: a ten-millionth of it
NEGLIGIBLE = 1e-4  # of the weight in all: left out of quantiles


class Prior(Enum):
    """Log odds beforehand, for what a short history cannot show.

    DRIFT, for weeks: (1 - rho)^-1/2 and the share itself as weights; drift is likelier than none, and so is it that
    controls say nothing. EVEN, for days that stay days: uniform in rho (the grid is denser near 1, hence 1 - rho), and
    the series moves with the mean of its controls unless its days say otherwise.
    """

    DRIFT = "drift"
    EVEN = "even"

    def odds(self, pairs: Floats, centres: int) -> Floats:
        """(G, W, centres)."""
        rho, share = pairs.T
        on_controls = np.zeros((len(WIDTHS), centres))
        match self:
            case Prior.DRIFT:
                on_drift = np.log(share) - 0.5 * np.log1p(-rho)
                on_controls[0, 0] = 1.5
            case Prior.EVEN:
                on_drift = np.log1p(-rho)
                on_controls[0] = 4.0
                on_controls[:, 1:] += 3.0
            case _:
                assert_never(self)
        return np.asarray(on_drift[:, None, None] + on_controls)


@dataclass(frozen=True)
class Mixture:
    """A mixture of Student t's for each of S series: centres, scales and weights (S, members)."""

    centre: Floats
    scale: Floats
    weight: Floats
    df: int
    without_controls: Floats  # (S,) weight of the members in which controls say nothing

    def mean(self) -> Floats:
        return np.asarray((self.weight * self.centre).sum(axis=1))

    def below(self, x: Floats) -> Floats:
        """Probability of less than `x` (S,)."""
        return np.asarray((self.weight * stdtr(self.df, (x[:, None] - self.centre) / self.scale)).sum(axis=1))

    def quantile(self, p: float) -> Floats:
        """Its p-quantile for each series, by bisection between the outermost quantiles of its members."""
        few = self._heaviest()
        ends = few.centre + stdtrit(self.df, p) * few.scale
        kept = few.weight > 0
        low = np.where(kept, ends, np.inf).min(axis=1)
        high = np.where(kept, ends, -np.inf).max(axis=1)
        for _ in range(STEPS):
            middle = (low + high) / 2
            under = few.below(middle) < p
            low, high = np.where(under, middle, low), np.where(under, high, middle)
        return np.asarray((low + high) / 2)

    def _heaviest(self) -> Mixture:
        """Without the members that weigh next to nothing in every series, their weight given to the rest."""
        order = np.argsort(-self.weight, axis=1)
        weight = np.take_along_axis(self.weight, order, axis=1)
        heavier = np.cumsum(weight, axis=1) - weight
        weight = np.where(heavier < 1.0 - NEGLIGIBLE, weight, 0.0)
        width = int((weight > 0).sum(axis=1).max())
        weight = weight[:, :width] / weight.sum(axis=1, keepdims=True)
        centre, scale = (np.take_along_axis(x, order[:, :width], axis=1) for x in (self.centre, self.scale))
        return Mixture(centre, scale, weight, self.df, self.without_controls)


@dataclass(frozen=True)
class _Factors:
    whiten: Floats  # (G, n, n): inverse Cholesky factors of R before
    log_det: Floats  # (G,) of R before
    link: Floats  # (G, n): R^-1/2 c, with c the covariance of each earlier bin with the mean of the later ones
    pairs: Floats  # (G, 2): rho and share, for each opinion of the doubts in turn
    left: Floats  # (G,): variance of that mean given the earlier bins, over sigma^2


@lru_cache(maxsize=32)
def _factors(before: tuple[int, ...], after: tuple[int, ...], doubts: tuple[tuple[float, ...], ...]) -> _Factors:
    """Of every R of the grid, for bins at these places, the earlier ones doubted so much."""
    pairs = np.array([(0.0, 1.0), *((rho, share) for rho in RHO for share in SHARE)])
    rho, share = pairs[:, 0, None, None], pairs[:, 1, None, None]
    at = np.array([*before, *after])
    apart = np.abs(at[:, None] - at[None, :])
    whole = share * rho**apart + (1 - share) * (apart == 0)
    n, members = len(before), len(pairs)
    whole = np.tile(whole, (len(doubts), 1, 1))
    whole[:, range(n), range(n)] += np.repeat(doubts, members, axis=0)
    factor = np.linalg.cholesky(whole[:, :n, :n])
    whiten = np.linalg.inv(factor)
    link = np.einsum("gij,gj->gi", whiten, whole[:, :n, n:].mean(axis=2))
    left = whole[:, n:, n:].mean(axis=(1, 2)) - (link**2).sum(axis=1)
    log_det = 2 * np.log(np.diagonal(factor, axis1=1, axis2=2)).sum(axis=1)
    return _Factors(whiten, log_det, link, np.tile(pairs, (len(doubts), 1)), np.maximum(left, 1e-12))


def predict_mean(
    y: Floats, z: Floats, flat: Floats, before: Places, after: Places, prior: Prior, doubts: Floats | None = None
) -> Mixture:
    """The mean over bins `after` of each series of `y` (S, bins), had the bins `before` gone on.

    `z` (S, bins, k): controls, in the units of y. `flat` (bins, f): columns free of any prior, an intercept among them.
    `before`, `after`: places of the bins; those in neither are not looked at. `doubts` (opinions, before): by how many
    sigma^2 the bins before may be noisier than others.
    """
    b, a = before, after
    opinions = np.zeros((1, len(b))) if doubts is None else doubts
    made = _factors(tuple(b.tolist()), tuple(a.tolist()), tuple(map(tuple, opinions.tolist())))
    series, _, k = z.shape
    f = flat.shape[1]
    level = z[:, b].mean(axis=1, keepdims=True)
    spread = z[:, b].std(axis=1, keepdims=True)
    scaled = (z - level) / np.where(spread > 1e-9, spread, np.inf)  # a constant control says nothing
    columns = [np.broadcast_to(flat, (series, *flat.shape)), scaled, y[:, :, None]]
    if k:
        columns.append((y - (z - level).mean(axis=2))[:, :, None])  # the second centre: moves with the controls' mean
    table = np.concatenate(columns, axis=2)
    white = np.einsum("gij,sjc->sgic", made.whiten, table[:, b], optimize=True)
    cross = np.swapaxes(white, 2, 3) @ white  # (S, G, c, c)
    linked = np.einsum("sgic,gi->sgc", white, made.link, optimize=True)
    return _average(cross, linked, table[:, a].mean(axis=1), made, prior, f, k, len(b))


def _average(
    cross: Floats, told: Floats, later: Floats, made: _Factors, prior: Prior, f: int, k: int, n: int
) -> Mixture:
    p = f + k
    widths = np.array(WIDTHS if k else WIDTHS[:1])
    precision = np.zeros((len(widths), p))
    precision[:, f:] = max(k, 1) / widths[:, None]
    a = cross[:, :, None, :p, :p] + precision[None, None, :, :, None] * np.eye(p)  # (S, G, W, p, p)
    away = (later[:, None, :p] - told[:, :, :p])[:, :, None, :]  # (S, G, 1, p)
    rhs = np.concatenate([cross[:, :, :p, p:], away[:, :, 0, :, None]], axis=3)[:, :, None]  # y's, then `away`
    factor = np.linalg.cholesky(a)
    half = np.linalg.solve(factor, np.broadcast_to(rhs, (*a.shape[:3], p, rhs.shape[-1])))
    ys, to = half[..., :-1], half[..., -1:]
    own = np.diagonal(cross[:, :, p:, p:], axis1=2, axis2=3)[:, :, None, :]  # (S, G, 1, centres)
    df = n - f
    rest = np.maximum(own - (ys**2).sum(axis=3), 1e-12)
    centre = told[:, :, None, p:] + (to * ys).sum(axis=3)
    variance = rest / df * (made.left[None, :, None] + (to[..., 0] ** 2).sum(axis=3))[..., None]
    log_det = 2 * np.log(np.diagonal(factor, axis1=3, axis2=4)).sum(axis=3)
    odds = -0.5 * (made.log_det[None, :, None] + log_det - np.log(precision[:, f:]).sum(axis=1))[..., None]
    odds = odds - 0.5 * df * np.log(rest) + prior.odds(made.pairs, own.shape[3])[None, :, : len(widths)]
    series = len(cross)
    if k:  # the second centre predicts the series less the controls' mean: put it back
        back = later[:, None, None, p] - later[:, None, None, p + 1]
        centre[..., 1] += back
    weight = np.exp(odds - odds.max(axis=(1, 2, 3), keepdims=True))
    weight /= weight.sum(axis=(1, 2, 3), keepdims=True)
    silent = np.asarray(weight[:, :, 0, 0].sum(axis=1)) if k else np.ones(series)
    return Mixture(
        centre.reshape(series, -1), np.sqrt(variance).reshape(series, -1), weight.reshape(series, -1), df, silent
    )
