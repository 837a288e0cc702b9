"""What happened, in its order; what the team adds; and everything frozen as it stands."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status

from pratfall.errors import Refused
from pratfall.reviews.render.speech import speech
from pratfall.site.language import language_of
from pratfall.site.setbacks.local_times import zone_called
from pratfall.site.setbacks.models import Freeze, TimelineNote
from pratfall.site.setbacks.services import freezing, notes
from pratfall.site.setbacks.timeline import sources, timeline
from pratfall.site.setbacks.timeline_export import as_json, taken

from ..access import PLANS, ApiRequest
from ..answers import Slice, answers
from .fields import Code, Line, Moment, one, setback_of, told

router = Router()


class TimelineIn(Schema):
    """`of`: codes of the sources wanted; none for all."""

    of: list[Code] = Field([], max_length=50)


class NoteIn(Schema):
    """`zone`: in which its writer meant the moment; `outside`: not our doing."""

    text: Annotated[str, Field(max_length=notes.LONGEST)]
    happened_at: Moment
    zone: Annotated[str, Field(max_length=60)] = "UTC"
    outside: bool = False
    address: Line = ""


class NoteOut(Schema):
    id: int
    text: str
    happened_at: datetime
    zone: str
    outside: bool
    address: str
    by: int
    at: datetime
    withdrawn_at: datetime | None


class FreezeOut(Schema):
    """`digest`: over all of its rows. `by` null: Pratfall did it by itself."""

    id: int
    rows: int
    digest: str
    by: int | None
    at: datetime


class IntactOut(FreezeOut):
    """`changed`, `reworded`: names of rows that are not what was frozen; `missing`: how many are gone; `erased`: texts
    emptied since, which breaks nothing; `sealed`: the digest fits, and the trail says the same.
    """

    intact: bool
    changed: list[str]
    missing: int
    reworded: list[str]
    erased: int
    sealed: bool


class EvidenceOut(Schema):
    """`text`: digest of the words kept apart, "" for none. `hash`: SHA-256 of all of it."""

    id: int
    kind: str
    ref: str
    happened_at: datetime | None
    origin: str
    body: dict[str, Any]
    text: str
    hash: str


@router.get("/{int:number}/timeline/", response=answers(dict[str, Any]), summary="What happened, oldest first")
def whole(request: ApiRequest, number: int, asked: Query[TimelineIn]) -> Any:
    """As docs/timeline.schema.json describes it, with a hash of each item and of all."""
    setback, words = setback_of(request, number), speech(language_of(request))
    items = timeline(setback, of=[code for code in asked.of if code in sources()])
    return json.loads(as_json(taken(setback, items, words, ZoneInfo("UTC"), timezone.now(), guest=False)))


@router.post("/{int:number}/notes/", auth=PLANS, response=answers(NoteOut, 201), summary="Add what happened")
def add_note(request: ApiRequest, number: int, given: NoteIn) -> Status[dict[str, Any]]:
    """The same sent twice within minutes is one."""
    if zone_called(given.zone) is None:
        raise Refused("time_zone_unknown", zone=given.zone)
    setback, actor, now = setback_of(request, number), request.auth.user, timezone.now()
    return Status(201, _note(notes.add(setback=setback, actor=actor, now=now, **given.model_dump())))


@router.post(
    "/{int:number}/notes/{int:note_id}/withdraw/", auth=PLANS, response=answers(NoteOut), summary="Take one's note back"
)
def withdraw_note(request: ApiRequest, number: int, note_id: int) -> dict[str, Any]:
    row = one(setback_of(request, number).notes.select_related("setback__organisation"), note_id)
    notes.withdraw(note=row, actor=request.auth.user, now=timezone.now())
    return _note(row)


@router.get("/{int:number}/freezes/", response=answers(list[FreezeOut]), summary="What was frozen, newest first")
def freezes(request: ApiRequest, number: int, part: Query[Slice]) -> list[dict[str, Any]]:
    rows = setback_of(request, number).freezes.order_by("-at", "-pk")
    return [_freeze(row) for row in part.of(rows)]


@router.post("/{int:number}/freezes/", auth=PLANS, response=answers(FreezeOut, 201), summary="Freeze it all as it is")
def freeze(request: ApiRequest, number: int) -> Status[dict[str, Any]]:
    """The same twice within a minute is one."""
    made = freezing.freeze(setback=setback_of(request, number), actor=request.auth.user, now=timezone.now())
    return Status(201, _freeze(made))


@router.get(
    "/{int:number}/freezes/{int:freeze_id}/",
    response=answers(IntactOut),
    summary="Whether it is what was frozen",
)
def verify(request: ApiRequest, number: int, freeze_id: int) -> dict[str, Any]:
    row = one(setback_of(request, number).freezes, freeze_id)
    found = freezing.verify(row)
    names = ("changed", "missing", "reworded", "erased", "sealed", "intact")
    return {**_freeze(row), **{name: getattr(found, name) for name in names}}


@router.get(
    "/{int:number}/freezes/{int:freeze_id}/rows/", response=answers(list[EvidenceOut]), summary="What was frozen in it"
)
def rows(request: ApiRequest, number: int, freeze_id: int, part: Query[Slice]) -> list[dict[str, Any]]:
    frozen = one(setback_of(request, number).freezes, freeze_id).evidence.order_by("pk")
    names = ("kind", "ref", "happened_at", "origin", "body", "text", "hash")
    return [told(row, *names) for row in part.of(frozen)]


def _note(row: TimelineNote) -> dict[str, Any]:
    return told(row, "text", "happened_at", "zone", "outside", "address", "at", "withdrawn_at", by=row.by_id)


def _freeze(row: Freeze) -> dict[str, Any]:
    return told(row, "rows", "digest", "at", by=row.by_id)
