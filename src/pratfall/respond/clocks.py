"""The clocks of a setback: since it began, to the first word, to the next one. Late is said, not only shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

CHASED_AGAIN_AFTER = (timedelta(minutes=15), timedelta(hours=1), timedelta(hours=4), timedelta(days=1))


class Standing(StrEnum):
    """RUNNING   due, and not yet
    LATE      due, and over
    MET       done in time
    MET_LATE  done, after it was due
    ASLEEP    put off until a time that has not come
    OFF       switched off by somebody, who said why
    """

    RUNNING = "running"
    LATE = "late"
    MET = "met"
    MET_LATE = "met_late"
    ASLEEP = "asleep"
    OFF = "off"


@dataclass(frozen=True)
class Clock:
    """`code` names it, as reminders do ("first_word", "next_update", "step:<number>"). `due_at` None: nothing is due.

    `asleep_until` and `off` are what a person said last about its reminders; they hide nothing once it is done.
    """

    code: str
    due_at: datetime | None
    done_at: datetime | None = None
    asleep_until: datetime | None = None
    off: bool = False

    def standing(self, now: datetime) -> Standing:
        if self.done_at is not None:
            on_time = self.due_at is None or self.done_at <= self.due_at
            return Standing.MET if on_time else Standing.MET_LATE
        if self.off:
            return Standing.OFF
        if self.asleep_until is not None and now < self.asleep_until:
            return Standing.ASLEEP
        return Standing.LATE if self.due_at is not None and now > self.due_at else Standing.RUNNING

    def late_by(self, now: datetime) -> timedelta:
        """How long it has been due; none where it is not."""
        return max((now - self.due_at), timedelta()) if self.due_at is not None else timedelta()


def chases(clock: Clock, now: datetime) -> int:
    """How many messages a late clock is worth by `now`: one at once, then after growing pauses, then one a day.

    A clock put off is late from the time it was put off to. 0 for one that is not late.
    """
    if clock.standing(now) is not Standing.LATE or clock.due_at is None:
        return 0
    since = now - max(clock.due_at, clock.asleep_until or clock.due_at)
    days = max(since // CHASED_AGAIN_AFTER[-1], 1)
    return 1 + sum(since >= pause for pause in CHASED_AGAIN_AFTER[:-1]) + (days if since >= timedelta(days=1) else 0)
