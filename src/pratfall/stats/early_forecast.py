"""The final counts of many posts of one age, from their first readings and finished posts read at that age.

`early_curve` says where a post should end, `local_conformal` how far from there it may end, judged by what happened
to the finished posts most like it: those with a similar newest reading that had grown as fast since half that age.
Posts of the account itself count fully, those of its network together as at most BORROWED of them (the power prior
of Ibrahim & Chen 2000 with a fixed power), so that a new account leans on its network and an old one on itself.

Example: 50 finished retweet cascades, read after 1 hour: the median error is 27 % (log-linear line: 33 %), and 92 % of
the other 50 fall into their 90 % interval. `docs/methods/forecast.md` has the tables.
Limits: those of its two parts. At most NEWEST finished posts are used: tables of all pairs of them are made.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import ceil

import numpy as np
from numpy.typing import NDArray

from .early_curve import EarlyCurve, fit
from .local_conformal import Interval, Reference, interval, left_out_below, probability_below

Floats = NDArray[np.float64]
BORROWED = 30.0  # own posts that a network's posts are worth together
NEWEST = 1000


def fewest(level: float) -> int:
    """Finished posts without which an interval at `level` cannot be told: one expected beyond each end."""
    return ceil(2.0 / (1.0 - level) - 1e-9)


@dataclass(frozen=True)
class EarlyForecast:
    """`then` (n, k): readings of n finished posts, newest first, the newest never missing. `final` (n,).

    `own` (n,) bool: of the account itself. Only the last NEWEST rows are used.
    """

    then: Floats
    final: Floats
    own: NDArray[np.bool_]

    @property
    def n(self) -> int:
        return min(len(self.final), NEWEST)

    def interval(self, readings: Floats, *, level: float) -> Interval:
        """Counts at which posts with `readings` (m, k) will end: median and interval, (m,) each."""
        place, floor, near = self._placed(readings)
        logs = interval(self._reference, place, floor, near, level=level)
        return Interval(*(self._count(log) for log in (logs.middle, logs.low, logs.high)))

    def _count(self, logs: Floats) -> Floats:
        return np.rint(np.expm1(logs)) if self._reference.whole else np.expm1(logs)

    def below(self, readings: Floats, mark: Floats) -> Floats:
        """(m,) probability of ending below `mark` (m,)."""
        return probability_below(self._reference, *self._placed(readings), np.log1p(mark))

    def below_left_out(self, mark: float) -> Floats:
        """(n,) the same for each finished post, forecast without itself."""
        return left_out_below(self._reference, float(np.log1p(mark)))

    @cached_property
    def _weight(self) -> Floats:
        others = max(int((~self.own[-NEWEST:]).sum()), 1)
        return np.where(self.own[-NEWEST:], 1.0, min(1.0, BORROWED / others))

    @cached_property
    def _line(self) -> EarlyCurve:
        return fit(self.then[-NEWEST:], self.final[-NEWEST:], self._weight)

    @cached_property
    def _scale(self) -> tuple[Floats, Floats]:
        """Mean and spread of the coordinates."""
        raw = self._coordinates(self.then[-NEWEST:])
        spread = raw.std(axis=0)
        return raw.mean(axis=0), np.where(spread < 1e-9, 1.0, spread)

    @cached_property
    def _reference(self) -> Reference:
        then, outcome = self.then[-NEWEST:], np.log1p(self.final[-NEWEST:])
        return Reference(
            place=outcome - self._line.left,
            outcome=outcome,
            floor=np.log1p(then[:, 0]),
            near=self._near(then),
            weight=self._weight,
            pairs=self._line.pairs,
            whole=bool((self.final == np.rint(self.final)).all()),
        )

    def _placed(self, readings: Floats) -> tuple[Floats, Floats, Floats]:
        return self._line.location(readings), np.log1p(readings[:, 0]), self._near(readings)

    def _near(self, readings: Floats) -> Floats:
        mean, spread = self._scale
        return np.asarray((self._coordinates(readings) - mean) / spread)

    def _coordinates(self, readings: Floats) -> Floats:
        """(m, 2): newest reading, and growth since the reading before it; (m, 1) where there is none before."""
        newest = np.log1p(readings[:, :1])
        if readings.shape[1] == 1:
            return newest
        grown = newest - np.log1p(readings[:, 1:2])
        return np.concatenate([newest, np.where(np.isnan(grown), self._line.growth[:1], grown)], axis=1)
