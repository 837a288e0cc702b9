"""What asks for a lesson, and what became of lessons where they came by themselves."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import Http404
from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status

from pratfall.reviews.render.codec import encode
from pratfall.site.campaigns.plan import NETWORKS
from pratfall.site.lessons.models import NoLesson, Origin, Showing
from pratfall.site.lessons.services import asked, fits, showings, situations

from ..access import PLANS, ApiRequest
from ..answers import Slice, answers
from ..setbacks.fields import Code, Number, SeenIn, one, told
from .lessons import LessonOut, lesson_told

router = Router()

MOST_FITS = 10
Reason = Annotated[str, Field(max_length=2000)]


class AskedForOut(Schema):
    """`number`: of what has ended; `href`: its page, below the organisation's address."""

    origin: Origin
    number: int
    title: str
    ended_at: datetime
    href: str


class NoLessonIn(Schema):
    origin: Origin
    number: Number
    why: Reason


class NoLessonOut(Schema):
    origin: Origin
    number: int
    why: str
    at: datetime


class FittingIn(Schema):
    """A situation in words: a plan that is not written yet, for example. `networks`, `labels`: apart by commas."""

    text: str = Field(min_length=1, max_length=4000)
    networks: str = Field("", max_length=200)
    labels: str = Field("", max_length=500)
    most: int = Field(3, ge=1, le=MOST_FITS)


class WhyOut(Schema):
    """`code`: meaning, cause, network, label, tag or partly."""

    code: str
    facts: list[str]


class FitOut(Schema):
    """`score`: 0 to 1."""

    lesson: LessonOut
    score: float
    why: list[WhyOut]


class ShownAtIn(Slice):
    """Of one place, of one lesson, or all. `ref`: its number; of a finding its slug."""

    place: Literal["", "plan", "idea", "finding", "setback"] = ""
    ref: str = Field("", max_length=200)
    lesson: Number | None = None


class ShowingOut(Schema):
    """A lesson that came by itself. `used`, `helped`: what the team says, null until somebody does."""

    id: int
    version: int
    lesson: int
    place: str
    ref: str
    title: str
    href: str
    why: list[WhyOut]
    score: float
    first_at: datetime
    used: bool | None
    helped: bool | None
    note: str


class ServedIn(SeenIn):
    """`said`: "open" takes the answer back. To say that it helped is to say that it was used."""

    said: Literal[showings.ANSWERS]  # type: ignore[valid-type]
    note: Code = ""


class TallyOut(Schema):
    """How lessons served. `used`, `helped`: a share with its interval, or how many answers are missing."""

    shown: int
    answered: int
    judged: int
    used: dict[str, Any]
    helped: dict[str, Any]
    window: dict[str, Any] | None
    method: str


@router.get("/asked/", response=answers(list[AskedForOut]), summary="What has ended and taught nothing yet")
def waiting(request: ApiRequest, part: Query[Slice]) -> list[dict[str, Any]]:
    found = asked.asked(request.organisation, timezone.now())
    names = ("origin", "number", "title", "ended_at", "href")
    return [{name: getattr(row, name) for name in names} for row in found[part.offset : part.offset + part.limit]]


@router.get("/none/", response=answers(list[NoLessonOut]), summary="What gave no lesson, and why")
def nothing_learnt(request: ApiRequest, part: Query[Slice]) -> list[dict[str, Any]]:
    rows = NoLesson.objects.filter(organisation=request.organisation).order_by("-at", "-pk")
    return [_none(row) for row in part.of(rows)]


@router.post("/none/", auth=PLANS, response=answers(NoLessonOut, 201), summary="It gives no lesson, because")
def answer_none(request: ApiRequest, given: NoLessonIn) -> Status[dict[str, Any]]:
    """It asks no more; a lesson may still be written."""
    made = asked.answer_none(
        organisation=request.organisation, actor=request.auth.user, now=timezone.now(), **dict(given)
    )
    return Status(201, _none(made))


@router.get("/fitting/", response=answers(list[FitOut]), summary="Lessons that fit a situation, best first")
def fitting(request: ApiRequest, given: Query[FittingIn]) -> list[dict[str, Any]]:
    """Nothing is recorded: only where a page shows a lesson is somebody asked whether it served."""
    networks = _parted(given.networks)
    if not set(networks) <= set(NETWORKS):
        raise Http404
    situation = situations.planned(lines=[given.text], networks=networks, labels=_parted(given.labels))
    found = fits.fitting(request.organisation, situation, timezone.now(), most=given.most)
    return [{"lesson": lesson_told(fit.lesson), "score": fit.score, "why": encode(fit.why)} for fit in found]


@router.get("/showings/", response=answers(list[ShowingOut]), summary="Where lessons came by themselves, newest first")
def listed(request: ApiRequest, given: Query[ShownAtIn]) -> list[dict[str, Any]]:
    rows = Showing.objects.filter(lesson__organisation=request.organisation)
    rows = rows.filter(place=given.place) if given.place else rows
    rows = rows.filter(ref=given.ref.replace("\0", "")) if given.ref else rows
    rows = rows.filter(lesson=given.lesson) if given.lesson is not None else rows
    return [_showing(row) for row in given.of(rows.order_by("-first_at", "-pk"))]


@router.get("/showings/tally/", response=answers(TallyOut), summary="How often lessons were used, and helped")
def tally(request: ApiRequest) -> dict[str, Any]:
    found: dict[str, Any] = encode(showings.tally(request.organisation, timezone.now()))
    return found


@router.post(
    "/showings/{int:showing_id}/answer/", auth=PLANS, response=answers(ShowingOut), summary="Say whether it served"
)
def answer(request: ApiRequest, showing_id: int, given: ServedIn) -> dict[str, Any]:
    rows = Showing.objects.filter(lesson__organisation=request.organisation)
    row: Showing = one(rows.select_related("lesson__organisation"), showing_id)
    showings.answer(showing=row, actor=request.auth.user, now=timezone.now(), **given.model_dump())
    return _showing(row)


def _none(row: NoLesson) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("origin", "number", "why", "at")}


def _showing(row: Showing) -> dict[str, Any]:
    same = ("version", "place", "ref", "title", "why", "score", "first_at", "used", "helped", "note")
    return told(row, *same, lesson=row.lesson_id, href=showings.href_of(row.place, row.ref))


def _parted(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]
