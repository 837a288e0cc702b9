"""A debrief from its opening to its end: first alone, then together, closed with an outside voice or a reason."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction

from pratfall.errors import Refused
from pratfall.respond import debriefing
from pratfall.respond.lifecycle import State
from pratfall.site.people.audit import record
from pratfall.site.people.models import User
from pratfall.site.people.roles import Role
from pratfall.site.people.versions import change
from pratfall.site.setbacks.models import Debrief, Setback, Voice
from pratfall.site.setbacks.rights import require

from . import steps

ALONE, TOGETHER, CLOSED = "alone", "together", "closed"
LONGEST = 20_000  # letters of a summary


def begin(*, setback: Setback, actor: User, now: datetime) -> Debrief:
    """Everybody may write, alone. Raises Refused, where there is one already too."""
    require(actor, setback.organisation, Role.EDITOR)
    try:
        with transaction.atomic():
            made = Debrief.objects.create(setback=setback, opened_at=now, opened_by=actor)
            record(actor=actor, organisation=setback.organisation, act="debrief_opened", subject=made)
    except IntegrityError as error:
        raise Refused("debrief_there_already") from error
    return made


def gather(*, debrief: Debrief, actor: User, seen: int, now: datetime) -> None:
    """From alone to together: who has handed in sees what the others wrote. Raises Refused, Conflict."""
    require(actor, debrief.setback.organisation, Role.EDITOR)
    if debrief.phase != ALONE:
        raise Refused("debrief_not_alone")
    if not debrief.voices.exclude(handed_in_at=None).exists():
        raise Refused("debrief_nobody_wrote")
    with transaction.atomic():
        change(debrief, version=seen, phase=TOGETHER)
        _record(debrief, actor, "debrief_gathered")


def summarise(*, debrief: Debrief, actor: User, seen: int, summary: str) -> None:
    """What came of it, so far. Raises Refused, and Conflict with both texts."""
    require(actor, debrief.setback.organisation, Role.EDITOR)
    _must_be_open(debrief)
    with transaction.atomic():
        change(debrief, version=seen, summary=summary[:LONGEST])
        _record(debrief, actor, "debrief_summarised")


def close(
    *, debrief: Debrief, actor: User, seen: int, now: datetime, summary: str, no_outsider_because: str = ""
) -> None:
    """Signed by a manager. Refused without a summary, and without an outside voice or a reason for none."""
    require(actor, debrief.setback.organisation, Role.MANAGER)
    if debrief.phase != TOGETHER:
        raise Refused("debrief_not_together")
    if not summary.strip():
        raise Refused("debrief_needs_summary")
    heard = outside_heard(debrief)
    if not debriefing.may_close(outside_heard=heard, why=no_outsider_because):
        raise Refused("debrief_needs_outsider")
    why = "" if heard else no_outsider_because[:2000]
    with transaction.atomic():
        change(
            debrief,
            version=seen,
            phase=CLOSED,
            closed_at=now,
            closed_by=actor,
            summary=summary[:LONGEST],
            no_outsider_because=why,
        )
        _record(debrief, actor, "debrief_closed", outside=heard, without_outsider=bool(why))
        steps.settle(debrief.setback, "debrief", actor, now)


def reopen(*, debrief: Debrief, actor: User, seen: int) -> None:
    """It is together again. Signed by a manager; raises Refused, Conflict."""
    require(actor, debrief.setback.organisation, Role.MANAGER)
    if debrief.phase != CLOSED:
        raise Refused("debrief_not_closed")
    with transaction.atomic():
        change(debrief, version=seen, phase=TOGETHER, closed_at=None, closed_by=None, no_outsider_because="")
        _record(debrief, actor, "debrief_reopened")


def outside_heard(debrief: Debrief) -> int:
    """Voices from outside that handed in something: an empty sheet is no voice."""
    return (
        Voice.objects.filter(debrief=debrief, outside=True, handed_in_at__isnull=False, thoughts__isnull=False)
        .distinct()
        .count()
    )


def due(setback: Setback) -> date | None:
    """By when it should be over; None until the setback was recovering or closed for the first time."""
    ends = (State.RECOVERING.value, State.CLOSED.value)
    first = min((t.at for t in setback.transitions.all() if t.after in ends), default=None)
    return debriefing.due_day(first.date(), setback.severity) if first else None


def _must_be_open(debrief: Debrief) -> None:
    if debrief.phase == CLOSED:
        raise Refused("debrief_closed")


def _record(debrief: Debrief, actor: User, act: str, **after: object) -> None:
    record(actor=actor, organisation=debrief.setback.organisation, act=act, subject=debrief, after=after)
