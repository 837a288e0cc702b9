"""Which slices of a table of counts changed unlike the rest, and how often would chance say so?

Per cell: b events before, r now, n = b + r. Nothing happened means r ~ n p with one p for all cells: that leaves the
cells' sizes, their noise before, and whatever all share out of the question. For each slice S, with O events now where
E = sum n p were expected of all R:

    L_S = [O log(O/E) + (R - O) log((R - O)/(R - E))] / (1 - R/N)    Kulldorff's likelihood ratio
    score_S = L_S / phi k / (1 + k) - log(1 + k) / 2 - price,   k = E (1 - E/R) / (1 - R/N) / phi

    phi = sum w (r - np)^2 / V / sum w,  V = n p (1 - p),  w = V/(V + 3)

Without the price the score is the log Bayes factor (Laplace) of a change of unknown size, log change ~ N(0, 1), against
none: of two slices that explain as much, the one whose size would show small changes too is less of a surprise, so
that a whole that fell a little does not stand for the part of it that fell a lot. phi says how much more cells scatter
than independent events; it is measured after the best slice has its own rate, so that a real slice does not hide
itself, and never taken below 1. The weights keep cells of a fraction of an event, whose squares are mostly noise, from
deciding it. Chance: DRAWS tables of both periods, gamma-Poisson of the same phi, each searched and studentised as the
real one; p is the rank of the real score. Then the best slice gets its own rate (iterative proportional fitting) and
the search goes on among the rest. Told are the picks before the first whose p is above `alpha`: what is not there is
added in about so many of all tables.

Price: PENALTY for two or three values, about the logarithm of how many more of them there are to err with; and more
for slices that moved `against` what is asked for.
With more than LARGE cells, FEWER draws, made once: the studentised maximum hardly depends on the slices already told.

Limits: two periods say nothing of how much the total goes up and down from week to week: whether `common` is unusual is
not asked here. Cells are taken as independent given phi: one viral post in one cell is a slice, and true. Slices that
overlap much, or a slice of under a few dozen events now, are often named by a neighbour.
Sources: Kulldorff 1997 (scan statistic); Dwass 1957 (Monte Carlo tests); McCullagh & Nelder 1989 (dispersion);
Deming & Stephan 1940 (fitting); Kass & Raftery 1995 (Bayes factors).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .conjunctions import Conjunctions

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]
Bools = NDArray[np.bool_]
PENALTY = (0.0, 2.0, 4.0)  # of one, two, three values
ALONE = 3.0  # events of variance at which a cell has half the weight of a large one
DRAWS, FEWER, LARGE = 199, 49, 5_000
ROUNDS = 40  # of fitting; margins agree to a thousandth long before
TINY = 1e-9


@dataclass(frozen=True)
class Scan:
    """`picks`: slices in the order found, each with its `p`; the first `told` of them are not chance."""

    picks: list[int]
    p: list[float]
    told: int
    dispersion: float


@dataclass(frozen=True)
class Prices:
    """What slices cost beforehand, in log likelihood: `size` (slices,), and those that did not move as `sign` says.

    `sign`: 1 up, -1 down against the rest, 0 no matter. `against`: what moving the other way costs; inf: not looked at.
    """

    size: Floats
    sign: int = 0
    against: float = np.inf

    def of(self, seen: Floats, expected: Floats) -> Floats:
        """(slices, tables)."""
        other_way = self.sign * (seen - expected) < 0.0
        return np.asarray(self.size[:, None] + np.where(other_way, self.against, 0.0))


def scan(
    slices: Conjunctions,
    before: Floats,
    actual: Floats,
    prices: Prices,
    *,
    rng: np.random.Generator,
    alpha: float = 0.05,
    most: int = 3,
) -> Scan:
    """Search `slices` for changes from `before` to `actual`, both (cells,)."""
    n = before + actual
    picks: list[int] = []
    p_values: list[float] = []
    dispersion, chance = 1.0, None
    for _ in range(min(most, len(slices), len(n) - 1)):  # scatter is measured on the cells left over
        share = shares(slices.holds(picks), n, actual)
        found = _most_striking(slices, actual[:, None], n[:, None], share, prices, picks)
        best, score, phi = (float(of_one[0]) for of_one in found)
        if score == -np.inf:
            break
        if not picks or len(p_values) < 2:
            dispersion = phi
        if chance is None or len(n) <= LARGE:
            chance = _chance(slices, n, share, prices, picks, phi, rng)
        picks.append(int(best))
        p_values.append((1.0 + float((chance >= score).sum())) / (1.0 + len(chance)))
    return Scan(picks, p_values, _told(p_values, alpha), dispersion)


def shares(held: Bools, n: Floats, actual: Floats) -> Floats:
    """(cells,): the part of n expected now, each of `held` (slices, cells) with a rate of its own."""
    rest = ~held.any(axis=0) if len(held) else np.ones(len(n), dtype=bool)
    base = actual[rest].sum() / max(n[rest].sum(), TINY) if n[rest].sum() else actual.sum() / n.sum()
    share = np.full(len(n), max(float(base), TINY))
    for _ in range(ROUNDS if len(held) > 1 else len(held)):
        for cells in held:
            # A quarter of an event instead of none: a rate of nothing cannot be multiplied any more.
            share[cells] *= max(float(actual[cells].sum()), 0.25) / max(float((n * share)[cells].sum()), TINY)
        np.minimum(share, 0.999, out=share)
    return share


def likelihood_ratios(seen: Floats, expected: Floats, total: Floats | float) -> Floats:
    """Kulldorff's log likelihood ratio of `seen` against `expected`, both of `total`."""
    out, off = total - seen, total - expected
    with np.errstate(divide="ignore", invalid="ignore"):
        inside = np.where(seen > 0, seen * np.log(seen / expected), 0.0)
        outside = np.where((out > 0) & (off > 0), out * np.log(out / off), 0.0)
    return np.asarray(inside + outside)


