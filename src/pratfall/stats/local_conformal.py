"""How far from its expected place may a value fall? What happened to those most like it, made to cover as promised.

Reference i of n has a place m_i (expected without itself), an outcome y_i and coordinates z_i. A new one with place m
and coordinates z may end at

    v_i = max(m + (y_i - m_i), floor)    with weight    w_i = a_i exp( -|z - z_i|^2 / 2h^2 ),

which is a distribution F: empty places cannot be undercut (a count never falls below its newest reading), and spread,
skew and pile-up at "nothing more came" are those of its neighbours. Levels are then corrected so that the interval
would have held the right share of its neighbours, each judged without itself:

    upper end: where F reaches b,  b = the (1 - a_high) quantile of F_i(y_i -) under the weights w
    lower end: where F reaches b,  b = the a_low quantile of F_i(y_i) under the weights w,

F_i made without i, its v_j from places found without i and j (otherwise neighbours, which pull each other's places,
look more scattered than a new one is: 92 to 93 % instead of 90 % at n = 50). Both F and the quantiles go straight
between steps; the new one counts as one more neighbour. Where at least a/2 of the neighbours ended at their floor,
the lower end is the floor and all the error allowed is spent above it. Counts are whole: v is rounded, so that ties
are real ties; intervals of tied values hold at least their level.

Knobs: h = n^(-1/(4 + d)) in standard deviations of the d coordinates, never less than the distance to the 30th
neighbour (or to the 3/a-th). Levels: shares of 0 to 1.
Example: 200 references whose spread grows by e^(z/2): 90 % intervals hold 0.91, 0.89 where it is wide, 0.92 where not.
Limits: new and old must be exchangeable. Coverage holds on average over like ones, not for each, and is measured, not
proven: 0.93 at n = 25, 0.92 at 50, 0.91 from 100 on. Below about 2/a references the ends mean little.
Sources: Chernozhukov, Wuethrich & Zhu 2021, PNAS 118(48) (distributional conformal prediction); Guan 2023,
Biometrika 110(1) (localized conformal prediction); Barber, Candes, Ramdas & Tibshirani 2021 (leave-one-out).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
NEIGHBOURS = 30
AT_ONCE = 2_000_000  # cells of the table of new ones by references worked on at once
TINY = 1e-9
LARGEST = 100.0  # on the log scale: beyond any count, and not beyond a float


@dataclass(frozen=True)
class Interval:
    """(m,) each, on the scale of the outcomes; `high` is infinite where too little is known."""

    middle: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True)
class Reference:
    """`place` (expected without itself), `outcome`, `floor`, `weight` (n,) and `near` (n, d), standardised.

    `pairs` (n, n): row i, column j: how far j fell from its place when neither i nor j was known. `whole`: all are
    logs of counts, log(1 + count).
    """

    place: Floats
    outcome: Floats
    floor: Floats
    near: Floats
    weight: Floats
    pairs: Floats
    whole: bool = True

    def weights(self, near: Floats, *, fewest: int = NEIGHBOURS, apart: bool = False) -> Floats:
        """(m, n) weights of the references for new ones at `near` (m, d); `apart`: these are the references too."""
        far = ((near[:, None, :] - self.near[None, :, :]) ** 2).sum(axis=2)
        if apart:
            np.fill_diagonal(far, np.inf)
        n, d = self.near.shape
        rank = min(fewest, n - 1 - apart)
        reach = np.partition(far, rank, axis=1)[:, rank : rank + 1]
        width = np.maximum(n ** (-2.0 / (4 + d)), reach)
        return np.asarray(np.exp(-far / (2.0 * width)) * self.weight)

    def ends(self, place: Floats, floor: Floats) -> Floats:
        """(m, n) where new ones would end if they went on as each reference did."""
        return self._whole(np.maximum(place[:, None] + (self.outcome - self.place), floor[:, None]))

    def ends_left_out(self) -> Floats:
        """(n, n): row i: where reference i would end if it went on as each other did, found without i."""
        return self._whole(np.maximum(self.place[:, None] + self.pairs, self.floor[:, None]))

    def _whole(self, ends: Floats) -> Floats:
        return np.log1p(np.rint(np.expm1(np.minimum(ends, LARGEST)))) if self.whole else ends

    @cached_property
    def ranks(self) -> tuple[Floats, Floats]:
        """(n,) each: mass below, and up to, each reference's own outcome in the distribution made without it.

        An outcome between two ends takes its part of the step between them; one that ties with an end, none.
        """
        weights = self.weights(self.near, apart=True)
        weights /= weights.sum(axis=1, keepdims=True)
        ends = self.ends_left_out()
        own = self.outcome[:, None]
        under, over = ends < own - TINY, ends > own + TINY
        below = (weights * under).sum(axis=1)
        up_to = 1.0 - (weights * over).sum(axis=1)
        last = np.where(under, ends, -np.inf).max(axis=1)
        last = np.where(np.isinf(last), np.minimum(self.floor, self.outcome), last)
        following = np.where(over, ends, np.inf).min(axis=1)
        step = (weights * (ends <= following[:, None] + TINY)).sum(axis=1) - up_to
        between = np.isfinite(following) & (up_to - below < TINY)
        part = (self.outcome - last) / np.where(between, following - last, 1.0)
        inside = np.where(between, np.clip(part, 0.0, 1.0) * step, 0.0)
        return below + inside, up_to + inside


def interval(reference: Reference, place: Floats, floor: Floats, near: Floats, *, level: float) -> Interval:
    """Median and interval of new ones at `place` (m,), not below `floor` (m,), with coordinates `near` (m, d)."""
    rows = max(AT_ONCE // max(len(reference.place), 1), 1)
    parts = [
        _interval(reference, place[i : i + rows], floor[i : i + rows], near[i : i + rows], 1.0 - level)
        for i in range(0, len(place), rows)
    ]
    return Interval(*(np.concatenate([getattr(p, name) for p in parts]) for name in ("middle", "low", "high")))


def probability_below(reference: Reference, place: Floats, floor: Floats, near: Floats, mark: Floats) -> Floats:
    """(m,) probability of ending below `mark` (m,); the new one counts for half on each side."""
    weights = reference.weights(near)
    under = reference.ends(place, floor) < mark[:, None] - TINY
    below = ((weights * under).sum(axis=1) + 0.5) / (weights.sum(axis=1) + 1.0)
    return np.asarray(np.where(floor >= mark - TINY, 0.0, below))


def left_out_below(reference: Reference, mark: float) -> Floats:
    """(n,) probability that each reference, known only by its place, ends below `mark`."""
    weights = reference.weights(reference.near, apart=True)
    below = ((weights * (reference.ends_left_out() < mark - TINY)).sum(axis=1) + 0.5) / (weights.sum(axis=1) + 1.0)
    return np.asarray(np.where(reference.floor >= mark - TINY, 0.0, below))


def left_out_error(reference: Reference) -> Floats:
    """(n,) how far each reference ended from the median of the distribution made without it."""
    ends, mass = _sorted(reference.ends_left_out(), reference.weights(reference.near, apart=True))
    return np.asarray(np.abs(_pick(ends, (mass < 0.5 - TINY).sum(axis=1)) - reference.outcome))


def _sorted(ends: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """Ends in order along each row, and the share of the weight up to each."""
    order = np.argsort(ends, axis=1)
    mass = np.cumsum(np.take_along_axis(weights, order, axis=1), axis=1)
    return np.take_along_axis(ends, order, axis=1), mass / mass[:, -1:]


def _interval(reference: Reference, place: Floats, floor: Floats, near: Floats, miss: float) -> Interval:
    weights = reference.weights(near, fewest=max(NEIGHBOURS, int(np.ceil(3.0 / miss))))
    ends, mass = _sorted(reference.ends(place, floor), weights)
    stays = reference.outcome <= reference.floor + TINY
    one_sided = (weights @ stays) / weights.sum(axis=1) >= miss / 2.0
    below, up_to = reference.ranks
    miss_above = np.where(one_sided, miss, miss / 2.0)
    high = _quantile(below, weights, 1.0 - miss_above)
    low = _quantile(up_to, weights, np.full(len(place), miss / 2.0))
    middle = _pick(ends, (mass < 0.5 - TINY).sum(axis=1))
    top, bottom = _between(ends, mass, floor, high + TINY), _between(ends, mass, floor, low - TINY)
    if reference.whole:
        top, bottom = np.log1p(np.ceil(np.expm1(top) - TINY)), np.log1p(np.floor(np.expm1(bottom) + TINY))
    bottom = np.where(one_sided, floor, np.maximum(bottom, floor))
    return Interval(middle, np.minimum(bottom, middle), np.maximum(top, middle))


def _quantile(ranks: Floats, weights: Floats, share: Floats) -> Floats:
    """(m,) `share` quantile of `ranks` (n,) under `weights` (m, n); the new one counts as one more, between 0 and 1."""
    order = np.argsort(ranks)
    known = np.concatenate([[0.0], ranks[order], [1.0]])
    weights = weights[:, order]
    total = weights.sum(axis=1)
    own = (weights**2).sum(axis=1) / total  # what one of them weighs, on average
    mass = np.concatenate([np.zeros((len(share), 1)), np.cumsum(weights, axis=1), (total + own)[:, None]], axis=1)
    wanted = share * (total + own)
    after = np.clip((mass < wanted[:, None]).sum(axis=1), 1, len(known) - 1)
    rows = np.arange(len(share))
    left, right = mass[rows, after - 1], mass[rows, after]
    part = (wanted - left) / np.maximum(right - left, TINY)
    return np.asarray(known[after - 1] + part * (known[after] - known[after - 1]))


def _between(ends: Floats, mass: Floats, floor: Floats, rank: Floats) -> Floats:
    """(m,) where the distribution reaches `rank`, straight between two ends; it begins at `floor`."""
    after = np.minimum((mass <= rank[:, None]).sum(axis=1), ends.shape[1] - 1)
    rows = np.arange(len(rank))
    left = np.where(after > 0, ends[rows, after - 1], floor)
    under = np.where(after > 0, mass[rows, after - 1], 0.0)
    part = np.clip((rank - under) / np.maximum(mass[rows, after] - under, TINY), 0.0, 1.0)
    return np.asarray(left + part * (ends[rows, after] - left))


def _pick(ends: Floats, place: Floats) -> Floats:
    return np.asarray(np.take_along_axis(ends, np.minimum(place, ends.shape[1] - 1)[:, None].astype(np.int64), 1)[:, 0])
