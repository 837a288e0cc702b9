"""The final counts of many posts of one age, from their first readings and finished posts read at that age.

`early_curve` says where a post should end, `local_conformal` how far from there it may end, judged by what happened
to the finished posts whose newest reading was most like its own. Earlier readings are used only where they earn it: of
one, two or all readings the fewest whose error, each finished post forecast without itself, is within one standard
error of that of more (the one-standard-error rule, on the paired differences). Posts of the account itself count
fully, those of its network together as at most BORROWED of them (the power prior of Ibrahim & Chen 2000 with a fixed
power), so that a new account leans on its network and an old one on itself.

Example: 50 finished retweet cascades, read after 1 hour: the median error is 23 % (log-linear line: 33 %), and 92 % of
the other 50 fall into their 90 % interval. `docs/methods/forecast.md` has the tables.
Limits: those of its two parts. At most NEWEST finished posts are used: tables of all pairs of them are made.
Source of the rule: Breiman, Friedman, Olshen & Stone 1984, 3.4.3.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import ceil

import numpy as np
from numpy.typing import NDArray

from .early_curve import EarlyCurve, fit
from .local_conformal import Interval, Reference, interval, left_out_below, left_out_error, probability_below

Floats = NDArray[np.float64]
BORROWED = 30.0  # own posts that a network's posts are worth together
NEWEST = 1000
FLAT = 1e-9


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
        logs = interval(self._fitted.reference, place, floor, near, level=level)
        return Interval(*(self._count(log) for log in (logs.middle, logs.low, logs.high)))

    def _count(self, logs: Floats) -> Floats:
        return np.rint(np.expm1(logs)) if self._fitted.reference.whole else np.expm1(logs)

    def below(self, readings: Floats, mark: Floats) -> Floats:
        """(m,) probability of ending below `mark` (m,)."""
        return probability_below(self._fitted.reference, *self._placed(readings), np.log1p(mark))

    def below_left_out(self, mark: float) -> Floats:
        """(n,) the same for each finished post, forecast without itself."""
        return left_out_below(self._fitted.reference, float(np.log1p(mark)))

    @cached_property
    def _weight(self) -> Floats:
        others = max(int((~self.own[-NEWEST:]).sum()), 1)
        return np.where(self.own[-NEWEST:], 1.0, min(1.0, BORROWED / others))

    @cached_property
    def _fitted(self) -> _Fitted:
        """The fewest readings that do as well as more."""
        chosen = self._with(1)
        error = left_out_error(chosen.reference)
        for k in sorted({2, self.then.shape[1]} - {1}) if self.then.shape[1] > 1 else ():
            other = self._with(k)
            closer = error - (error_of_other := left_out_error(other.reference))
            if closer.mean() > closer.std() / np.sqrt(len(closer)):
                chosen, error = other, error_of_other
        return chosen

    def _with(self, k: int) -> _Fitted:
        then, final = self.then[-NEWEST:, :k], self.final[-NEWEST:]
        line, newest = fit(then, final, self._weight), np.log1p(then[:, 0])
        spread = float(newest.std())
        scale = 1.0 if spread < FLAT else spread
        outcome = np.log1p(final)
        reference = Reference(
            place=outcome - line.left,
            outcome=outcome,
            floor=newest,
            near=(newest / scale)[:, None],
            weight=self._weight,
            pairs=line.pairs,
            whole=bool((final == np.rint(final)).all()),
        )
        return _Fitted(k, line, scale, reference)

    def _placed(self, readings: Floats) -> tuple[Floats, Floats, Floats]:
        fitted, newest = self._fitted, np.log1p(readings[:, 0])
        return fitted.line.location(readings[:, : fitted.readings]), newest, (newest / fitted.scale)[:, None]


@dataclass(frozen=True)
class _Fitted:
    """What was learnt from so many `readings` of each post; `scale`: spread of the logs of the newest."""

    readings: int
    line: EarlyCurve
    scale: float
    reference: Reference
