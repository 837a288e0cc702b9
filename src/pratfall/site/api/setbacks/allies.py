"""Who may help: found, asked with facts, heard, thanked."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from django.utils import timezone
from ninja import Field, Router, Schema, Status

from pratfall.site.setbacks.found_allies import found_allies
from pratfall.site.setbacks.models import Ally
from pratfall.site.setbacks.services import allies

from ..access import PLANS, ApiRequest
from ..answers import answers
from .fields import Code, SeenIn, one, setback_of, told

router = Router()

HERE = "/{int:number}/allies/"
ALLY = HERE + "{int:ally_id}/"
StandsFor = Literal["brand", "justice", "self", "partner", "other"]
Said = Annotated[str, Field(max_length=allies.LONGEST)]


class AllyIn(Schema):
    """`where`: how to reach them; `stands_for`: why they would."""

    name: Annotated[str, Field(min_length=1, max_length=allies.LONGEST_NAME)]
    where: Annotated[str, Field(max_length=allies.LONGEST_WHERE)] = ""
    stands_for: StandsFor = "partner"
    language: Literal["", "en", "fr"] = ""


class AllyReviseIn(AllyIn, SeenIn):
    brief: Said = ""


class FoundIn(Schema):
    platform: Code
    author: Code


class SaidIn(SeenIn):
    text: Said


class AllyOut(Schema):
    """`found`: the numbers that made Pratfall think of them, null for somebody added by hand."""

    id: int
    version: int
    name: str
    where: str
    platform: str
    author: str
    found: dict[str, Any] | None
    stands_for: str
    language: str
    brief: str
    added_by: int
    added_at: datetime
    asked_by: int | None
    asked_at: datetime | None
    said: str
    said_at: datetime | None
    thanked_by: int | None
    thanked_at: datetime | None
    thanked_how: str
    left_out_at: datetime | None
    left_out_why: str


class FoundOut(Schema):
    """Somebody the data speak for, by pseudonym, for a person to recognise or not."""

    platform: str
    author: str
    numbers: dict[str, Any]


@router.get(HERE, response=answers(list[AllyOut]), summary="Who is on the list")
def listed(request: ApiRequest, number: int) -> list[dict[str, Any]]:
    return [_told(row) for row in setback_of(request, number).allies.order_by("added_at", "pk")]


@router.get(HERE + "found/", response=answers(list[FoundOut]), summary="Who might help, by the data")
def found(request: ApiRequest, number: int) -> list[dict[str, Any]]:
    """Those on the list already are left out."""
    setback = setback_of(request, number)
    known = set(setback.allies.values_list("platform", "author"))
    people = [one for one in found_allies(setback, timezone.now()) if (one.platform, one.author) not in known]
    return [{"platform": one.platform, "author": one.author, "numbers": one.as_json()} for one in people]


@router.post(HERE, auth=PLANS, response=answers(AllyOut, 201), summary="Add somebody the team knows")
def add(request: ApiRequest, number: int, given: AllyIn) -> Status[dict[str, Any]]:
    setback, now = setback_of(request, number), timezone.now()
    return Status(201, _told(allies.add(setback=setback, actor=request.auth.user, now=now, **given.model_dump())))


@router.post(HERE + "found/", auth=PLANS, response=answers(AllyOut, 201), summary="Add somebody the data speak for")
def add_found(request: ApiRequest, number: int, given: FoundIn) -> Status[dict[str, Any]]:
    setback, now = setback_of(request, number), timezone.now()
    made = allies.add_found(setback=setback, actor=request.auth.user, now=now, **given.model_dump())
    return Status(201, _told(made))


@router.put(ALLY, auth=PLANS, response=answers(AllyOut), summary="Change what is known of them, and their brief")
def revise(request: ApiRequest, number: int, ally_id: int, given: AllyReviseIn) -> dict[str, Any]:
    row = _of(request, number, ally_id)
    allies.revise(ally=row, actor=request.auth.user, **given.model_dump())
    return _told(row)


@router.post(ALLY + "asked/", auth=PLANS, response=answers(AllyOut), summary="Note that they were asked")
def asked(request: ApiRequest, number: int, ally_id: int, given: SeenIn) -> dict[str, Any]:
    """From now on they are owed thanks."""
    row = _of(request, number, ally_id)
    allies.asked(ally=row, actor=request.auth.user, seen=given.seen, now=timezone.now())
    return _told(row)


@router.post(ALLY + "answered/", auth=PLANS, response=answers(AllyOut), summary="Note what they said or did")
def answered(request: ApiRequest, number: int, ally_id: int, given: SaidIn) -> dict[str, Any]:
    row = _of(request, number, ally_id)
    allies.answered(ally=row, actor=request.auth.user, seen=given.seen, said=given.text, now=timezone.now())
    return _told(row)


@router.post(ALLY + "thanked/", auth=PLANS, response=answers(AllyOut), summary="Note how they were thanked")
def thanked(request: ApiRequest, number: int, ally_id: int, given: SaidIn) -> dict[str, Any]:
    row = _of(request, number, ally_id)
    allies.thanked(ally=row, actor=request.auth.user, seen=given.seen, how=given.text, now=timezone.now())
    return _told(row)


@router.post(ALLY + "left-out/", auth=PLANS, response=answers(AllyOut), summary="Leave them out, for a reason")
def left_out(request: ApiRequest, number: int, ally_id: int, given: SaidIn) -> dict[str, Any]:
    row = _of(request, number, ally_id)
    allies.left_out(ally=row, actor=request.auth.user, seen=given.seen, why=given.text, now=timezone.now())
    return _told(row)


@router.post(ALLY + "back/", auth=PLANS, response=answers(AllyOut), summary="Put them on the list again")
def brought_back(request: ApiRequest, number: int, ally_id: int, given: SeenIn) -> dict[str, Any]:
    row = _of(request, number, ally_id)
    allies.brought_back(ally=row, actor=request.auth.user, seen=given.seen)
    return _told(row)


def _of(request: ApiRequest, number: int, ally_id: int) -> Ally:
    row: Ally = one(setback_of(request, number).allies.select_related("setback__organisation"), ally_id)
    return row


def _told(row: Ally) -> dict[str, Any]:
    who = ("version", "name", "where", "platform", "author", "found", "stands_for", "language", "brief")
    what = ("added_at", "asked_at", "said", "said_at", "thanked_at", "thanked_how", "left_out_at", "left_out_why")
    people = {name: getattr(row, f"{name}_id") for name in ("added_by", "asked_by", "thanked_by")}
    return told(row, *who, *what, **people)
