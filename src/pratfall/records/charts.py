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


Chart = LevelChart | CalendarChart | BarsChart
