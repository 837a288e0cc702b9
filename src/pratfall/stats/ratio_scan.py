"""Which slices of a table of shares (clicks of impressions, complaints of comments) moved unlike the rest?

Per cell: x of m before, y of k now. For each slice S, with L the log odds of its sums (half an event added):

    d_S = (L_now,S - L_before,S) - (L_now,rest - L_before,rest)
    z_S = d_S / sqrt(phi s_S^2 + AMONG sum_c w_c^2 / (sum_c w_c)^2)      w = m + k over the cells of S

s^2 is the sum of the eight reciprocal counts, phi how much more cells scatter than independent events (weighted Pearson
of y given x + y and sizes), and AMONG the variance of the log odds' change between cells that nothing
happened to: with a hundred thousand views a narrow slice is otherwise always a little more extreme than the
whole it belongs to. The next pick is the most extreme slice that shares less than ALIKE of its weight (Jaccard)
with every pick before. Chance: beta-binomial tables of that phi, searched alike; p is the rank of z^2 among their
maxima.

Limits: AMONG and ALIKE are fixed, chosen on half of one public set of 135 cases of video delays
(benchmarks/diagnose.py). A later pick may be the shadow of an earlier one, so that only the first is ever told as no
chance; the others are suspects.
Sources: Woolf 1955 (log odds); DerSimonian & Laird 1986 (variance between); Kulldorff 1997; Dwass 1957.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .conjunctions import Conjunctions
from .slice_scan import ALONE, DRAWS, FEWER, LARGE, TINY, Scan

Floats = NDArray[np.float64]
AMONG = 0.3  # of log odds squared
ALIKE = 0.7  # of shared weight
HALF = 0.5


@dataclass(frozen=True)
class Shares:
    """`hits` of `tries` now and before, each (cells,) or (cells, draws)."""

    hits: Floats
    tries: Floats
    hits_before: Floats
    tries_before: Floats


def scan_shares(
    slices: Conjunctions, table: Shares, *, rng: np.random.Generator, alpha: float = 0.05, most: int = 3, sign: int = 0
) -> Scan:
    """Search `slices` of `table`, whose four arrays are (cells,), for shares that moved unlike the rest.

    `sign`: 1 only shares that rose against the rest, -1 only those that fell, 0 both.
    """
    weight = table.tries + table.tries_before
    phi = float(dispersion_of(table))
    strength = _strength(slice_contrasts(slices, table, phi)[0], sign)
    picks: list[int] = []
    left = strength.copy()
    for _ in range(min(most, len(slices))):
        if left.max() < 0.0:
            break
        best = int(left.argmax())
        picks.append(best)
        inside = slices.holds([best])[0]
        common = slices.members @ (weight * inside)
        union = slices.members @ weight + weight[inside].sum() - common
        left[common / union > ALIKE] = -1.0
    drawn = _nothing_happened(table, phi, DRAWS if len(weight) <= LARGE else FEWER, rng)
    maxima = _strength(slice_contrasts(slices, drawn, dispersion_of(drawn))[0], sign).max(axis=0)
    p = [float((1 + (maxima >= strength[pick]).sum()) / (1 + len(maxima))) for pick in picks]
    return Scan(picks, p, int(bool(p) and p[0] <= alpha), phi)


def _strength(z: Floats, sign: int) -> Floats:
    return np.asarray(np.where(sign * z < 0.0, 0.0, z**2))


def slice_contrasts(slices: Conjunctions, table: Shares, phi: Floats | float) -> tuple[Floats, Floats, Floats]:
    """(slices,): z, the log odds ratio against the rest, and its standard error."""
    members = slices.members
    moved: Any = 0.0
    variance: Any = 0.0
    for sign, hits, tries in ((1.0, table.hits, table.tries), (-1.0, table.hits_before, table.tries_before)):
        inside, of = np.asarray(members @ hits), np.asarray(members @ tries)
        outside, rest = hits.sum(axis=0) - inside, tries.sum(axis=0) - of
        moved = moved + sign * (np.log((inside + HALF) / (of - inside + HALF)))
        moved = moved - sign * np.log((outside + HALF) / (rest - outside + HALF))
        for count in (inside, of - inside, outside, rest - outside):
            variance = variance + 1.0 / (count + HALF)
    weight = table.tries + table.tries_before
    weight = weight if weight.ndim == 1 else weight[:, 0]
    among = AMONG * (members @ weight**2) / (members @ weight) ** 2
    error = np.sqrt(phi * variance + (among if np.ndim(moved) == 1 else among[:, None]))
    return moved / error, np.asarray(moved), error


def dispersion_of(table: Shares) -> Floats:
    """How many times more than independent events the hits now scatter between cells; at least 1."""
    odds = (table.hits.sum(axis=0) / table.tries.sum(axis=0)) / (
        np.maximum(table.hits_before.sum(axis=0), HALF) / table.tries_before.sum(axis=0)
    )
    share = table.tries * odds / np.maximum(table.tries * odds + table.tries_before, TINY)
    both = table.hits + table.hits_before
    variance = both * share * (1.0 - share)
    weight = variance / (variance + ALONE)
    square = (table.hits - both * share) ** 2 / np.maximum(variance, TINY)
    return np.asarray(np.maximum(1.0, (weight * square).sum(axis=0) / np.maximum(weight.sum(axis=0), TINY)))


def _nothing_happened(table: Shares, phi: float, draws: int, rng: np.random.Generator) -> Shares:
    """Tables of the same tries whose cells keep their own share, but for what all moved: beta-binomial."""
    overall = (table.hits.sum() + HALF) / (table.tries.sum() + 1.0)
    earlier = (table.hits_before.sum() + HALF) / (table.tries_before.sum() + 1.0)
    moved = np.log(overall / (1.0 - overall)) - np.log(earlier / (1.0 - earlier))
    # A cell's own share, drawn towards the whole by one try's worth.
    own = (table.hits_before + earlier) / (table.tries_before + 1.0)
    odds = own / np.maximum(1.0 - own, TINY) * np.exp(moved)
    now = odds / (1.0 + odds)
    return Shares(
        _beta_binomial(table.tries, now, phi, draws, rng),
        np.broadcast_to(table.tries[:, None], (len(own), draws)),
        _beta_binomial(table.tries_before, own, phi, draws, rng),
        np.broadcast_to(table.tries_before[:, None], (len(own), draws)),
    )


def _beta_binomial(tries: Floats, share: Floats, phi: float, draws: int, rng: np.random.Generator) -> Floats:
    """(cells, draws) hits of `tries` with `share`; variance `phi` times binomial where a cell's tries allow it."""
    share = np.clip(share, 1e-6, 1.0 - 1e-6)
    alike = np.clip((phi - 1.0) / np.maximum(tries - 1.0, 1.0), 0.0, 0.9)
    p = np.broadcast_to(share[:, None], (len(tries), draws))
    if phi > 1.02:
        strength = 1.0 / np.maximum(alike, TINY) - 1.0
        p = np.clip(rng.beta((share * strength)[:, None], ((1.0 - share) * strength)[:, None], size=p.shape), 0.0, 1.0)
    return rng.binomial(tries.astype(np.int64)[:, None], p).astype(float)
