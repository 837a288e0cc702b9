"""The days a report speaks of: whole weeks from Monday, whole calendar months."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import assert_never

from pratfall.records.numbers import Window
from pratfall.site.reports.models import Kind

WEEK = timedelta(days=7)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """From `start` to `end`, both inclusive, UTC."""

    kind: Kind
    start: date
    end: date

    @property
    def window(self) -> Window:
        return Window(self.start, self.end)

    @property
    def begins(self) -> datetime:
        return datetime.combine(self.start, time(), UTC)

    @property
    def over(self) -> datetime:
        """The first instant after it."""
        return datetime.combine(self.end + DAY, time(), UTC)

    @property
    def before(self) -> Period:
        return holding(self.kind, self.start - DAY)

    @property
    def after(self) -> Period:
        return holding(self.kind, self.end + DAY)


def holding(kind: Kind, day: date) -> Period:
    """The week or month `day` lies in."""
    match kind:
        case Kind.WEEKLY:
            monday = day - timedelta(days=day.weekday())
            return Period(kind, monday, monday + WEEK - DAY)
        case Kind.MONTHLY:
            first = day.replace(day=1)
            next_first = (first + timedelta(days=31)).replace(day=1)
            return Period(kind, first, next_first - DAY)
    assert_never(kind)


def last_whole(kind: Kind, today: date) -> Period:
    """The newest one that is over on `today`."""
    return holding(kind, today).before


def offered(kind: Kind, today: date, count: int = 12) -> Iterator[Period]:
    """The last `count` whole ones, newest first."""
    period = last_whole(kind, today)
    for _ in range(count):
        yield period
        period = period.before
