"""A habit's number of one account, told whether or not it is a fault: what a trend is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .findings import Status
from .numbers import Estimate, NotEnoughData, Window
from .subjects import Subject


@dataclass(frozen=True, kw_only=True)
class HabitReading:
    """`status`: None where it is no fault, or cannot be counted. `estimate`: None for a fact that has no number.

    `n`: posts, comments or links counted. `limit`: where a fault begins, None for a fact; `more_is_worse`: on which
    side of it.
    """

    code: str
    subject: Subject
    status: Status | None
    estimate: Estimate | NotEnoughData | None
    n: int
    window: Window
    limit: float | None = None
    more_is_worse: bool = True

    @property
    def key(self) -> tuple[str, str, str]:
        """What stays the same from month to month: the habit and whose it is."""
        return self.code, self.subject.platform, self.subject.account_id


@dataclass(frozen=True)
class HabitsThen:
    """Every habit at the end of the day `on`, as known today. `readings`: over each habit's usual days.

    `lately`: the same over the last quarter alone, so that quarters can be compared that share no day.
    """

    on: date
    readings: tuple[HabitReading, ...]
    lately: tuple[HabitReading, ...]
