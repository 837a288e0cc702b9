"""Weeks of an invented account, in cells of five dimensions: nothing happened, a slice fell, everything fell, or both.

The recipe of SOC300 (8 weeks before against one, gamma-Poisson counts of twice the Poisson variance, one or two true
slices of one to three values that hold 4 to 45 % of the events and fall by 40 to 90 %), with any seed.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np

SIZES = {"network": 5, "format": 4, "daypart": 4, "topic": 6, "audience": 3}
NAMES = list(SIZES)
KINDS = ("slice", "globslice", "null", "glob")
WEEKS = 8
CELLS = np.array(list(product(*(range(size) for size in SIZES.values()))))


@dataclass(frozen=True)
class Case:
    table: dict[str, np.ndarray]  # a column per dimension, and `now` and `before`
    truth: dict[tuple[tuple[str, str], ...], float]  # slice, sorted by dimension: its true factor

    def found(self, wheres: list[dict[str, object]]) -> int:
        return sum(tuple(sorted((k, str(v)) for k, v in where.items())) in self.truth for where in wheres)


def case(seed: int, events: int, kind: str) -> Case:
    rng = np.random.default_rng([seed, events, KINDS.index(kind)])
    shares = [rng.dirichlet(np.full(size, 1.5)) for size in SIZES.values()]
    p = np.prod([share[CELLS[:, d]] for d, share in enumerate(shares)], axis=0) * rng.lognormal(0.0, 0.3, len(CELLS))
    p /= p.sum()
    factors, truth = np.ones(len(CELLS)), {}
    if "slice" in kind:
        for where, cells in _slices(rng, p):
            factor = 1.0 - rng.uniform(0.4, 0.9)
            factors[cells] *= factor
            truth[tuple(sorted((name, f"{name[0]}{code}") for name, code in where.items()))] = float(factor)
    if "glob" in kind:
        factors *= 1.0 - rng.uniform(0.2, 0.5)
    before = sum(_counts(rng, p * events) for _ in range(WEEKS))
    now = _counts(rng, p * events * factors)
    seen = (now + before) > 0
    table = {name: np.array([f"{name[0]}{code}" for code in CELLS[seen, d]]) for d, name in enumerate(NAMES)}
    return Case({**table, "now": now[seen].astype(float), "before": before[seen].astype(float)}, truth)


def _slices(rng: np.random.Generator, p: np.ndarray) -> list[tuple[dict[str, int], np.ndarray]]:
    wanted, found = int(rng.integers(1, 3)), list[tuple[dict[str, int], np.ndarray]]()
    while len(found) < wanted:
        size = int(rng.choice([1, 2, 3], p=[0.5, 0.43, 0.07]))
        chosen = sorted(rng.choice(len(NAMES), size, replace=False))
        where = {NAMES[d]: int(rng.integers(SIZES[NAMES[d]])) for d in chosen}
        cells = np.all([CELLS[:, NAMES.index(name)] == code for name, code in where.items()], axis=0)
        nested = any(
            where.items() <= other.items() or other.items() <= where.items() for other, _ in found
        )  # the same, or one inside the other
        if 0.04 <= p[cells].sum() <= 0.45 and not nested:
            found.append((where, cells))
    return found


def _counts(rng: np.random.Generator, mean: np.ndarray) -> np.ndarray:
    return rng.poisson(rng.gamma(np.maximum(mean, 1e-9)))
