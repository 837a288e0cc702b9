"""Habits over time: how each stands and whether it moved, audits that were kept, repairs taken on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any

from django.http import Http404
from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status

from pratfall.learn.habit_trend import HabitTrend
from pratfall.records.habit_readings import HabitsThen
from pratfall.reviews.render.codec import encode
from pratfall.reviews.render.speech import speech
from pratfall.site.language import language_of
from pratfall.site.lessons import habit_words
from pratfall.site.lessons.models import Audit, Repair, RepairState
from pratfall.site.lessons.services import audits, repairs

from ..access import PLANS, ApiRequest, member
from ..answers import Slice, answers
from ..setbacks.fields import Day, Number, SeenIn, one, told

router = Router()

REPAIR = "/repairs/{int:repair_id}/"
Task = Annotated[str, Field(max_length=repairs.LONGEST)]


class HabitOut(Schema):
    """`since` the audit before: new, gone, still, never or unknown. `record`: its numbers and the move."""

    code: str
    platform: str
    account_id: str
    account: str
    name: str
    fault: bool
    number: str
    moved: str
    move: str
    since: str | None
    record: dict[str, Any]


class HabitsOut(Schema):
    """`before`: the day of the audit it is held against."""

    on: date
    before: date | None
    sentences: list[str]
    habits: list[HabitOut]


class HabitAuditOut(Schema):
    """`by_itself`: kept at the turn of a month. `readings`: one per habit and account."""

    id: int
    on: date
    at: datetime
    by_itself: bool
    readings: list[dict[str, Any]]


class RepairTaskIn(Schema):
    """What somebody takes on. `owner`: somebody's number."""

    words: Task
    owner: Number | None = None
    due: Day | None = None


class RepairIn(RepairTaskIn):
    """Of a habit that is a fault today, as `habits/` names it; "" for both where it is the whole organisation's."""

    code: str = Field(max_length=60)
    platform: str = Field("", max_length=40)
    account_id: str = Field("", max_length=200)


class RepairReviseIn(RepairTaskIn, SeenIn):
    """In other hands, until another day, or in other words."""


class RepairDropIn(SeenIn):
    why: Annotated[str, Field(max_length=repairs.LONGEST_WHY)]


class RepairOut(Schema):
    """`before`: the number when it was taken on; `after`: the one it was judged by; `moved`: null before anybody can
    tell."""

    id: int
    version: int
    code: str
    platform: str
    account_id: str
    label: str
    words: str
    state: RepairState
    owner: int | None
    due: date | None
    at: datetime
    done_at: datetime | None
    dropped_at: datetime | None
    dropped_why: str
    before: dict[str, Any]
    after: dict[str, Any] | None
    moved: dict[str, Any] | None


@router.get("/habits/", response=answers(HabitsOut), summary="Every habit, and whether it moved")
def shown(request: ApiRequest) -> dict[str, Any]:
    """404 while nothing has been imported."""
    found = audits.trend(request.organisation, timezone.now())
    if found is None:
        raise Http404
    said = habit_words.told(found, speech(language_of(request)))
    by_key = {each.reading.key: each for each in (*said.faults, *said.fine, *said.uncounted)}
    return {
        "on": found.on,
        "before": found.before.on if found.before else None,
        "sentences": said.sentences,
        "habits": [_habit(each, by_key[each.now.key], found) for each in found.trends],
    }


@router.get("/audits/", response=answers(list[HabitAuditOut]), summary="Audits of habits that were kept, newest first")
def kept(request: ApiRequest, part: Query[Slice]) -> list[dict[str, Any]]:
    return [_audit(row) for row in part.of(audits.of(request.organisation))]


@router.post("/audits/", auth=PLANS, response=answers(HabitAuditOut, 201), summary="Keep one of today")
def keep(request: ApiRequest) -> Status[dict[str, Any]]:
    """The same day again is the same audit."""
    made = audits.make(organisation=request.organisation, actor=request.auth.user, now=timezone.now())
    return Status(201, _audit(made))


