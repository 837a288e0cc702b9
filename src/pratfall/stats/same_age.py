"""What did each of many curves show at a given age? Read between its readings, never far from one.

A curve is a few readings (age, cumulative value). At age a it shows

    the straight line between the readings around a, where the later is at most TWICE as old as the earlier,
    else the nearest reading, where its age is within a factor NEAR of a,
    else nothing (NaN): a curve not read around that age says nothing about it, and missing is never zero.

Knobs: TWICE, NEAR, both ratios of ages.
Limits: growth between two readings is concave more often than straight, so the line lies slightly low; at a factor of
two this is a few per cent for counts that grow with the logarithm of time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
TWICE = 2.0
NEAR = 1.2


@dataclass(frozen=True)
class CurveTable:
    """Readings of n curves end to end, sorted by curve, then age: `curve` (m,) int, `age` (m,), `value` (m,)."""

    curve: NDArray[np.int64]
    age: Floats
    value: Floats
    n: int

    @classmethod
    def of(cls, curves: Sequence[tuple[ArrayLike, ArrayLike]]) -> CurveTable:
        """From pairs of ages and values; readings without a value are left out."""
        pairs = [(np.asarray(a, dtype=float), np.asarray(v, dtype=float)) for a, v in curves]
        if any(a.shape != v.shape or a.ndim != 1 for a, v in pairs):
            raise ValueError("a curve is as many ages as values")
        curve = np.repeat(np.arange(len(pairs)), [len(a) for a, _ in pairs])
        age = _joined(a for a, _ in pairs)
        value = _joined(v for _, v in pairs)
        known = ~(np.isnan(age) | np.isnan(value))
        order = np.lexsort((age[known], curve[known]))
        return cls(curve[known][order], age[known][order], value[known][order], len(pairs))

    def at(self, age: float) -> Floats:
        """(n,) the value of every curve at `age`, NaN where no reading is near."""
        if not len(self.age):
            return np.full(self.n, np.nan)
        span = float(self.age.max()) + abs(age) + 1.0
        after = np.searchsorted(self.curve * span + self.age, np.arange(self.n) * span + age, side="right")
        before_age, before = self._reading(after - 1)
        after_age, following = self._reading(after)
        between = (after_age <= TWICE * before_age) & (after_age > before_age)
        part = (age - before_age) / np.where(between, after_age - before_age, 1.0)
        line = before + part * (following - before)
        nearest = np.where(_apart(before_age, age) <= _apart(after_age, age), before, following)
        near = np.minimum(_apart(before_age, age), _apart(after_age, age)) <= NEAR
        return np.asarray(np.where(between, line, np.where(near, nearest, np.nan)))

    def last(self, *, from_age: float) -> Floats:
        """(n,) the newest value of every curve read at `from_age` or later, NaN for the others."""
        end = np.searchsorted(self.curve, np.arange(self.n), side="right") - 1
        age, value = self._reading(end)
        return np.where(np.nan_to_num(age, nan=-np.inf) >= from_age, value, np.nan)

    def _reading(self, place: NDArray[np.int64]) -> tuple[Floats, Floats]:
        """(n,) age and value at `place` of each curve, NaN where that is another curve's or nobody's."""
        kept = np.clip(place, 0, len(self.age) - 1)
        own = (place == kept) & (self.curve[kept] == np.arange(self.n))
        return np.where(own, self.age[kept], np.nan), np.where(own, self.value[kept], np.nan)


def _joined(parts: Iterable[Floats]) -> Floats:
    return np.concatenate([np.zeros(0), *parts])


def _apart(age: Floats, wanted: float) -> Floats:
    """Factor between two ages, infinite for an unknown one."""
    with np.errstate(divide="ignore", invalid="ignore"):
        factor = np.maximum(age / wanted, wanted / age)
    return np.where(np.isnan(factor), np.inf, factor)