def bayes_factors(ratios: Floats, information: Floats, phi: Floats | float) -> Floats:
    """Log of how much better a change of unknown size, N(0, 1) in logs, explains the counts than none (Laplace)."""
    sharper = information / phi
    return np.asarray(ratios / phi * sharper / (1.0 + sharper) - 0.5 * np.log1p(sharper))


def dispersion_of(actual: Floats, n: Floats, share: Floats) -> Floats:
    """Weighted Pearson dispersion over cells (axis 0)."""
    variance = np.maximum(n * share * (1.0 - share), TINY)
    weight = variance / (variance + ALONE)
    return np.asarray((weight * (actual - n * share) ** 2 / variance).sum(axis=0) / weight.sum(axis=0))


def _most_striking(
    slices: Conjunctions, now: Floats, both: Floats, share: Floats, prices: Prices, picks: Sequence[int]
) -> tuple[Ints, Floats, Floats]:
    """Of tables `now` of `both`, (cells, tables): the most striking slice besides `picks`, its score, the dispersion.

    `share` (cells,): the part expected now, up to what the whole table has more or less.
    """
    freedom = (len(now) - 1.0 - len(picks)) / len(now)
    total = now.sum(axis=0)
    fitted = share[:, None] * (total / np.maximum((both * share[:, None]).sum(axis=0), TINY))
    np.minimum(fitted, 0.999, out=fitted)
    seen, thought = np.asarray(slices.members @ now), np.asarray(slices.members @ (both * fitted))
    fewer = 1.0 - total / both.sum(axis=0)  # the baseline has noise of its own
    ratios, information = likelihood_ratios(seen, thought, total) / fewer, thought * (1.0 - thought / total) / fewer
    price = prices.of(seen, thought)
    scores = bayes_factors(ratios, information, _scatter(now, both, fitted, freedom)) - price
    scores[picks] = -np.inf
    best, each = scores.argmax(axis=0), np.arange(now.shape[1])
    inside = seen[best, each] / np.maximum(thought[best, each], TINY)
    outside = (total - seen[best, each]) / np.maximum(total - thought[best, each], TINY)
    own = np.minimum(fitted * np.where(slices.holds(best).T, inside, outside), 0.999)
    phi = _scatter(now, both, own, freedom)
    score = bayes_factors(ratios[best, each], information[best, each], phi) - price[best, each]
    return best, np.asarray(np.where(np.isinf(scores[best, each]), -np.inf, score)), phi


def _scatter(now: Floats, both: Floats, share: Floats, freedom: float) -> Floats:
    return np.asarray(np.maximum(1.0, dispersion_of(now, both, share) / freedom))


def _chance(
    slices: Conjunctions,
    n: Floats,
    share: Floats,
    prices: Prices,
    picks: Sequence[int],
    phi: float,
    rng: np.random.Generator,
) -> Floats:
    """(draws,): the best score of tables in which nothing happened but `share`, scattered as `phi` says."""
    draws = DRAWS if len(n) <= LARGE else FEWER
    now = scattered(n * share, phi, draws, rng)
    both = now + scattered(n * (1.0 - share), phi, draws, rng)
    return _most_striking(slices, now, both, share, prices, picks)[1]


def scattered(mean: Floats, phi: float, draws: int, rng: np.random.Generator) -> Floats:
    """(cells, draws) counts of `mean` (cells,) and variance `phi` times that: gamma-Poisson."""
    mean = np.maximum(mean, TINY)[:, None]
    if phi <= 1.02:
        return rng.poisson(mean, size=(len(mean), draws)).astype(float)
    return rng.poisson(rng.gamma(mean / (phi - 1.0), phi - 1.0, size=(len(mean), draws))).astype(float)


def _told(p_values: Sequence[float], alpha: float) -> int:
    """How many come before the first that chance could have made."""
    return next((place for place, p in enumerate(p_values) if p > alpha), len(p_values))
