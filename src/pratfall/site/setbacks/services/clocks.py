"""The clocks of a setback: which run, who said something, and what a team sets otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db import transaction

from pratfall.errors import Refused
from pratfall.respond import pace
from pratfall.respond.clocks import Clock
from pratfall.respond.lifecycle import State
from pratfall.site.people.audit import record
from pratfall.site.people.models import User
from pratfall.site.people.roles import Role
from pratfall.site.people.versions import change

from ..models import Reminder, Setback, Transition
from ..rights import require
from . import steps

FIRST_WORD, NEXT_UPDATE = "first_word", "next_update"
SHORTEST_PACE, LONGEST_PACE = 10, 30 * 24 * 60  # minutes
LONGEST_WAIT = timedelta(days=60)
UNSPOKEN = frozenset({State.NOTICED, State.REOPENED})


def said_something(
    *, setback: Setback, actor: User, at: datetime, next_word_at: datetime | None, now: datetime
) -> None:
    """The organisation said something in public at `at`, and perhaps when it will speak again.

    Within the caller's transaction. The first word stops its clock; the next one's clock starts, by the promise or by
    the evidence's pace; what nobody had acknowledged now is. `setback` is brought up to date.
    """
    setback.refresh_from_db(from_queryset=Setback.objects.select_for_update())
    if setback.first_word_at is None:
        steps.settle(setback, FIRST_WORD, actor, now)
    first = min(setback.first_word_at or at, at)
    values = {"first_word_at": first, "next_update_due_at": _next(setback, at, first, next_word_at)}
    if setback.state in UNSPOKEN:
        _acknowledged(setback, actor, now, values)
        return
    Setback.objects.filter(pk=setback.pk).update(**values)
    for name, value in values.items():
        setattr(setback, name, value)


def clocks_of(setback: Setback, reminders: Mapping[str, Reminder]) -> tuple[Clock, ...]:
    """Those of the words said in public; none runs once it is over. `reminders`: the newest by clock."""
    if setback.over:
        return ()
    first = first_word(setback, reminders)
    if setback.first_word_at is None:
        return (first,)
    return (first, _clock(NEXT_UPDATE, setback.next_update_due_at, reminders))


def first_word(setback: Setback, reminders: Mapping[str, Reminder] | None = None) -> Clock:
    return _clock(FIRST_WORD, setback.first_word_due_at, reminders or {}, done_at=setback.first_word_at)


def step_clock(number: int, due_at: datetime | None, reminders: Mapping[str, Reminder]) -> Clock:
    return _clock(f"step:{number}", due_at, reminders)


def newest(reminders: Iterable[Reminder]) -> dict[str, Reminder]:
    """The newest reminder of each clock, which is the one that holds."""
    return {reminder.clock: reminder for reminder in sorted(reminders, key=lambda row: row.pk)}


@transaction.atomic
def set_due(*, setback: Setback, actor: User, clock: str, due_at: datetime, seen: int, now: datetime) -> None:
    """Another time for the first word or the next one. Raises Refused, and Conflict where it moved since `seen`."""
    require(actor, setback.organisation, Role.EDITOR)
    if setback.over:
        raise Refused("setback_over")
    if clock not in (FIRST_WORD, NEXT_UPDATE):
        raise Refused("clock_unknown")
    if not now < due_at <= now + LONGEST_WAIT:
        raise Refused("clock_time_wrong", days=LONGEST_WAIT.days)
    if clock == FIRST_WORD and setback.first_word_at is not None:
        raise Refused("first_word_said")
    field = "first_word_due_at" if clock == FIRST_WORD else "next_update_due_at"
    before = getattr(setback, field)
    change(setback, version=seen, **{field: due_at})
    _told(setback, actor, "setback_clock_set", {clock: _text(before)}, {clock: _text(due_at)})


@transaction.atomic
def set_pace(*, setback: Setback, actor: User, minutes: int | None, seen: int) -> None:
    """How often the team wants to say something new; None for the evidence's pace. Holds from the next word on."""
    require(actor, setback.organisation, Role.EDITOR)
    if minutes is not None and not SHORTEST_PACE <= minutes <= LONGEST_PACE:
        raise Refused("pace_wrong", least=SHORTEST_PACE, most=LONGEST_PACE // (24 * 60))
    before = setback.update_minutes
    change(setback, version=seen, update_minutes=minutes)
    _told(setback, actor, "setback_pace_set", {"minutes": before}, {"minutes": minutes})


def _next(setback: Setback, at: datetime, first: datetime, promised: datetime | None) -> datetime | None:
    """What was promised counts; else the pace, which never shortens a promise that stands."""
    if setback.over:
        return None
    if promised is not None and promised > at:
        return promised
    due = pace.next_word_due(
        said_at=at,
        first_word_at=first,
        severity=setback.severity,
        own_minutes=setback.update_minutes,
        recovering=setback.state == State.RECOVERING,
    )
    return max(due, setback.next_update_due_at or due)


def _acknowledged(setback: Setback, actor: User, now: datetime, values: Mapping[str, object]) -> None:
    before = setback.state
    change(setback, version=setback.version, state=State.ACKNOWLEDGED.value, **values)
    Transition.objects.create(setback=setback, before=before, after=setback.state, by=actor, at=now)
    steps.reached(setback, setback.state, now)
    _told(setback, actor, "setback_moved", {"state": before}, {"state": setback.state})


def _clock(
    code: str, due_at: datetime | None, reminders: Mapping[str, Reminder], *, done_at: datetime | None = None
) -> Clock:
    said = reminders.get(code)
    return Clock(code, due_at, done_at, said.until if said else None, bool(said and said.off))


def _told(setback: Setback, actor: User, act: str, before: Mapping[str, object], after: Mapping[str, object]) -> None:
    record(actor=actor, organisation=setback.organisation, act=act, subject=setback, before=before, after=after)


def _text(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
