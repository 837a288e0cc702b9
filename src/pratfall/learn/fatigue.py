"""How long does something rest before it is said again to the same people?

    too soon    the same material, or nearly the same words, stood on that account fewer than `rest` days ago
    too many    with this one, repeats of the last 90 days would be more of its posts than the team's limit

The rest is read off the account's own repeats where there are enough: the shortest of EDGES from which repeats kept up
with their first time (lower end of the 95 % interval of the median ratio at least `keeps_up`). Teams repeat what did
well, so a ratio near one is more than it looks; the shortest of four is chosen, so the rest may be a little short.
Otherwise it is DEFAULT_DAYS, which is ours: no study we know measured it for posts. docs/methods/fatigue.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import numpy as np

from pratfall.records.numbers import Estimate, NotEnoughData, Unit
from pratfall.stats.shares import wilson
from pratfall.stats.typical import median_interval, minimum
from pratfall.text.repeats import find_repeats

EDGES = (28, 56, 112, 168)  # days
DEFAULT_DAYS = 90
LEVEL = 0.95
WINDOW_DAYS = 90
FEWEST_POSTS = 20  # below, no share of repeats is a habit: as habits/shares.py has it


@dataclass(frozen=True)
class Rest:
    """`days` between two times. `ratio`: of repeats after that long, over their first time, from `n` of them;
    NotEnoughData where the account's own repeats do not say, and then `days` is the default.
    """

    days: int
    ratio: Estimate | NotEnoughData
    n: int

    @property
    def own(self) -> bool:
        return isinstance(self.ratio, Estimate)


@dataclass(frozen=True)
class Earlier:
    """Something that stood on the account, or is planned for it. `same`: made of the same material."""

    on: date
    text: str
    same: bool = False


class Verdict(StrEnum):
    FINE = "fine"
    TOO_SOON = "too_soon"
    TOO_MANY = "too_many"


@dataclass(frozen=True)
class Advice:
    """`last`: when it stood there last; `fine_on`: from when it would be fine; both None where nothing is like it.

    `share`: of posts of the last WINDOW_DAYS that repeat something, as it is now.
    """

    verdict: Verdict
    rest: Rest
    last: date | None
    fine_on: date | None
    share: Estimate | NotEnoughData


def rest_of(gap_days: Sequence[float], ratios: Sequence[float], *, keeps_up: float) -> Rest:
    """`gap_days[i]` (n,) between a repeat and its first time, `ratios[i]` (n,) its response over that of the first."""
    gaps, values = np.asarray(gap_days, dtype=float), np.asarray(ratios, dtype=float)
    most = 0
    for edge in EDGES:
        after = values[gaps >= edge]
        most = max(most, len(after))
        if len(after) < minimum(LEVEL):
            continue
        value, low, high = median_interval(after, LEVEL)
        if low >= keeps_up:
            return Rest(edge, Estimate(value, low, high, Unit.RATIO, LEVEL), len(after))
    return Rest(DEFAULT_DAYS, NotEnoughData(minimum(LEVEL), most, "repeats"), most)


def advise(text: str, earlier: Sequence[Earlier], on: date, *, rest: Rest, most_repeats: float) -> Advice:
    """Whether `text` may go out `on` that day. `earlier`: of the same account, oldest first; what lies after `on` is
    planned for then and counts as well. `most_repeats`: limit of the share, 0 to 1.
    """
    repeats = find_repeats([*(one.text for one in earlier), text])
    alike = _same_words(repeats, len(earlier))
    near = [one.on for i, one in enumerate(earlier) if one.same or i in alike]
    last = min(near, key=lambda day: abs(day - on), default=None)
    window = [i for i, one in enumerate(earlier) if timedelta(0) <= on - one.on < timedelta(WINDOW_DAYS)]
    again = [i for i in window if repeats[i] >= 0]
    share = _share(len(again), len(window))
    if last is not None and abs(last - on) < timedelta(rest.days):
        return Advice(Verdict.TOO_SOON, rest, last, _free(near, on, rest.days), share)
    is_repeat = bool(near)
    if is_repeat and isinstance(share, Estimate) and (len(again) + 1) / (len(window) + 1) > most_repeats:
        return Advice(Verdict.TOO_MANY, rest, last, _fewer(earlier, again, on), share)
    return Advice(Verdict.FINE, rest, last, None, share)


def _same_words(repeats: Sequence[int], row: int) -> frozenset[int]:
    """Rows whose words are those of `row`, by way of whatever they all repeat."""
    root = list(range(len(repeats)))
    for i, earlier in enumerate(repeats):  # earlier rows come first: theirs is known
        root[i] = root[earlier] if earlier >= 0 else i
    return frozenset(i for i in range(row) if root[i] == root[row])


def _share(again: int, n: int) -> Estimate | NotEnoughData:
    if n < FEWEST_POSTS:
        return NotEnoughData(FEWEST_POSTS, n, "posts")
    low, high = wilson(again, n, level=LEVEL)
    return Estimate(again / n, low, high, Unit.SHARE, LEVEL)


def _free(near: Sequence[date], on: date, rest_days: int) -> date:
    """The first day from `on` that is `rest_days` away from each of them."""
    day = on
    for busy in sorted(near):
        if abs(day - busy) < timedelta(rest_days):
            day = busy + timedelta(rest_days)
    return day


def _fewer(earlier: Sequence[Earlier], again: Sequence[int], on: date) -> date:
    """When the oldest repeat in the window is no longer in it: not before that day, if nothing else is repeated."""
    oldest = min(earlier[i].on for i in again)
    return max(oldest + timedelta(WINDOW_DAYS), on + timedelta(1))
