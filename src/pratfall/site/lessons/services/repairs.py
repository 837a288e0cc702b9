"""A repair of a habit: taken on with its number as it is, done or dropped, and later whether the number moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet

from pratfall.errors import Refused
from pratfall.learn.habit_trend import Trend, compare, first_after, newest
from pratfall.records.habit_readings import HabitReading, HabitsThen
from pratfall.records.numbers import NotEnoughData
from pratfall.reviews.render.codec import decode, encode
from pratfall.site.lessons.models import Repair, RepairState
from pratfall.site.people.audit import record
from pratfall.site.people.models import Membership, Organisation, User
from pratfall.site.people.roles import Role
from pratfall.site.people.versions import change
from pratfall.site.setbacks.rights import require
from pratfall.site.setbacks.services.keeping import storable

from .audits import FAULTS, Key, history_of

LONGEST = 300
LONGEST_WHY = 2000


@dataclass(frozen=True, kw_only=True)
class Task:
    """What somebody takes on, in the team's words; in whose hands and until when, where that is settled."""

    words: str
    owner: User | None = None
    due: date | None = None


def accept(
    *,
    organisation: Organisation,
    actor: User,
    key: Key,
    task: Task,
    now: datetime,
    history: Sequence[HabitsThen] | None = None,
) -> Repair:
    """Taken on, with the habit's number of that day frozen. `key`: which habit of whom. The same sent twice is one.

    `history`: where it is known already, up to the day of `now`. Raises Refused: no such habit is a fault today, it is
    being mended already, no words, a day that is over, or somebody who does not work here.
    """
    require(actor, organisation, Role.EDITOR)
    columns = _columns(organisation, task, now)
    start = _start(_until(history_of(organisation, now) if history is None else history, now), key)
    code, platform, account_id = key
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        there = of(organisation).filter(code=code, platform=platform, account_id=account_id, state=RepairState.ACCEPTED)
        if (same := there.first()) is not None:
            if same.by_id == actor.pk and all(getattr(same, name) == value for name, value in columns.items()):
                return same
            raise Refused("repair_there_already")
        named = {"code": code, "platform": platform, "account_id": account_id, "label": start.subject.label}
        before = encode(start)
        made = Repair.objects.create(organisation=organisation, before=before, by=actor, at=now, **named, **columns)
        _record(made, actor, "repair_accepted")
    return made


def revise(*, repair: Repair, actor: User, task: Task, seen: int, now: datetime) -> None:
    """In other hands, until another day, or in other words. Raises Refused, Conflict."""
    require(actor, repair.organisation, Role.EDITOR)
    _must_be(repair, RepairState.ACCEPTED)
    columns = _columns(repair.organisation, task, now, kept=repair.due)
    with transaction.atomic():
        change(repair, version=seen, **columns)
        _record(repair, actor, "repair_revised")


def done(*, repair: Repair, actor: User, seen: int, now: datetime) -> None:
    """From `now` on the team works as it wants to; what its number does is seen a quarter later.

    Raises Refused, Conflict.
    """
    require(actor, repair.organisation, Role.EDITOR)
    _must_be(repair, RepairState.ACCEPTED)
    with transaction.atomic():
        change(repair, version=seen, state=RepairState.DONE, done_at=now)
        _record(repair, actor, "repair_done")


def drop(*, repair: Repair, actor: User, why: str, seen: int, now: datetime) -> None:
    """It will not be done, and why. Raises Refused, Conflict."""
    require(actor, repair.organisation, Role.EDITOR)
    _must_be(repair, RepairState.ACCEPTED)
    why = storable(why).strip()[:LONGEST_WHY]
    if not why:
        raise Refused("repair_drop_why")
    with transaction.atomic():
        change(repair, version=seen, state=RepairState.DROPPED, dropped_at=now, dropped_why=why)
        _record(repair, actor, "repair_dropped")


