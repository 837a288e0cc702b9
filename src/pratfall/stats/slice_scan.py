"""Which slices of a table of counts changed unlike the rest, and how often would chance say so?

Per cell: b events before, r now, n = b + r. Nothing happened means r ~ n p with one p for all cells: that leaves the
cells' sizes, their noise before, and whatever all share out of the question. For each slice S, with O events now where
E = sum n p were expected of all R:

    L_S = [O log(O/E) + (R - O) log((R - O)/(R - E))] / (1 - R/N)          Kulldorff's likelihood ratio, both directions
    score_S = L_S / phi - penalty[depth]

    phi = sum w (r - np)^2 / V / sum w,  V = n p (1 - p),  w = V/(V + 3)

phi says how much more cells scatter than independent events; it is measured after the best slice has its own rate, so
that a real slice does not hide itself, and never taken below 1. The weights keep cells of a fraction of an event,
whose squares are mostly noise, from deciding it. Chance: DRAWS tables of both periods, gamma-Poisson of the same phi,
each searched and studentised as the real one; p is the rank of the real score. Then the best slice gets its own rate
(iterative proportional fitting) and the search goes on among the rest. How many picks are told: at most `alpha` for
the first, and after that ForwardStop, the largest k with mean(-log(1 - p_1..k)) <= `alpha`.

penalty (0, 2.5, 5): about the logarithm of how many more pairs and triples than single values there are to err with.
With more than LARGE cells, FEWER draws, made once: the studentised maximum hardly depends on the slices already told.

Limits: two periods say nothing of how much the total goes up and down from week to week: whether `common` is unusual is
not asked here. Cells are taken as independent given phi: one viral post in one cell is a slice, and true. Slices that
overlap much, or a slice of under a few dozen events now, are often named by a neighbour.
Sources: Kulldorff 1997 (scan statistic); Dwass 1957 (Monte Carlo tests); McCullagh & Nelder 1989 (dispersion);
Deming & Stephan 1940 (fitting); G'Sell, Wager, Chouldechova & Tibshirani 2016 (ForwardStop).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .conjunctions import Conjunctions

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
PENALTY = (0.0, 2.5, 5.0)  # of one, two, three values
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


def scan(
    slices: Conjunctions,
    before: Floats,
    actual: Floats,
    penalty: Floats,
    *,
    rng: np.random.Generator,
    alpha: float = 0.05,
    most: int = 3,
    sign: int = 0,
) -> Scan:
    """Search `slices` for changes from `before` to `actual`, both (cells,). `penalty` (slices,), in log likelihood.

    `sign`: 1 only slices that rose against the rest, -1 only those that fell, 0 both.
    """
    n = before + actual
    picks: list[int] = []
    p_values: list[float] = []
    dispersion, chance = 1.0, None
    for _ in range(min(most, len(slices), len(n) - 1)):  # scatter is measured on the cells left over
        share = shares(slices.holds(picks), n, actual)
        best, score, phi = _best(slices, n, actual, share, penalty, picks, sign)
        if not picks or len(p_values) < 2:
            dispersion = phi
        if chance is None or len(n) <= LARGE:
            chance = _chance(slices, n, share, penalty, phi, rng, sign)
        picks.append(best)
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


def likelihood_ratios(seen: Floats, expected: Floats, total: Floats | float, sign: int = 0) -> Floats:
    """Kulldorff's log likelihood ratio of `seen` against `expected`, both of `total`; 0 where `sign` is another."""
    out, off = total - seen, total - expected
    with np.errstate(divide="ignore", invalid="ignore"):
        inside = np.where(seen > 0, seen * np.log(seen / expected), 0.0)
        outside = np.where((out > 0) & (off > 0), out * np.log(out / off), 0.0)
    return np.asarray(np.where(sign * (seen - expected) < 0.0, 0.0, inside + outside))


def dispersion_of(actual: Floats, n: Floats, share: Floats) -> Floats:
    """Weighted Pearson dispersion over cells (axis 0)."""
    variance = np.maximum(n * share * (1.0 - share), TINY)
    weight = variance / (variance + ALONE)
    return np.asarray((weight * (actual - n * share) ** 2 / variance).sum(axis=0) / weight.sum(axis=0))


def _best(
    slices: Conjunctions, n: Floats, actual: Floats, share: Floats, penalty: Floats, picks: Sequence[int], sign: int
) -> tuple[int, float, float]:
    """The most striking slice besides `picks`, its score, and the dispersion once it has its own rate."""
    freedom = (len(n) - 1.0 - len(picks)) / len(n)
    ratios = likelihood_ratios(slices.members @ actual, slices.members @ (n * share), float(actual.sum()), sign)
    ratios /= 1.0 - actual.sum() / n.sum()
    scores = ratios / max(float(dispersion_of(actual, n, share)) / freedom, TINY) - penalty
    scores[list(picks)] = -np.inf
    best = int(scores.argmax())
    own = shares(slices.holds([*picks, best]), n, actual)
    phi = max(1.0, float(dispersion_of(actual, n, own)) / freedom)
    return best, float(ratios[best]) / phi - float(penalty[best]), phi


def _chance(
    slices: Conjunctions, n: Floats, share: Floats, penalty: Floats, phi: float, rng: np.random.Generator, sign: int
) -> Floats:
    """(draws,): the best score of tables in which nothing happened but `share`, scattered as `phi` says."""
    draws = DRAWS if len(n) <= LARGE else FEWER
    now = scattered(n * share, phi, draws, rng)
    both = now + scattered(n * (1.0 - share), phi, draws, rng)
    total = now.sum(axis=0)
    expected_share = np.minimum(share[:, None] * (total / np.maximum((both * share[:, None]).sum(axis=0), TINY)), 0.999)
    expected = both * expected_share
    seen, thought = np.asarray(slices.members @ now), np.asarray(slices.members @ expected)
    ratios = likelihood_ratios(seen, thought, total, sign) / (1.0 - (n * share).sum() / n.sum())
    scores = ratios / np.maximum(dispersion_of(now, both, expected_share), TINY) - penalty[:, None]
    best, each = scores.argmax(axis=0), np.arange(draws)
    inside = seen[best, each] / np.maximum(thought[best, each], TINY)
    outside = (total - seen[best, each]) / np.maximum(total - thought[best, each], TINY)
    own = np.minimum(expected_share * np.where(slices.holds(best).T, inside, outside), 0.999)
    phis = np.maximum(1.0, dispersion_of(now, both, own) * len(n) / (len(n) - 1.0))
    return np.asarray(ratios[best, each] / phis - penalty[best])


def scattered(mean: Floats, phi: float, draws: int, rng: np.random.Generator) -> Floats:
    """(cells, draws) counts of `mean` (cells,) and variance `phi` times that: gamma-Poisson."""
    mean = np.maximum(mean, TINY)[:, None]
    if phi <= 1.02:
        return rng.poisson(mean, size=(len(mean), draws)).astype(float)
    return rng.poisson(rng.gamma(mean / (phi - 1.0), phi - 1.0, size=(len(mean), draws))).astype(float)


def _told(p_values: Sequence[float], alpha: float) -> int:
    if not p_values or p_values[0] > alpha:
        return 0
    surprise = -np.log1p(-np.minimum(p_values, 0.999))
    passes = np.flatnonzero(np.cumsum(surprise) / np.arange(1, len(p_values) + 1) <= alpha)
    return int(passes.max()) + 1 if len(passes) else 1
