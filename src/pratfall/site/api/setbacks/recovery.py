"""The way back, measured; and the story, drafted from the record and finished by people."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404
from django.utils import timezone
from ninja import Query, Router, Schema

from pratfall.reviews.render.speech import speech
from pratfall.site import worker
from pratfall.site.language import language_of
from pratfall.site.people.roles import Role
from pratfall.site.setbacks import comeback_words, jobs
from pratfall.site.setbacks.models import Comeback, StoryDraft
from pratfall.site.setbacks.services import comebacks, stories

from ..access import PLANS, ApiRequest, must
from ..answers import Slice, answers
from .fields import SeenIn, Text, setback_of, told

router = Router()

COMEBACK, STORY = "/{int:number}/comeback/", "/{int:number}/story/"


class ComebackOut(Schema):
    """`said`: the main thing, in the language asked for; `measured`: all of it, as it was frozen."""

    id: int
    said: str
    measured: dict[str, Any]
    by: int | None
    at: datetime


class MeasuredOut(Schema):
    """`later`: the worker measures; ask again in a minute."""

    later: bool
    comeback: ComebackOut | None


class StoryIn(SeenIn):
    """Texts that are not given stay."""

    article_en: Text | None = None
    article_fr: Text | None = None
    script_en: Text | None = None
    script_fr: Text | None = None


class StoryOut(Schema):
    """`gaps`: what is still to be filled in, by the text it stands in."""

    version: int
    article_en: str
    article_fr: str
    script_en: str
    script_fr: str
    gaps: dict[str, list[str]]
    by: int
    at: datetime
    published_at: datetime | None


@router.get(COMEBACK, response=answers(list[ComebackOut]), summary="What was measured, newest first")
def measured(request: ApiRequest, number: int, part: Query[Slice]) -> list[dict[str, Any]]:
    return [_comeback(request, row) for row in part.of(setback_of(request, number).comebacks.order_by("-at", "-pk"))]


@router.post(COMEBACK, auth=PLANS, response=answers(MeasuredOut), summary="Measure the way back")
def measure(request: ApiRequest, number: int) -> dict[str, Any]:
    """Seconds of work. Measured twice from the same data it is one."""
    setback = setback_of(request, number)
    if worker.is_beside() and not setback.drill:
        jobs.measure_comeback(setback.pk, request.auth.user.pk)
        return {"later": True, "comeback": None}
    made = comebacks.measure(setback=setback, actor=request.auth.user, now=timezone.now())
    return {"later": False, "comeback": _comeback(request, made)}


@router.get(STORY, response=answers(StoryOut), summary="The story as it stands")
def story(request: ApiRequest, number: int) -> dict[str, Any]:
    return _story(_of(request, number))


@router.post(STORY, auth=PLANS, response=answers(StoryOut), summary="Draft the story from the record")
def begin(request: ApiRequest, number: int) -> dict[str, Any]:
    """The one there is, where somebody began before."""
    return _story(stories.begin(setback=setback_of(request, number), actor=request.auth.user, now=timezone.now()))


@router.put(STORY, auth=PLANS, response=answers(StoryOut), summary="Change its texts")
def edit(request: ApiRequest, number: int, given: StoryIn) -> dict[str, Any]:
    row, texts = _of(request, number), given.model_dump(exclude={"seen"}, exclude_none=True)
    stories.edit(story=row, actor=request.auth.user, seen=given.seen, texts=texts)
    return _story(row)


@router.post(STORY + "publish/", auth=PLANS, response=answers(StoryOut), summary="Show it on the public page")
def publish(request: ApiRequest, number: int, given: SeenIn) -> dict[str, Any]:
    must(request.auth, Role.MANAGER)
    row = _of(request, number)
    stories.publish(story=row, actor=request.auth.user, seen=given.seen, now=timezone.now())
    return _story(row)


@router.post(STORY + "take-back/", auth=PLANS, response=answers(StoryOut), summary="Show it no longer")
def take_back(request: ApiRequest, number: int, given: SeenIn) -> dict[str, Any]:
    must(request.auth, Role.MANAGER)
    row = _of(request, number)
    stories.take_back(story=row, actor=request.auth.user, seen=given.seen, now=timezone.now())
    return _story(row)


def _of(request: ApiRequest, number: int) -> StoryDraft:
    row = StoryDraft.objects.filter(setback=setback_of(request, number)).select_related("setback__organisation").first()
    if row is None:
        raise Http404
    return row


def _comeback(request: ApiRequest, row: Comeback) -> dict[str, Any]:
    said = comeback_words.headline(comebacks.recovery(row), speech(language_of(request)))
    return told(row, "measured", "at", by=row.by_id, said=said)


def _story(row: StoryDraft) -> dict[str, Any]:
    gaps = {name: list(found) for name, found in stories.open_gaps(row).items()}
    return told(row, "version", *stories.TEXTS, "at", "published_at", by=row.by_id, gaps=gaps)
