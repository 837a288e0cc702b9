"""What needs a person today, and putting it aside."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404
from django.utils import timezone
from ninja import Field, Router, Schema

from pratfall.reviews.render.codec import encode
from pratfall.reviews.render.speech import speech
from pratfall.site.campaigns.services import attention
from pratfall.site.language import language_of
from pratfall.site.reports import needs
from pratfall.site.reports.look import look

from .access import PLANS, ApiRequest, member
from .answers import answers

router = Router()


class NeedOut(Schema):
    """`keys`: what is put aside together. `href`: its page, below the organisation's address."""

    source: str
    title: str
    sentence: str
    href: str
    keys: list[str]
    acts: list[str]
    urgent: bool
    since: date | None
    cost: dict[str, Any]


class SnoozeIn(Schema):
    keys: list[str] = Field(min_length=1, max_length=100)
    until: date
    why: str = Field(min_length=1, max_length=2000)


class DismissIn(Schema):
    keys: list[str] = Field(min_length=1, max_length=100)
    why: str = Field(min_length=1, max_length=2000)


class AssignIn(Schema):
    keys: list[str] = Field(min_length=1, max_length=100)
    to: int


class BackIn(Schema):
    keys: list[str] = Field(min_length=1, max_length=100)


@router.get("/", response=answers(list[NeedOut]), summary="What needs a person, most costly first")
def listed(request: ApiRequest) -> list[dict[str, Any]]:
    return [_need(need) for need in _needs(request)]


@router.post("/snooze/", auth=PLANS, response=answers(list[NeedOut]), summary="Not before a day, and why")
def snooze(request: ApiRequest, given: SnoozeIn) -> list[dict[str, Any]]:
    attention.snooze(
        organisation=request.organisation,
        actor=request.auth.user,
        things=_things(request, given.keys),
        until=given.until,
        why=given.why,
        now=timezone.now(),
    )
    return listed(request)


@router.post("/no-problem/", auth=PLANS, response=answers(list[NeedOut]), summary="No problem, because")
def dismiss(request: ApiRequest, given: DismissIn) -> list[dict[str, Any]]:
    things = _things(request, given.keys)
    attention.dismiss(
        organisation=request.organisation, actor=request.auth.user, things=things, why=given.why, now=timezone.now()
    )
    return listed(request)


@router.post("/assign/", auth=PLANS, response=answers(list[NeedOut]), summary="Give it to a colleague")
def assign(request: ApiRequest, given: AssignIn) -> list[dict[str, Any]]:
    to = member(request, given.to)
    things = _things(request, given.keys)
    attention.assign(
        organisation=request.organisation, actor=request.auth.user, things=things, to=to, now=timezone.now()
    )
    return listed(request)


@router.post("/undo/", auth=PLANS, response=answers(list[NeedOut]), summary="Bring back what was put aside")
def undo(request: ApiRequest, given: BackIn) -> list[dict[str, Any]]:
    attention.undo(organisation=request.organisation, actor=request.auth.user, keys=given.keys, now=timezone.now())
    return listed(request)


def _needs(request: ApiRequest) -> list[needs.Need]:
    return needs.ask(look(request.organisation, speech(language_of(request)), timezone.now()))


def _things(request: ApiRequest, keys: list[str]) -> list[attention.Thing]:
    """Only what needs somebody today can be put aside."""
    things = {thing.key: thing for need in _needs(request) for thing in need.things}
    if not set(keys) <= things.keys():
        raise Http404
    return [things[key] for key in keys]


def _need(need: needs.Need) -> dict[str, Any]:
    names = ("source", "title", "sentence", "href", "keys", "acts", "urgent", "since")
    return {**{name: getattr(need, name) for name in names}, "cost": encode(need.cost)}