@router.get("/repairs/", response=answers(list[RepairOut]), summary="Every repair, newest first")
def listed(request: ApiRequest, part: Query[Slice]) -> list[dict[str, Any]]:
    history = audits.history_of(request.organisation, timezone.now())
    return [_repair(row, history) for row in part.of(repairs.of(request.organisation))]


@router.post("/repairs/", auth=PLANS, response=answers(RepairOut, 201), summary="Take a repair on")
def accept(request: ApiRequest, given: RepairIn) -> Status[dict[str, Any]]:
    """The habit's number of today is frozen beside it. The same sent twice is one."""
    made = repairs.accept(
        organisation=request.organisation,
        actor=request.auth.user,
        key=(given.code, given.platform, given.account_id),
        task=_task(request, given),
        now=timezone.now(),
    )
    return Status(201, _now(request, made.pk))


@router.put(REPAIR, auth=PLANS, response=answers(RepairOut), summary="In other hands, words or time")
def revise(request: ApiRequest, repair_id: int, given: RepairReviseIn) -> dict[str, Any]:
    row, task = _of(request, repair_id), _task(request, given)
    repairs.revise(repair=row, actor=request.auth.user, task=task, seen=given.seen, now=timezone.now())
    return _now(request, repair_id)


@router.post(REPAIR + "done/", auth=PLANS, response=answers(RepairOut), summary="It is done")
def done(request: ApiRequest, repair_id: int, given: SeenIn) -> dict[str, Any]:
    """What its number does is told a quarter later."""
    repairs.done(repair=_of(request, repair_id), actor=request.auth.user, seen=given.seen, now=timezone.now())
    return _now(request, repair_id)


@router.post(REPAIR + "drop/", auth=PLANS, response=answers(RepairOut), summary="It will not be done, because")
def drop(request: ApiRequest, repair_id: int, given: RepairDropIn) -> dict[str, Any]:
    row = _of(request, repair_id)
    repairs.drop(repair=row, actor=request.auth.user, why=given.why, seen=given.seen, now=timezone.now())
    return _now(request, repair_id)


@router.post(REPAIR + "take-up/", auth=PLANS, response=answers(RepairOut), summary="Open again")
def take_up(request: ApiRequest, repair_id: int, given: SeenIn) -> dict[str, Any]:
    repairs.take_up(repair=_of(request, repair_id), actor=request.auth.user, seen=given.seen, now=timezone.now())
    return _now(request, repair_id)


def _of(request: ApiRequest, repair_id: int) -> Repair:
    row: Repair = one(repairs.of(request.organisation), repair_id)
    return row


def _now(request: ApiRequest, repair_id: int) -> dict[str, Any]:
    return _repair(_of(request, repair_id), audits.history_of(request.organisation, timezone.now()))


def _task(request: ApiRequest, given: RepairTaskIn) -> repairs.Task:
    owner = member(request, given.owner) if given.owner is not None else None
    return repairs.Task(words=given.words, owner=owner, due=given.due)


def _habit(each: HabitTrend, said: habit_words.Told, audit: audits.HabitAudit) -> dict[str, Any]:
    code, platform, account_id = each.now.key
    return {
        "code": code,
        "platform": platform,
        "account_id": account_id,
        "account": each.now.subject.label,
        "name": said.name,
        "fault": said.fault,
        "number": said.number,
        "moved": said.moved,
        "move": each.move,
        "since": audit.since.get(each.now.key),
        "record": encode(each),
    }


def _audit(row: Audit) -> dict[str, Any]:
    return told(row, "on", "at", "readings", by_itself=row.by_id is None)


def _repair(row: Repair, history: Sequence[HabitsThen]) -> dict[str, Any]:
    what = ("version", "code", "platform", "account_id", "label", "words", "state", "due")
    since = ("at", "done_at", "dropped_at", "dropped_why", "before", "after")
    return told(row, *what, *since, owner=row.owner_id, moved=encode(repairs.moved(row, history)))
