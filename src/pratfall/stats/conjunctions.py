"""Which slices are there? All combinations of up to three values of different dimensions that hold enough events.

A dimension offers each cell one or several choices: its own value, or every window of neighbouring values that holds it
(`windows`; where three dimensions meet, single values only). A conjunction takes one choice of each of its dimensions.
Kept are those whose cells hold at least `fewest` of the weight, and leave as much outside. Membership is a sparse
matrix, so that sums over all slices, of many simulated tables at once, are one product.

Limits: the number of entries grows with cells times combinations (100,000 cells of 8 dimensions: 9.2 million before
pruning, about a second). Two slices of the same cells are both kept; the search prefers the one with fewer values.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Ints = NDArray[np.intp]
Floats = NDArray[np.float64]
LENGTHS = (1, 2, 3, 4, 6, 8, 12)  # of windows; all others are within a value or two of one of these


@dataclass(frozen=True)
class Conjunctions:
    """`members` (slices, cells) of 0 and 1; `where[i]`: the (dimension, choice) pairs of slice i; `depth`: how many."""

    members: Any
    where: list[tuple[tuple[int, int], ...]]
    depth: Ints

    def __len__(self) -> int:
        return len(self.where)

    def holds(self, slices: Sequence[int] | Ints) -> NDArray[np.bool_]:
        """(slices, cells): which cells each of `slices` holds."""
        return np.asarray(self.members[np.asarray(slices, dtype=int)].toarray() > 0)


def windows(size: int, circular: bool) -> list[tuple[int, ...]]:
    """Runs of neighbouring codes of 0 .. size - 1, at most half of them long; over the end where that is circular."""
    found = []
    for length in LENGTHS:
        if length == 1 or 2 * length <= size:
            last = size if circular and length > 1 else size - length + 1
            found += [tuple((start + step) % size for step in range(length)) for start in range(last)]
    return found


def choices(codes: Ints, offered: Sequence[tuple[int, ...]]) -> Ints:
    """(cells, most): which of the `offered` sets hold each cell's code; -1 where there are fewer."""
    holding: list[list[int]] = [[] for _ in range(max(max(codes_) for codes_ in offered) + 1)]
    for index, codes_ in enumerate(offered):
        for code in codes_:
            holding[code].append(index)
    most = max(map(len, holding))
    table = np.array([held + [-1] * (most - len(held)) for held in holding], dtype=np.intp)
    return table[codes]


def conjunctions(
    chosen: Sequence[Ints], weight: Floats, *, fewest: float, depth: int = 3, singles: Sequence[int] | None = None
) -> Conjunctions:
    """Of `chosen`, per dimension (cells, choices): every conjunction of at least `fewest` of `weight`.

    `singles`: how many of the choices of each dimension, the first ones, are single values.
    """
    rows, cells, where, depths, begun = [], [], [], [], 0
    for size in range(1, min(depth, len(chosen)) + 1):
        if size == 3 and singles is not None:  # windows of hours times pairs of anything are too many to search
            chosen = [np.where(options < most, options, -1) for options, most in zip(chosen, singles, strict=True)]
        for dimensions in combinations(range(len(chosen)), size):
            for row, cell, picked in _of(dimensions, chosen, weight, fewest):
                rows.append(row + begun)
                cells.append(cell)
                where += picked
                depths += [size] * len(picked)
                begun += len(picked)
    row_of = np.concatenate(rows) if rows else np.zeros(0, dtype=np.intp)
    cell_of = np.concatenate(cells) if cells else np.zeros(0, dtype=np.intp)
    members = sparse.csr_array((np.ones(len(row_of)), (row_of, cell_of)), shape=(begun, len(weight)))
    return Conjunctions(members, where, np.array(depths, dtype=np.intp))


def _of(
    dimensions: tuple[int, ...], chosen: Sequence[Ints], weight: Floats, fewest: float
) -> Iterator[tuple[Ints, Ints, list[tuple[tuple[int, int], ...]]]]:
    sizes = tuple(int(chosen[d].max()) + 1 for d in dimensions)
    cell, key = np.arange(len(weight)), np.zeros(len(weight), dtype=np.intp)
    for d, size in zip(dimensions, sizes, strict=True):
        options = chosen[d][cell]
        known = options >= 0
        cell = np.repeat(cell, known.sum(axis=1))
        key = np.repeat(key * size, known.sum(axis=1)) + options[known]
    kinds, of_kind = (np.arange(np.prod(sizes)), key)
    if len(kinds) > 4 * len(key):  # a sparse product of large dimensions: only what occurs
        kinds, of_kind = np.unique(key, return_inverse=True)
    held = np.bincount(of_kind, weight[cell], minlength=len(kinds))
    kept = (held >= fewest) & (weight.sum() - held >= fewest)
    numbered = np.where(kept, np.cumsum(kept) - 1, -1)[of_kind]
    inside = numbered >= 0
    picks = np.unravel_index(kinds[kept], sizes)
    named = [tuple(zip(dimensions, map(int, pick), strict=True)) for pick in zip(*picks, strict=True)]
    if named:
        yield numbered[inside], cell[inside], named
