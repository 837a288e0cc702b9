"""What people said about reminders: put off, switched off, switched on again."""

from __future__ import annotations

from collections.abc import Iterator

from pratfall.respond.clocks import Standing
from pratfall.site.setbacks.models import Reminder, Setback
from pratfall.site.setbacks.services import clocks

from . import Item

CODE = "clocks"


def items(setback: Setback) -> Iterator[Item]:
    first = clocks.first_word(setback)
    if setback.first_word_at is not None:
        late = first.standing(setback.first_word_at) is Standing.MET_LATE
        due = {"due": setback.first_word_due_at}
        kind = "first_word_late" if late else "first_word_in_time"
        yield Item(at=setback.first_word_at, kind=kind, facts=due, origin="team", key="first_word")
    for row in setback.reminders.select_related("by"):
        yield Item(
            at=row.at,
            kind=_kind(row),
            facts={"clock": row.clock.partition(":")[0], "until": row.until},
            text=row.why,
            who=row.by,
            origin="team",
            key=f"reminder:{row.pk}",
        )


def _kind(row: Reminder) -> str:
    return "reminder_off" if row.off else "reminder_put_off" if row.until else "reminder_on"
