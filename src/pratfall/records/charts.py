"""What a chart shows, as numbers; drawing it is the review's business."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


@dataclass(frozen=True)
class Point:
    at: datetime
    value: float
    id: str = ""  # post behind the point
    recent: bool = False  # inside the judged window


@dataclass(frozen=True)
class Level:
    """A typical value with its interval over some days."""

    start: date
    end: date
    value: float
    low: float
    high: float


@dataclass(frozen=True)
class LevelChart:
    """Posts (or weeks) as points, the levels before and after as bands. Log scale."""

    metric: str
    points: tuple[Point, ...]
    levels: tuple[Level, ...]
    gaps: tuple[tuple[date, date], ...] = ()


class DayState(StrEnum):
    COVERED = "covered"  # an export covers the day and it holds data
    EMPTY = "empty"  # covered, nothing posted or measured
    PARTIAL = "partial"
    GAP = "gap"  # no export covers the day


@dataclass(frozen=True)
class CalendarChart:
    """One state per day from `start` on."""

    start: date
    days: tuple[DayState, ...]


@dataclass(frozen=True)
class BarsChart:
    """A few labelled shares or counts, one marked as the reference."""

    bars: tuple[tuple[str, float], ...]
    reference: float | None = None


@dataclass(frozen=True)
class ForecastChart:
    """A count or sum as it grew, and where it will end: `value`, with `low` to `high` holding it at `level`.

    `goal`: a line, and `goal_is` what it is (a key of the locales). `metric`: a metric, or a currency's code.
    """

    metric: str
    points: tuple[Point, ...]
    end: datetime
    value: float
    low: float
    high: float
    level: float
    goal: float
    goal_is: str


@dataclass(frozen=True)
class StreamBin:
    """What was counted from `at` on, and what was expected; None where nothing speaks for it, or too little did yet."""

    at: datetime
    count: float | None
    expected: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class StreamChart:
    """Counts of comments or mentions per bin with the band expected at `level`, alarms, outages, what was planned."""

    what: str
    bin_minutes: int
    level: float
    bins: tuple[StreamBin, ...]
    alarms: tuple[datetime, ...]
    gaps: tuple[tuple[datetime, datetime], ...] = ()
    planned: tuple[tuple[datetime, datetime, str], ...] = ()


@dataclass(frozen=True)
class Part:
    """What one cause adds to a number (negative: takes away), in times the usual, with its interval where one is known.

    `name`: a cause's code, `unexplained`, or `suspects` for all that was looked at without proof.
    """

    name: str
    change: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class WaterfallChart:
    """From the usual (1) to now (`value`), part by part; the parts add up to the whole way."""

    value: float
    parts: tuple[Part, ...]


Chart = LevelChart | CalendarChart | BarsChart | ForecastChart | StreamChart
