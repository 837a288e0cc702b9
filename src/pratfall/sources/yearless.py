"""Dates printed without a year (TikTok's `July 16`, `8 de marzo`), completed from evidence.

A post's year comes from the moment in its id. A daily file is consecutive days: its years follow
from its last day, and a 29th of February (or its absence) rules years out.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from . import dates
from .dates import DateOrder, When

FIRST_YEAR = 2016  # before that there was no TikTok
ONE_DAY = timedelta(days=1)
LARGEST_GAP = timedelta(days=200)  # between rows of a daily file; beyond it a year was misread


@dataclass(frozen=True)
class DailyYears:
    """`days`: one per printed text (None where it is no date). `candidates`: last days that fit as
    well, newest first; more than one means the year of the newest was assumed."""

    days: tuple[date | None, ...]
    candidates: tuple[date, ...]


def near(text: str | None, moment: date | None) -> date | None:
    """The printed day in the year that puts it within a day of `moment`; with a printed year, that."""
    when = dates.parse(text or "")
    if when is None:
        return None
    if when.has_year:
        return when.day
    if moment is None:
        return None
    years = (moment.year - 1, moment.year, moment.year + 1)
    tries = [day for year in years if (day := _in_year(when.day, year)) is not None]
    best = min(tries, key=lambda day: abs(day - moment), default=None)
    return best if best is not None and abs(best - moment) <= ONE_DAY else None


def first_after(text: str | None, moment: date, latest: date) -> date | None:
    """The first such day not before `moment` (a day's grace for zones) and not after `latest`."""
    when = dates.parse(text or "")
    if when is None:
        return None
    if when.has_year:
        return when.day
    tries = (_in_year(when.day, year) for year in range(moment.year - 1, latest.year + 1))
    return next((day for day in tries if day and moment - ONE_DAY <= day <= latest + ONE_DAY), None)


def daily(texts: Sequence[str | None], latest: date, *, not_before: date | None = None) -> DailyYears:
    """Years for the rows of a daily file, in the file's order (oldest first or newest first).

    `latest`: no row is later than this. `not_before`: the day of the newest post the
    same account is known to have; an export usually reaches beyond it.
    """
    parsed = _parsed(texts)
    known = [when for when in parsed if when is not None]
    if not known:
        return DailyYears(tuple(None for _ in texts), ())
    if all(when.has_year for when in known):
        return DailyYears(tuple(when.day if when else None for when in parsed), (known[-1].day,))
    backwards = _runs_backwards([when.day for when in known])
    ordered = [when.day for when in known][:: -1 if backwards else 1]
    fits = [days for year in range(latest.year, FIRST_YEAR - 1, -1) if (days := _count_back(ordered, year))]
    fits = [days for days in fits if days[-1] <= latest + ONE_DAY]
    if not fits:
        return DailyYears(tuple(None for _ in texts), ())
    # The first year that reaches the newest post is meant; where none does, the newest is assumed.
    reaching = [days for days in fits if not_before is not None and days[-1] >= not_before - ONE_DAY]
    fits = reaching[-1:] or fits
    chosen = iter(fits[0][:: -1 if backwards else 1])
    return DailyYears(tuple(next(chosen) if when else None for when in parsed), tuple(days[-1] for days in fits))


def _parsed(texts: Sequence[str | None]) -> list[When | None]:
    """Dates in numbers are read in the order that makes the most neighbours follow each other by a day."""
    orders = (DateOrder.MONTH_FIRST, DateOrder.DAY_FIRST)
    readings = [[dates.parse(text or "", order) for text in texts] for order in orders]
    return max(readings, key=_neighbours)


def _neighbours(reading: Sequence[When | None]) -> int:
    days = [when.day for when in reading if when is not None]
    return sum(abs((b - a).days) == 1 for a, b in itertools.pairwise(days))


def _runs_backwards(days: Sequence[date]) -> bool:
    steps = [(b - a).days for a, b in itertools.pairwise(days)]
    return sum(-32 < step < 0 for step in steps) > sum(0 < step < 32 for step in steps)


def _count_back(ordered: Sequence[date], year: int) -> list[date] | None:
    """Rising days of which the last is in `year`; None where a day does not exist in its year, or
    where the 28th of February is followed by the 1st of March in a leap year: that is another year."""
    last = _in_year(ordered[-1], year)
    days = [last] if last is not None else []
    for printed in reversed(ordered[:-1]):
        if not days:
            return None
        after = days[-1]
        same = _in_year(printed, after.year)
        day = same if same is not None and same < after else _in_year(printed, after.year - 1)
        if day is None or after - day > LARGEST_GAP or ((after - day).days == 2 and (day.month, day.day) == (2, 28)):
            return None
        days.append(day)
    return days[::-1] or None


def _in_year(day: date, year: int) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:
        return None
