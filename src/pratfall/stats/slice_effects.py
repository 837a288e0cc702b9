"""How large is the change of each slice found, and what did all the rest do?

Counts: one common rate c and one factor f_S for each slice told, fitted to both periods by iterative proportional
fitting (Poisson likelihood). What S would show had it changed as the rest: E = sum_S b c prod_other f. Effect O/E - 1,
with the log-normal interval of log f_S from the inverse information of that fit, phi (X' W X)^-1: X a column of ones
and one per slice, W = n p (1 - p) as in `slice_scan`. At fixed mix: c f_S per period - 1.

Ratios: the log odds ratio d of `ratio_scan` and its error, put on the share the slice would have had. At fixed mix:
each cell's share now and before, weighted by its tries before (direct standardisation): where it differs from the
raw change, the mix of cells moved and not the shares (Simpson's paradox).

Limits: `common` is judged against the scatter of cells alone, which does not know how the total goes up and down from
week to week: its p says how sure the counts are, not whether such a week is unusual. The interval of a slice does not
know that the slice was chosen for being striking: near the edge of what can be seen an effect is overstated.
Sources: Deming & Stephan 1940; Breslow & Day 1987 (standardised rates); Woolf 1955.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, ndtr, ndtri

from pratfall.records.slices import Located, Slice, Value

from .conjunctions import Conjunctions
from .ratio_scan import Shares, slice_contrasts
from .slice_scan import ROUNDS, TINY, Scan

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Where = Mapping[str, Value]
HALF = 0.5
NONE = 0.25  # events in place of none, where a logarithm is taken
COUNTS, SHARES, COMMON = "slice_scan", "ratio_scan", "common_rate"


@dataclass(frozen=True)
class Counts:
    """Events `now` and `then`, (cells,), the latter of `periods` comparable periods."""

    now: Floats
    then: Floats
    periods: float
    level: float

    def located(self, slices: Conjunctions, found: Scan, where: Sequence[Where]) -> Located:
        held = slices.holds(found.picks)
        told = held[: found.told]
        common, rates, own = self.fitted(told)
        variances = found.dispersion * self.variances(told, rates)
        spread_of_rest = float(variances[0])
        suspects = []
        for index, cells in enumerate(held):
            if index >= found.told:  # a suspect: its effect were it one more besides those told
                every = held[[*range(found.told), index]]
                _, rates, own = self.fitted(every)
                variances = found.dispersion * self.variances(every, rates)
            place = min(index, found.told)
            factor, variance = float(own[place]), float(variances[1 + place])
            expected = float((self.then * rates)[cells].sum()) / factor
            fixed = common * factor * self.periods - 1.0
            suspects.append(self._slice(where[index], cells, expected, fixed, found.p[index], variance))
        whole = self._common(self.rest(told), common, spread_of_rest)
        return Located(tuple(suspects[: found.told]), whole, tuple(suspects), len(slices), found.dispersion)

    def rest(self, held: Bools) -> Bools:
        """Cells outside every slice; all of them where outside there is nothing to compare."""
        outside = ~held.any(axis=0)
        enough = bool(self.now[outside].sum() and self.then[outside].sum())
        return np.asarray(outside if enough else np.ones(len(self.now)), dtype=bool)

    def fitted(self, held: Bools) -> tuple[float, Floats, Floats]:
        """The common rate of now against then, each cell's rate, and each slice's own factor in it."""
        rest = self.rest(held)
        common = float(self.now[rest].sum() / self.then[rest].sum())
        rates, own = np.full(len(self.now), common), np.ones(len(held))
        for _ in range(ROUNDS if len(held) > 1 else 1):
            for index, cells in enumerate(held):
                factor = max(float(self.now[cells].sum()), NONE) / max(float((self.then * rates)[cells].sum()), TINY)
                rates[cells] *= factor
                own[index] *= factor
        return common, rates, own

    def variances(self, held: Bools, rates: Floats) -> Floats:
        """Of the log of the common rate, and of each slice's log factor, were events independent."""
        design = np.column_stack([np.ones(len(rates)), *held.astype(float)])
        share = np.maximum(rates, TINY) / (1.0 + rates)
        weight = (self.now + self.then) * share * (1.0 - share)
        # A slice that is nearly the whole of another cannot be told from it: its variance becomes large, not undefined.
        information = design.T @ (design * weight[:, None]) + np.diag([0.0, *[NONE / 100.0] * len(held)])
        return np.asarray(np.diag(np.linalg.pinv(information, hermitian=True)))

    @property
    def change(self) -> float:
        return float(self.now.sum() - self.then.sum() / self.periods)

    def _slice(self, where: Where, cells: Bools, expected: float, fixed: float, p: float, variance: float) -> Slice:
        seen, was = float(self.now[cells].sum()), float(self.then[cells].sum())
        effect, low, high = _ratio(seen, expected, variance, self.level)
        raw = seen / (max(was, HALF) / self.periods) - 1.0
        share = (seen - expected) / self.change if self.change else None
        return Slice(where, seen, expected, effect, low, high, self.level, share, raw, fixed, p, seen + was, COUNTS)

    def _common(self, rest: Bools, common: float, variance: float) -> Slice:
        seen, was = float(self.now[rest].sum()), float(self.then[rest].sum())
        effect, low, high = _ratio(seen, was / self.periods, variance, self.level)
        raw = common * self.periods - 1.0
        share = float(self.then.sum()) / self.periods * raw / self.change if self.change else None
        p = float(2.0 * ndtr(-abs(np.log1p(effect)) / np.sqrt(variance)))
        expected = was / self.periods
        return Slice({}, seen, expected, effect, low, high, self.level, share, raw, raw, p, seen + was, COMMON)


