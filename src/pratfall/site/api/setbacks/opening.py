"""Setbacks: listed, opened by hand or from what was noticed, read, and described."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import Http404
from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status

from pratfall.site.language import language_of
from pratfall.site.setbacks import naming, noticed
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.services import drills, opening
from pratfall.site.today import desk

from ..access import PLANS, ApiRequest
from ..answers import Slice, answers
from .fields import Code, Line, Moment, Number, SeenIn, one, setback_of
from .showing import RoomOut, SetbackOut, SubjectIO, room, setback_told

router = Router()

What = Annotated[str, Field(max_length=opening.WHAT)]


class OpenIn(Schema):
    """What happened, and when it began. The same sent twice within minutes opens one."""

    what: What
    began_at: Moment


class NoticedIn(Schema):
    """`finding`: the slug of a finding of today's review, or `incident`: the number of what is heard right now."""

    finding: Line = ""
    incident: Number | None = None


class DescribeIn(SeenIn):
    title: Annotated[str, Field(max_length=opening.TITLE)]
    what: What
    began_at: Moment


class AboutIn(SeenIn):
    about: list[SubjectIO] = Field(max_length=100)


class CampaignIn(SeenIn):
    """`campaign`: the number of a plan, null for none."""

    campaign: Number | None


class DrillIn(Schema):
    scenario: Code


class ListedIn(Slice):
    """`running`: true for open ones alone, false for closed ones; `drills`: those that only practise."""

    running: bool | None = None
    drills: bool = False


@router.get("/", response=answers(list[SetbackOut]), summary="Every setback, newest first")
def listed(request: ApiRequest, asked: Query[ListedIn]) -> list[dict[str, Any]]:
    rows = request.organisation.setbacks.filter(drill=asked.drills)
    if asked.running is not None:
        rows = rows.filter(closed_at__isnull=asked.running)
    now = timezone.now()
    return [
        setback_told(row, now) for row in asked.of(rows.prefetch_related("reminders").order_by("-opened_at", "-pk"))
    ]


@router.post("/", auth=PLANS, response=answers(RoomOut, 201), summary="Open one by hand")
def open_by_hand(request: ApiRequest, given: OpenIn) -> Status[dict[str, Any]]:
    made = opening.open_by_hand(
        organisation=request.organisation,
        actor=request.auth.user,
        what=given.what,
        began_at=given.began_at,
        now=timezone.now(),
    )
    return Status(201, room(request, made.pk))


@router.post("/noticed/", auth=PLANS, response=answers(RoomOut, 201), summary="Open one from what Pratfall noticed")
def open_noticed(request: ApiRequest, given: NoticedIn) -> Status[dict[str, Any]]:
    """The one that is open already is given back."""
    whose: Any = {"organisation": request.organisation, "actor": request.auth.user, "now": timezone.now()}
    lang = language_of(request)
    if given.incident is not None:
        made = noticed.open_incident(number=given.incident, lang=lang, **whose)
    else:
        made = noticed.open_finding(slug=given.finding, lang=lang, **whose)
    return Status(201, room(request, made.pk))


@router.post("/drills/", auth=PLANS, response=answers(RoomOut, 201), summary="Practise with a made-up one")
def practise(request: ApiRequest, given: DrillIn) -> Status[dict[str, Any]]:
    made = drills.start(
        organisation=request.organisation,
        actor=request.auth.user,
        scenario=given.scenario,
        lang=language_of(request),
        now=timezone.now(),
    )
    return Status(201, room(request, made.pk))


@router.get("/{int:number}/", response=answers(RoomOut), summary="Where one stands, and what is to be done")
def one_setback(request: ApiRequest, number: int) -> dict[str, Any]:
    return room(request, number)


@router.put("/{int:number}/", auth=PLANS, response=answers(RoomOut), summary="Say better what happened")
def describe(request: ApiRequest, number: int, given: DescribeIn) -> dict[str, Any]:
    opening.describe(
        setback=setback_of(request, number), actor=request.auth.user, now=timezone.now(), **given.model_dump()
    )
    return room(request, number)


@router.put(
    "/{int:number}/about/", auth=PLANS, response=answers(RoomOut), summary="Name accounts and posts it is about"
)
def about(request: ApiRequest, number: int, given: AboutIn) -> dict[str, Any]:
    """In place of those named before. 404 where one of them is not known."""
    setback = setback_of(request, number)
    keys = [naming.key_of(subject.model_dump()) for subject in given.about]
    chosen = naming.chosen(keys, [*setback.about, *_known(setback, [subject.id for subject in given.about])])
    if len(chosen) != len(set(keys)):
        raise Http404
    opening.name_subjects(setback=setback, actor=request.auth.user, about=chosen, seen=given.seen)
    return room(request, number)


@router.put("/{int:number}/campaign/", auth=PLANS, response=answers(RoomOut), summary="Name the plan it is about")
def campaign(request: ApiRequest, number: int, given: CampaignIn) -> dict[str, Any]:
    """In place of the one named before. 404 where it is not known."""
    setback = setback_of(request, number)
    named = one(request.organisation.campaigns, given.campaign) if given.campaign is not None else None
    opening.name_campaign(setback=setback, actor=request.auth.user, campaign=named, seen=given.seen)
    return room(request, number)


@router.post("/{int:number}/end-drill/", auth=PLANS, response=answers(RoomOut), summary="End what was practised")
def end_drill(request: ApiRequest, number: int, given: SeenIn) -> dict[str, Any]:
    drills.end(setback=setback_of(request, number), actor=request.auth.user, seen=given.seen, now=timezone.now())
    return room(request, number)


def _known(setback: Setback, posts: list[str]) -> list[dict[str, str]]:
    """Accounts of today's review, and those of its posts that are asked for."""
    current = desk.current(setback.organisation)
    if current is None:
        return []
    accounts = [naming.of_account(state.account) for state in current.review.accounts]
    return [*accounts, *naming.posts_called(current.posts, posts)]
