"""Numbers that never travel alone: value, interval, unit, or an honest 'not enough'."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Unit(StrEnum):
    RATIO = "ratio"  # 0.5 = half as much; 1 = unchanged
    SHARE = "share"  # 0 to 1
    COUNT = "count"
    PER_WEEK = "per_week"
    DAYS = "days"
    HOURS = "hours"
    PER_HOUR = "per_hour"  # money; its currency stands beside it


@dataclass(frozen=True)
class Estimate:
    """`value` with its interval [`low`, `high`] at confidence `level` (0 to 1)."""

    value: float
    low: float
    high: float
    unit: Unit
    level: float = 0.95

    def __post_init__(self) -> None:
        if not self.low <= self.value <= self.high:
            raise ValueError(f"estimate {self.value} outside its interval [{self.low}, {self.high}]")
        if not 0 < self.level <= 1:
            raise ValueError(f"confidence level {self.level} is not in (0, 1]")


@dataclass(frozen=True)
class NotEnoughData:
    """An answer, not a failure: how many were needed and how many there are."""

    needed: int
    got: int
    of: str  # what is counted: "posts", "weeks", "replies"


@dataclass(frozen=True, order=True)
class Window:
    """Days judged, both ends inclusive, UTC."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"window ends {self.end} before it starts {self.start}")

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    def shared_days(self, other: Window) -> int:
        """How many days both hold."""
        return max((min(self.end, other.end) - max(self.start, other.start)).days + 1, 0)


@dataclass(frozen=True)
class Money:
    amount: Decimal
    currency: str  # ISO 4217


@dataclass(frozen=True)
class Cost:
    """What it has cost so far; None means unknown, never zero. Several currencies stay apart."""

    hours: Decimal | None = None
    money: tuple[Money, ...] | None = None