@dataclass(frozen=True)
class Ratios:
    """Hits of tries in both periods."""

    table: Shares
    level: float

    def located(self, slices: Conjunctions, found: Scan, where: Sequence[Where]) -> Located:
        held = slices.holds(found.picks)
        _, moved, error = slice_contrasts(slices, self.table, found.dispersion)
        suspects = []
        for index, pick in enumerate(found.picks):
            then, _ = self._odds(held[index])
            rest_then, rest_now = self._odds(~held[index])
            usual = then + rest_now - rest_then
            shift = (usual, float(moved[pick]), float(error[pick]))
            suspects.append(self._slice(where[index], held[index], shift, found.p[index]))
        common = self._common(held[: found.told], found.dispersion)
        return Located(tuple(suspects[: found.told]), common, tuple(suspects), len(slices), found.dispersion)

    def _common(self, told: Bools, phi: float) -> Slice:
        tried = (self.table.tries > 0) & (self.table.tries_before > 0)
        rest = np.asarray(~told.any(axis=0), dtype=bool)
        cells = np.asarray(rest if (rest & tried).any() else np.ones(len(rest)), dtype=bool)
        then, now = self._odds(cells)
        hits, before = float(self.table.hits[cells].sum()), float(self.table.hits_before[cells].sum())
        tries, of = float(self.table.tries[cells].sum()), float(self.table.tries_before[cells].sum())
        error = float(np.sqrt(phi * sum(1.0 / (count + HALF) for count in (hits, tries - hits, before, of - before))))
        p = float(2.0 * ndtr(-abs(now - then) / error))
        return self._slice({}, cells, (then, now - then, error), p)

    def _slice(self, where: Where, cells: Bools, shift: tuple[float, float, float], p: float) -> Slice:
        """`shift`: the log odds had nothing happened to these cells; by how much they differ, and its error."""
        usual, moved, error = shift
        share, reach = float(expit(usual)), float(ndtri(0.5 + self.level / 2.0)) * error
        effect, low, high = (float(expit(usual + moved + by)) / share - 1.0 for by in (0.0, -reach, reach))
        table, expected = self.table, float(self.table.tries[cells].sum()) * share
        hits, tries = float(table.hits[cells].sum()), float(table.tries[cells].sum())
        was, of = max(float(table.hits_before[cells].sum()), HALF), float(table.tries_before[cells].sum())
        raw = (hits / tries) / (was / of) - 1.0 if tries and of else 0.0
        usual_hits = float(table.tries.sum() * table.hits_before.sum() / table.tries_before.sum())
        change = float(table.hits.sum()) - usual_hits
        part = (hits - expected) / change if change else None
        fixed, method = self.standardised(cells), SHARES if where else COMMON
        return Slice(where, hits, expected, effect, low, high, self.level, part, raw, fixed, p, tries + of, method)

    def standardised(self, cells: Bools) -> float:
        """Change of the share with each cell weighted as before, over cells that were tried in both periods."""
        table = self.table
        both = cells & (table.tries > 0) & (table.tries_before > 0)
        now = float((table.tries_before[both] * table.hits[both] / table.tries[both]).sum())
        return now / max(float(table.hits_before[both].sum()), HALF) - 1.0

    def _odds(self, cells: Bools) -> tuple[float, float]:
        """Log odds before and now."""
        table = self.table
        then = _log_odds(table.hits_before[cells], table.tries_before[cells])
        return then, _log_odds(table.hits[cells], table.tries[cells])


def _log_odds(hits: Floats, tries: Floats) -> float:
    return float(np.log((hits.sum() + HALF) / (tries.sum() - hits.sum() + HALF)))


def _ratio(seen: float, expected: float, variance: float, level: float) -> tuple[float, float, float]:
    middle = max(seen, NONE) / max(expected, NONE)
    reach = float(np.exp(float(ndtri(0.5 + level / 2.0)) * np.sqrt(variance)))
    return middle - 1.0, middle / reach - 1.0, middle * reach - 1.0
