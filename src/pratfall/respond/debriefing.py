"""When a debrief is due, whether it may be closed, and how many votes a voice has."""

from __future__ import annotations

from datetime import date, timedelta

SERIOUS = 3
SERIOUS_DAYS = 3  # PagerDuty's guide: three calendar days after a SEV-1,
WORKING_DAYS = 5  # five business days after a SEV-2
VOTES = 3
SATURDAY = 5


def due_day(ended: date, severity: int) -> date:
    """The last day on which a debrief is in time, counted from the day the setback was recovering or closed."""
    return ended + timedelta(days=SERIOUS_DAYS) if severity >= SERIOUS else _working_days_after(ended, WORKING_DAYS)


def _working_days_after(day: date, n: int) -> date:
    """Weekends do not count; public holidays do, since nobody told which are kept."""
    while n:
        day += timedelta(days=1)
        n -= day.weekday() < SATURDAY
    return day


def may_close(*, outside_heard: int, why: str) -> bool:
    """One outside voice was heard, or somebody signs why none was."""
    return outside_heard > 0 or bool(why.strip())
