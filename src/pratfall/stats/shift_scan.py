"""Which slices of a sample changed unlike the rest? Every value is one unit, so that a single viral post is no slice.

For each conjunction S (`conjunctions`) with enough values on all four sides, on logs,

    d_S = (mean S late - mean S early) - (mean rest late - mean rest early)
    z_S = d_S / ( s sqrt(1/n_SL + 1/n_SE + 1/n_RL + 1/n_RE) ),   score = z^2 / 2 - cost of its depth and windows

s: standard deviation of what is left when the periods' means and the values of every dimension (drawn towards none)
are taken out; a slice that always was lower is thereby no slice. The most striking one is compared with the most
striking of `DRAWS` permutations of what is left, so that having looked at all of them is paid for; the p-value is that
of a Gumbel distribution fitted to those maxima by moments (a maximum over many is nearly Gumbel), never below
1 / (2 DRAWS^2).
If it stands, its effect is taken out and the search begins anew. Effects are corrected for having been the largest
(`winners_curse`, the bar being the 95 % quantile of the maxima).

Limits: a shift of the mean of logs only; depth 2; neighbours are taken as exchangeable (a drift common to all posts
cancels, one that only a slice has is found as the change it is).
Sources: Kulldorff 1997 for the maximum over scanned places; Gumbel 1958; Abadie 2005 for differences in differences.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .conjunctions import Conjunctions
from .segments import Floats
from .winners_curse import corrected

DRAWS = 199
FEWEST = 6  # values of a slice, and of the rest, early and late
EULER = 0.5772156649015329
LEVEL = 0.95
AS_GOOD = 0.5  # log likelihood by which another slice says nearly the same
DRAWN = 0.5  # log: one standard deviation of what a dimension's value plausibly does


@dataclass(frozen=True)
class Shifted:
    """One slice: `index` into the conjunctions; `shift` of logs against the rest with its interval; `p`."""

    index: int
    shift: float
    low: float
    high: float
    p: float


@dataclass(frozen=True)
class _Sides:
    """Per slice, (s,): values late and early inside it, and whether all four sides have enough."""

    late: Floats
    early: Floats
    width: Floats  # of d, in standard deviations of a value
    fits: NDArray[np.bool_]


def scan_shifts(
    slices: Conjunctions,
    y: Floats,
    late: NDArray[np.bool_],
    main: Floats,
    cost: Floats,
    *,
    rng: np.random.Generator,
    alpha: float = 0.05,
    most: int = 3,
) -> tuple[Shifted, ...]:
    """Slices that stand, most striking first. `main` (n, k): indicators of values; `cost` (s,): log likelihood."""
    sides = _sides(slices, late)
    found: list[Shifted] = []
    while len(found) < most and sides.fits.any():
        left = _left(y, late, main)
        spread = float(np.sqrt(left @ left / max(len(left) - 2, 1)))
        if spread <= 0.0:
            break
        shuffled = np.array([rng.permutation(left) for _ in range(DRAWS)]).T
        z = _scores(slices.members, sides, left[:, None], late, spread)[:, 0]
        score = z**2 / 2.0 - cost
        maxima = (_scores(slices.members, sides, shuffled, late, spread) ** 2 / 2.0 - cost[:, None]).max(axis=0)
        best = _clearest(score, slices.members, sides, y, late)
        p = _tail(float(score[best]), maxima)
        if p > alpha or best in [one.index for one in found]:
            break
        bar = float(np.sqrt(2.0 * max(float(np.quantile(maxima, 1.0 - alpha)) + cost[best], 0.0)))
        found.append(_shifted(best, float(z[best]), spread * float(sides.width[best]), bar, p))
        inside = slices.holds([best])[0]
        main = np.column_stack([main, inside])
        y = y - np.where(inside & late, z[best] * spread * sides.width[best], 0.0)
    return tuple(found)


def _sides(slices: Conjunctions, late: NDArray[np.bool_]) -> _Sides:
    of_late, of_early = slices.members @ late.astype(float), slices.members @ (~late).astype(float)
    counts = np.array([of_late, of_early, late.sum() - of_late, (~late).sum() - of_early])
    fits = counts.min(axis=0) >= FEWEST
    return _Sides(of_late, of_early, np.sqrt((1.0 / np.maximum(counts, 1.0)).sum(axis=0)), fits)


def _left(y: Floats, late: NDArray[np.bool_], main: Floats) -> Floats:
    """y without the means of its periods and what single values do, the latter drawn towards none."""
    centred = y - np.where(late, y[late].mean(), y[~late].mean())
    table = main.astype(float)
    for side in (late, ~late):
        table[side] -= table[side].mean(axis=0)
    variance = max(float(centred @ centred) / len(y), 1e-12)
    effects = np.linalg.solve(table.T @ table + variance / DRAWN**2 * np.eye(table.shape[1]), table.T @ centred)
    return np.asarray(centred - table @ effects)


def _scores(members: Any, sides: _Sides, left: Floats, late: NDArray[np.bool_], spread: float) -> Floats:
    """(s, draws) z; 0 where a side has too few values."""
    inside_late, inside_early = members @ (left * late[:, None]), members @ (left * ~late[:, None])
    all_late, all_early = left[late].sum(axis=0), left[~late].sum(axis=0)
    n_late, n_early = float(late.sum()), float((~late).sum())
    a, b = sides.late[:, None], sides.early[:, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        own = inside_late / a - inside_early / b
        rest = (all_late - inside_late) / (n_late - a) - (all_early - inside_early) / (n_early - b)
        z = (own - rest) / (spread * sides.width[:, None])
    return np.where(sides.fits[:, None], z, 0.0)


def _clearest(score: Floats, members: Any, sides: _Sides, y: Floats, late: NDArray[np.bool_]) -> int:
    """Of the slices that score (nearly) best, the one that moved most itself: "not A" changed unlike A, but A moved."""
    near = np.flatnonzero(sides.fits & (score >= score.max() - AS_GOOD))
    inside_late, inside_early = members[near] @ (y * late), members[near] @ (y * ~late)
    own = inside_late / sides.late[near] - inside_early / sides.early[near]
    return int(near[np.argmax(np.abs(own))]) if len(near) else int(np.argmax(score))


def _tail(score: float, maxima: Floats) -> float:
    scale = max(float(maxima.std(ddof=1)) * np.sqrt(6.0) / np.pi, 1e-9)
    at = (score - (float(maxima.mean()) - EULER * scale)) / scale
    return max(float(-np.expm1(-np.exp(-at))), 0.5 / DRAWS**2)


def _shifted(index: int, z: float, error: float, bar: float, p: float) -> Shifted:
    true = corrected(abs(z), min(bar, abs(z) - 1e-6), level=LEVEL)
    sign = 1.0 if z > 0 else -1.0
    ends = sorted((sign * max(true.low, 0.0) * error, sign * true.high * error))
    value = sign * max(true.value, 0.0) * error
    return Shifted(index, value, ends[0], ends[1], p)
