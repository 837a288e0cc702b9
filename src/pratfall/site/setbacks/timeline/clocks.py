"""The first word, times that were set anew, and reminders put off, switched off, switched on again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from pratfall.respond.clocks import Standing
from pratfall.site.people.models import AuditEntry
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
    yield from _times_set(setback)
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


def _times_set(setback: Setback) -> Iterator[Item]:
    """From the trail, which holds the clock and its times before and after."""
    trail = AuditEntry.objects.filter(organisation=setback.organisation_id, subject=f"setback:{setback.pk}")
    for entry in trail.filter(act="setback_clock_set").select_related("actor"):
        for clock, due in entry.after.items():
            facts = {"clock": clock, "due": datetime.fromisoformat(due)}
            yield Item(
                at=entry.at, kind="clock_set", facts=facts, who=entry.actor, origin="team", key=f"clock:{entry.pk}"
            )


def _kind(row: Reminder) -> str:
    return "reminder_off" if row.off else "reminder_put_off" if row.until else "reminder_on"