def take_up(*, repair: Repair, actor: User, seen: int, now: datetime) -> None:
    """Open again: it was called done or dropped too soon. Not once its number was judged. Raises Refused, Conflict."""
    organisation = repair.organisation
    require(actor, organisation, Role.EDITOR)
    if repair.state == RepairState.ACCEPTED or repair.after is not None:
        raise Refused("repair_not_that_way")
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        same = {"code": repair.code, "platform": repair.platform, "account_id": repair.account_id}
        if of(organisation).filter(state=RepairState.ACCEPTED, **same).exists():
            raise Refused("repair_there_already")
        open_again = {"done_at": None, "dropped_at": None, "dropped_why": ""}
        change(repair, version=seen, state=RepairState.ACCEPTED, **open_again)
        _record(repair, actor, "repair_taken_up")


def of(organisation: Organisation) -> QuerySet[Repair]:
    """Every repair, the newest first."""
    return (
        Repair.objects.filter(organisation=organisation).select_related("organisation", "owner").order_by("-at", "-pk")
    )


def open_of(organisation: Organisation) -> QuerySet[Repair]:
    """Those taken on and neither done nor dropped, the next to be due first."""
    return of(organisation).filter(state=RepairState.ACCEPTED).order_by(F("due").asc(nulls_last=True), "pk")


def moved(repair: Repair, history: Sequence[HabitsThen]) -> Trend | NotEnoughData | None:
    """Whether the number moved, by what was frozen or else by `history`; None before that can be judged."""
    after = decode(HabitReading, repair.after) if repair.after else _after(repair, history)
    return None if after is None else compare(decode(HabitReading, repair.before), after)


def judge(*, organisation: Organisation, now: datetime, history: Sequence[HabitsThen] | None = None) -> int:
    """Freezes what each repair that was done came to, on the first quarter that can tell: nobody waits for a better
    one. How many could be told."""
    waiting = of(organisation).filter(state=RepairState.DONE, after__isnull=True)
    if not waiting.exists():
        return 0
    known = _until(history_of(organisation, now) if history is None else history, now)
    return sum(_freeze(repair, known) for repair in waiting)


@transaction.atomic
def _freeze(repair: Repair, history: Sequence[HabitsThen]) -> bool:
    after = _after(repair, history)
    found = None if after is None else compare(decode(HabitReading, repair.before), after)
    if not isinstance(found, Trend):
        return False
    rows = Repair.objects.filter(pk=repair.pk, state=RepairState.DONE, after__isnull=True)
    mine = rows.update(after=encode(after), version=F("version") + 1)
    if mine:
        told = {"move": found.move.value}
        record(actor=None, organisation=repair.organisation, act="repair_judged", subject=repair, after=told)
    return bool(mine)


def _after(repair: Repair, history: Sequence[HabitsThen]) -> HabitReading | None:
    if repair.done_at is None:
        return None
    return first_after(history, (repair.code, repair.platform, repair.account_id), repair.done_at.date())


def _start(history: Sequence[HabitsThen], key: Key) -> HabitReading:
    """The number a repair is to move. Raises Refused where today it is no fault."""
    told = [reading for then in history[-1:] for reading in then.readings if reading.key == key]
    start = newest(history, key)
    if not told or told[0].status not in FAULTS or start is None:
        raise Refused("repair_of_nothing")
    return start


def _until(history: Sequence[HabitsThen], now: datetime) -> Sequence[HabitsThen]:
    return [then for then in history if then.on <= now.date()]


def _columns(organisation: Organisation, task: Task, now: datetime, kept: date | None = None) -> dict[str, Any]:
    words = storable(task.words).strip()[:LONGEST]
    if not words:
        raise Refused("repair_unnamed")
    if task.due is not None and task.due < now.date() and task.due != kept:
        raise Refused("repair_day_over")
    if task.owner is not None and not _works_here(task.owner, organisation):
        raise Refused("assigned_to_stranger")
    return {"words": words, "owner": task.owner, "due": task.due}


def _works_here(user: User, organisation: Organisation) -> bool:
    membership = Membership.objects.filter(user=user, organisation=organisation).first()
    return membership is not None and membership.may(Role.ANALYST)


def _must_be(repair: Repair, state: RepairState) -> None:
    if repair.state != state:
        raise Refused("repair_not_that_way")


def _record(repair: Repair, actor: User, act: str) -> None:
    """What of it may stand in a trail nobody can erase from: its words may speak of people."""
    due = repair.due.isoformat() if repair.due else None
    after = {"code": repair.code, "owner": repair.owner_id, "due": due}
    record(actor=actor, organisation=repair.organisation, act=act, subject=repair, after=after)
