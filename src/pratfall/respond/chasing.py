"""When to remind somebody of a promised action: a week before its day, on it, and every week until it is proved.

Whether the setback is over plays no part: that is when following through begins.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

WEEK_DAYS = 7


class Stage(StrEnum):
    SOON = "soon"  # due within a week
    DUE = "due"  # due today, or since a few days
    OVERDUE = "overdue"  # since a week or more
    NO_DAY = "no_day"  # nobody set one, and a week has passed


@dataclass(frozen=True)
class Call:
    """`times`: how many weeks it has been late, or without a day. One message for each."""

    stage: Stage
    times: int = 0


def call(due: date | None, *, promised: date, today: date) -> Call | None:
    """What to say on `today` of an action nobody has proved yet; None while nothing is due."""
    if due is None:
        weeks = (today - promised).days // WEEK_DAYS
        return Call(Stage.NO_DAY, weeks) if weeks > 0 else None
    late = (today - due).days
    if late >= WEEK_DAYS:
        return Call(Stage.OVERDUE, late // WEEK_DAYS)
    if late >= 0:
        return Call(Stage.DUE)
    # Promised for the days ahead, it was only just said: nobody has to be reminded of yesterday.
    return Call(Stage.SOON) if -late <= WEEK_DAYS and (due - promised).days > WEEK_DAYS else None
