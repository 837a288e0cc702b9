"""Everything planned on hold: paused, ticked off where it has to be paused elsewhere, and lifted."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.http import Http404
from django.utils import timezone
from ninja import Field, Router, Schema

from pratfall.errors import Refused
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Pause, PausedPlace, Setback
from pratfall.site.setbacks.services import pauses

from ..access import PLANS, ApiRequest, must
from ..answers import answers
from .fields import Number, one, setback_of, told

router = Router()

HERE = "/{int:number}/pause/"


class PlaceOut(Schema):
    """`place`: a queue's code, campaign:<id> for what a campaign sends by itself, launch:<id> for one let through."""

    id: int
    place: str
    done_at: datetime | None
    done_by: int | None


class PauseOut(Schema):
    id: int
    why: str
    by: int
    at: datetime
    lifted_at: datetime | None
    lifted_by: int | None
    places: list[PlaceOut]


class PauseIn(Schema):
    why: Annotated[str, Field(max_length=pauses.LONGEST_REASON)] = ""


class PlaceIn(Schema):
    done: bool


class AllowIn(Schema):
    campaign: Number


@router.get(HERE, response=answers(PauseOut), summary="The pause that holds, or the last one")
def shown(request: ApiRequest, number: int) -> dict[str, Any]:
    """404 where there never was one."""
    return _newest(setback_of(request, number))


@router.post(HERE, auth=PLANS, response=answers(PauseOut), summary="Pause everything planned")
def pause(request: ApiRequest, number: int, given: PauseIn) -> dict[str, Any]:
    """By two people at once it is one pause."""
    setback = setback_of(request, number)
    pauses.pause(setback=setback, actor=request.auth.user, why=given.why, now=timezone.now())
    return _newest(setback)


@router.put(HERE + "places/{int:place_id}/", auth=PLANS, response=answers(PauseOut), summary="It is paused there too")
def tick(request: ApiRequest, number: int, place_id: int, given: PlaceIn) -> dict[str, Any]:
    setback = setback_of(request, number)
    rows = PausedPlace.objects.filter(pause__setback=setback).select_related("pause__setback__organisation")
    pauses.tick(paused=one(rows, place_id), actor=request.auth.user, done=given.done, now=timezone.now())
    return _newest(setback)


@router.post(HERE + "lift/", auth=PLANS, response=answers(PauseOut), summary="Lift it")
def lift(request: ApiRequest, number: int) -> dict[str, Any]:
    must(request.auth, Role.MANAGER)
    setback = setback_of(request, number)
    pauses.lift(pause=_holding(setback), actor=request.auth.user, now=timezone.now())
    return _newest(setback)


@router.post(HERE + "allow/", auth=PLANS, response=answers(PauseOut), summary="Let one campaign through")
def allow(request: ApiRequest, number: int, given: AllowIn) -> dict[str, Any]:
    must(request.auth, Role.MANAGER)
    setback = setback_of(request, number)
    campaign = one(request.organisation.campaigns, given.campaign)
    pauses.allow(pause=_holding(setback), campaign=campaign, actor=request.auth.user, now=timezone.now())
    return _newest(setback)


def _holding(setback: Setback) -> Pause:
    pause = pauses.of(setback)
    if pause is None:
        raise Refused("pause_lifted")
    return pause


def _newest(setback: Setback) -> dict[str, Any]:
    row = setback.pauses.prefetch_related("places").order_by("-at", "-pk").first()
    if row is None:
        raise Http404
    places = [told(p, "place", "done_at", done_by=p.done_by_id) for p in row.places.all()]
    return told(row, "why", "at", "lifted_at", by=row.by_id, lifted_by=row.lifted_by_id, places=places)
