"""Did a habit's number move? Two readings over days they do not share, their difference with an interval.

    compare(reading_of_spring, reading_of_autumn)

Each reading brings an interval of its own (Wilson's for a share, Garwood's for a rate, the rule's errors included for
appeals). They are put together without assuming a shape (Newcombe 1998, method 10; Zou & Donner 2008):

    d = b - a,   low = d - sqrt((b - low_b)^2 + (high_a - a)^2),   high = d + sqrt((high_b - b)^2 + (a - low_a)^2)

BETTER, WORSE     0 lies outside the interval, and the move passes the share of false ones below
SAME              the whole interval lies within what nobody would notice (`MARGIN`)
CANNOT_TELL       otherwise

Every look compares the newest quarter with two: the last that shares no day with it, and that of a year before, for
what moves slowly. Never with the best or the worst of the months. It asks so of every habit of every account, and that
is paid for (Benjamini & Hochberg 1995): of the moves told at a look at most `FALSE_SHARE` are chance on average. p is
read off the interval, as if its end nearest to 0 lay z standard errors from d.

Example (Newcombe 1998, table II): 48 of 80 before and 56 of 70 after move by 0.20, 0.052 to 0.334.
Limits: posts count as independent; comments of one quarrel are not, and make `unanswered` move too easily. A fact (an
account silent or not) has no interval: it is a fault or it is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from math import sqrt
from typing import TypeVar

import numpy as np
from scipy.special import ndtr, ndtri

from pratfall.records.findings import Status
from pratfall.records.habit_readings import HabitReading, HabitsThen
from pratfall.records.numbers import Estimate, NotEnoughData, Unit
from pratfall.stats.false_discovery import discoveries

QUARTER_DAYS = 91
YEAR_DAYS, SEASON_DAYS = 365, 20  # a month's end is never further from the day a year ago
NO_EARLIER = "earlier_periods"  # nothing known that shares no day with the newest
FALSE_SHARE = 0.10  # of the moves told at one look
MARGIN = {Unit.SHARE: 0.1, Unit.PER_WEEK: 0.5}  # a tenth of all posts, a post in two weeks: assumptions


class Move(StrEnum):
    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True)
class Trend:
    """`change`: after less before, None for a fact. `p`: two-sided, of no move at all; None for a fact."""

    before: HabitReading
    after: HabitReading
    change: Estimate | None
    p: float | None
    move: Move


Asked = TypeVar("Asked", Trend | NotEnoughData, Trend | None)


@dataclass(frozen=True)
class HabitTrend:
    """One habit of one account. `now`: over its usual days; `trend`: whether it moved, or what is missing to tell.

    `year`: the same quarter of the year before beside the newest; None for a fact, and where none is known.
    """

    now: HabitReading
    trend: Trend | NotEnoughData
    year: Trend | None = None

    @property
    def move(self) -> Move:
        """Of the last quarter, else of the year, for what moves slowly."""
        moves = [one.move for one in (self.trend, self.year) if isinstance(one, Trend)]
        told = [move for move in moves if move in (Move.BETTER, Move.WORSE)]
        return next(iter((*told, *moves)), Move.CANNOT_TELL)


def compare(before: HabitReading, after: HabitReading) -> Trend | NotEnoughData:
    """Whether the number moved from `before` to `after`, by its own 95 % interval alone.

    Raises ValueError where the two share days: the shared posts would hide the move.
    """
    if is_fact(after):
        return Trend(before, after, None, None, _of_fact(before, after))
    for reading in (after, before):
        if not isinstance(reading.estimate, Estimate):
            return reading.estimate or NotEnoughData(1, 0, "readings")
    if before.window.shared_days(after.window):
        raise ValueError(f"{before.window} and {after.window} share days")
    change = _difference(before.estimate, after.estimate)  # type: ignore[arg-type]  # looked at above
    return Trend(before, after, change, _p(change), _move(change, after.more_is_worse))


def trends(history: Sequence[HabitsThen]) -> tuple[HabitTrend, ...]:
    """Every habit of the newest day of `history` (oldest first), the moves told together paid for together."""
    if not history:
        return ()
    found = [(now, _trend(history, now), _year(history, now)) for now in history[-1].readings]
    asked = [one.p for _, *both in found for one in both if isinstance(one, Trend) and one.p is not None]
    told = iter(discoveries(np.array(asked, dtype=np.float64), share=FALSE_SHARE).tolist())
    return tuple(HabitTrend(now, _paid_for(trend, told), _paid_for(year, told)) for now, trend, year in found)


def _paid_for(trend: Asked, told: Iterator[bool]) -> Asked:
    """`told`: of each that has a p, in turn, whether it may be told."""
    if not isinstance(trend, Trend) or trend.p is None or next(told):
        return trend
    return replace(trend, move=Move.CANNOT_TELL) if trend.move in (Move.BETTER, Move.WORSE) else trend


def judged_from(done: date) -> date:
    """The first day on which a quarter without any day before the repair, or of it, is over."""
    return done + timedelta(days=QUARTER_DAYS)


def first_after(history: Sequence[HabitsThen], key: tuple[str, str, str], done: date) -> HabitReading | None:
    """The first countable quarter of days after `done` alone; of a fact, what it was a quarter later.

    Where no such quarter can be counted the newest says what is missing. None: too early, or not asked of it any more.
    """
    late = [then for then in history if then.on >= judged_from(done)]
    mine = [r for then in late for r in (*then.lately, *then.readings) if r.key == key]
    clear = [r for r in mine if is_fact(r) or (r.window.days <= QUARTER_DAYS and r.window.start > done)]
    counted = [r for r in clear if is_fact(r) or isinstance(r.estimate, Estimate)]
    return next(iter((*counted, *reversed(clear))), None)


def newest(history: Sequence[HabitsThen], key: tuple[str, str, str]) -> HabitReading | None:
    """The reading of the last quarter, of a fact that of today: what a repair starts from. None: not asked of it."""
    then = history[-1] if history else None
    found = [r for r in (*then.lately, *then.readings) if r.key == key] if then else []
    return found[0] if found else None


def is_fact(reading: HabitReading) -> bool:
    """True of a day, not counted over days."""
    return reading.code in ("abandoned", "no_conversions")


def _trend(history: Sequence[HabitsThen], now: HabitReading) -> Trend | NotEnoughData:
    """Quarters if both can be counted, else the usual days of now and of long enough ago."""
    answers = [compare(*pair) for pair in _pairs(history, now)]
    told = [answer for answer in answers if isinstance(answer, Trend)]
    return next(iter((*told, *answers)), NotEnoughData(2, 1, NO_EARLIER))


def _year(history: Sequence[HabitsThen], now: HabitReading) -> Trend | None:
    """The newest quarter beside the one that ended about a year before it, so that the season is the same."""
    mine = [r for then in history for r in then.lately if r.key == now.key]
    if is_fact(now) or not mine:
        return None
    last = mine[-1]
    off = [abs((last.window.end - reading.window.end).days - YEAR_DAYS) for reading in mine]
    found = compare(mine[int(np.argmin(off))], last) if min(off) <= SEASON_DAYS else None
    return found if isinstance(found, Trend) else None


def _pairs(history: Sequence[HabitsThen], now: HabitReading) -> Iterator[tuple[HabitReading, HabitReading]]:
    if is_fact(now):
        old = [then for then in history if (history[-1].on - then.on).days >= QUARTER_DAYS]
        yield from ((r, now) for then in old[-1:] for r in then.readings if r.key == now.key)
        return
    for readings in ([then.lately for then in history], [then.readings for then in history]):
        mine = [r for month in readings for r in month if r.key == now.key]
        before = [r for r in mine if not r.window.shared_days(mine[-1].window) and r.window < mine[-1].window]
        if before:
            yield before[-1], mine[-1]


def _of_fact(before: HabitReading, after: HabitReading) -> Move:
    if Status.CANNOT_TELL in (before.status, after.status):
        return Move.CANNOT_TELL
    if bool(before.status) == bool(after.status):
        return Move.SAME
    return Move.BETTER if before.status else Move.WORSE


def _difference(before: Estimate, after: Estimate) -> Estimate:
    a, b = before.value, after.value
    low = b - a - sqrt((b - after.low) ** 2 + (before.high - a) ** 2)
    high = b - a + sqrt((after.high - b) ** 2 + (a - before.low) ** 2)
    return Estimate(b - a, low, high, after.unit, after.level)


def _p(change: Estimate) -> float:
    towards = change.value - change.low if change.value > 0 else change.high - change.value
    z = float(ndtri(0.5 + change.level / 2))
    return 1.0 if change.value == 0 else float(2 * ndtr(-abs(change.value) / towards * z)) if towards else 0.0


def _move(change: Estimate, more_is_worse: bool) -> Move:
    if change.low > 0 or change.high < 0:
        return Move.WORSE if (change.low > 0) == more_is_worse else Move.BETTER
    margin = MARGIN.get(change.unit)
    return Move.SAME if margin and -margin <= change.low and change.high <= margin else Move.CANNOT_TELL
