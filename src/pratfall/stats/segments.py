"""Many short histories in one flat array: where each begins, and sums and order inside each.

A review judges tens of thousands of subjects; a Python loop over them would cost minutes. All
histories therefore lie end to end in one array, and `Segments` says where each one starts.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Segments:
    """`start` (s,) and `length` (s,) of s histories in an array of `sum(length)` values."""

    start: Ints
    length: Ints

    @classmethod
    def of(cls, lengths: Ints) -> Segments:
        lengths = np.asarray(lengths, dtype=np.int64)
        return cls(np.cumsum(lengths) - lengths, lengths)

    @property
    def owner(self) -> Ints:
        """(n,) which history each value belongs to."""
        return np.repeat(np.arange(len(self.length)), self.length)

    @property
    def position(self) -> Ints:
        """(n,) place inside its history, from 0."""
        return np.arange(int(self.length.sum())) - np.repeat(self.start, self.length)

    def total(self, values: Floats) -> Floats:
        """(s,) sum inside each history; 0 for an empty one."""
        running = np.concatenate(([0.0], np.cumsum(values)))
        return np.asarray(running[self.start + self.length] - running[self.start])

    def last(self, values: Floats, k: int) -> Floats:
        """(s,) sum of the newest k values of each history (of all, where there are fewer)."""
        running = np.concatenate(([0.0], np.cumsum(values)))
        end = self.start + self.length
        return np.asarray(running[end] - running[np.maximum(end - k, self.start)])

    def keep(self, mask: NDArray[np.bool_]) -> Segments:
        """The same histories after dropping the values outside `mask`."""
        return Segments.of(np.bincount(self.owner[mask], minlength=len(self.length)))


def order_within(values: Floats, group: Ints) -> Ints:
    """(n,) indices that sort by group, then by value. Two sorts of plain numbers: ten times faster than lexsort."""
    n = len(values)
    by_value = np.argsort(values)
    key = group[by_value].astype(np.int64) * n + np.arange(n)
    key.sort()
    return np.asarray(by_value[key % n]) if n else by_value
