"""Tests of ideas: designed, started, read as they run, ended."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

from django.http import Http404
from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status

from pratfall.records.numbers import NotEnoughData
from pratfall.records.scene import Settings
from pratfall.records.tables import METRICS
from pratfall.reviews import settings
from pratfall.reviews.render.codec import encode
from pratfall.site.campaigns.models import Idea, IdeaState
from pratfall.site.campaigns.services import ideas
from pratfall.site.people.roles import Role
from pratfall.site.reports import trials
from pratfall.site.today import desk

from .access import PLANS, ApiRequest, must
from .answers import Slice, answers
from .plans import Amount, Label, Note, PlanSeenIn, known

router = Router()

Metric = Annotated[str, known(tuple(METRICS))]
KindOfTest = Literal["randomised", "against_bar", "before_after"]


class IdeaIO(Schema):
    """`variants`: what is compared, what is done today first; `labels`: what the posts of each carry, as many.

    `smallest_worth`: the ratio from which it would change anything (1.3 = 30 % more). `boldness`: "" where nobody said.
    """

    name: str = Field(min_length=1, max_length=120)
    question: str = Field(min_length=1, max_length=2000)
    kind: KindOfTest
    variants: list[Annotated[str, Field(min_length=1, max_length=80)]] = Field(min_length=1, max_length=10)
    labels: list[Label] = Field(min_length=1, max_length=10)
    platform: str = Field("", max_length=40)
    account_id: str = Field("", max_length=200)
    metric: Metric
    smallest_worth: float = Field(gt=1, le=100)
    bar: float | None = Field(None, gt=0, le=1e12)
    posts_per_variant: int | None = Field(None, ge=1, le=10_000)
    posts_per_week: float | None = Field(None, gt=0, le=1000)
    days: int = Field(ge=1, le=366)
    budget_money: Amount | None = None
    budget_hours: Annotated[Decimal, Field(gt=0, le=100_000, decimal_places=1)] | None = None
    boldness: Literal["", "routine", "incremental", "adjacent", "radical"] = ""
    currency: str = Field("", pattern="^([A-Z]{3})?$")
    exit_rule: Note = ""
    changes_mind: Note = ""


class IdeaOut(Schema):
    """`design`: what it can see, frozen at the start; `reading`: as it stands today, or frozen at the end."""

    id: int
    version: int
    state: str
    started_at: datetime | None
    ended_at: datetime | None
    idea: IdeaIO
    design: dict[str, Any] | None
    reading: dict[str, Any] | None


class IdeaReviseIn(Schema):
    seen: int = Field(ge=1, le=2**31 - 1)
    idea: IdeaIO


class TrialIn(Schema):
    """What one post of a variant brought, where no file will tell."""

    variant: str = Field(min_length=1, max_length=80)
    ref: str = Field(min_length=1, max_length=300)
    value: float = Field(ge=0, le=1e12)
    on: date


class TrialOut(TrialIn):
    id: int
    by: int


@router.get("/", response=answers(list[IdeaOut]), summary="Every test, newest first")
def listed(request: ApiRequest, part: Query[Slice]) -> list[dict[str, Any]]:
    return [_told(request, row) for row in part.of(request.organisation.ideas.order_by("-created_at", "-pk"))]


@router.post("/", auth=PLANS, response=answers(IdeaOut, 201), summary="Write a test down")
def propose(request: ApiRequest, given: IdeaIO) -> Status[dict[str, Any]]:
    made = ideas.propose(
        organisation=request.organisation, actor=request.auth.user, values=_values(given), now=timezone.now()
    )
    return Status(201, _told(request, _of(request, made.pk)))


@router.get("/{int:idea_id}/", response=answers(IdeaOut), summary="One test, as it stands")
def one(request: ApiRequest, idea_id: int) -> dict[str, Any]:
    return _told(request, _of(request, idea_id))


@router.put("/{int:idea_id}/", auth=PLANS, response=answers(IdeaOut), summary="Change a test before it begins")
def revise(request: ApiRequest, idea_id: int, given: IdeaReviseIn) -> dict[str, Any]:
    row = _of(request, idea_id)
    ideas.revise(idea=row, actor=request.auth.user, values=_values(given.idea), seen=given.seen)
    return _told(request, _of(request, idea_id))


@router.delete("/{int:idea_id}/", auth=PLANS, response=answers(None, 204), summary="Throw away a test that never began")
def discard(request: ApiRequest, idea_id: int, seen: int) -> Status[None]:
    ideas.discard(idea=_of(request, idea_id), actor=request.auth.user, seen=seen)
    return Status(204, None)


@router.post("/{int:idea_id}/start/", auth=PLANS, response=answers(IdeaOut), summary="Begin it")
def start(request: ApiRequest, idea_id: int, given: PlanSeenIn) -> dict[str, Any]:
    """Refused, with reasons, where it cannot answer with its budget."""
    must(request.auth, Role.MANAGER)
    row, now = _of(request, idea_id), datetime.now(UTC)
    design = trials.designed(row, *_known_so_far(request), now.date())
    ideas.start(idea=row, actor=request.auth.user, seen=given.seen, design=design, now=now)
    return _told(request, _of(request, idea_id))


@router.post("/{int:idea_id}/end/", auth=PLANS, response=answers(IdeaOut), summary="End it: its result is frozen")
def end(request: ApiRequest, idea_id: int, given: PlanSeenIn) -> dict[str, Any]:
    must(request.auth, Role.MANAGER)
    row, now = _of(request, idea_id), datetime.now(UTC)
    result = _reading(request, row)
    ideas.end(idea=row, actor=request.auth.user, seen=given.seen, result=result or {}, now=now)
    return _told(request, _of(request, idea_id))


@router.post("/{int:idea_id}/trials/", auth=PLANS, response=answers(TrialOut, 201), summary="Enter what a post brought")
def enter(request: ApiRequest, idea_id: int, given: TrialIn) -> Status[dict[str, Any]]:
    made = ideas.enter(idea=_of(request, idea_id), actor=request.auth.user, now=timezone.now(), **given.dict())
    return Status(201, {**given.dict(), "id": made.pk, "by": request.auth.user.pk})


@router.delete(
    "/{int:idea_id}/trials/{int:trial_id}/", auth=PLANS, response=answers(None, 204), summary="Remove a mistyped one"
)
def remove(request: ApiRequest, idea_id: int, trial_id: int) -> Status[None]:
    trial = _of(request, idea_id).trials.filter(pk=trial_id).first()
    if trial is None:
        raise Http404
    ideas.remove(trial=trial, actor=request.auth.user)
    return Status(204, None)


def _of(request: ApiRequest, idea_id: int) -> Idea:
    found = request.organisation.ideas.filter(pk=idea_id).first()
    if found is None:
        raise Http404
    return found


def _values(given: IdeaIO) -> dict[str, Any]:
    return given.dict()


def _known_so_far(request: ApiRequest) -> tuple[Path | None, Settings]:
    current = desk.current(request.organisation)
    return (current.posts if current else None), settings.load(settings.home())


def _reading(request: ApiRequest, row: Idea) -> dict[str, Any] | None:
    if row.state == IdeaState.DRAFT:
        return None
    if row.state == IdeaState.ENDED:
        return row.result
    read = trials.read(row, *_known_so_far(request), datetime.now(UTC).date())
    return encode(read) if isinstance(read, NotEnoughData) else read.as_json()


def _told(request: ApiRequest, row: Idea) -> dict[str, Any]:
    said = {name: getattr(row, name) for name in IdeaIO.model_fields}
    same = ("version", "state", "started_at", "ended_at", "design")
    told = {name: getattr(row, name) for name in same}
    return {**told, "id": row.pk, "idea": said, "reading": _reading(request, row)}
