"""Channels together and each by itself, how accounts grow, and weeks of two channels drawn by lot."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from django.http import Http404
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from pratfall.errors import Refused
from pratfall.reviews import settings
from pratfall.reviews.channel_settings import BLOCKS, FEWEST, MOST
from pratfall.reviews.render.codec import encode
from pratfall.site.campaigns.models import ChannelTrial
from pratfall.site.lessons.channel_weeks import next_monday, planned
from pratfall.site.lessons.services import channel_trials
from pratfall.site.today import desk

from ..access import PLANS, ApiRequest
from ..answers import answers
from ..setbacks.fields import SeenIn, told

router = Router()

TRIAL = "/channel-trial/"


class ChannelsOut(Schema):
    """`channels`: Channels in docs/review.schema.json; `growth`: whom an hour wins, and who leads to whom. Null where
    nothing speaks for it."""

    as_of: datetime
    channels: dict[str, Any] | None
    growth: dict[str, Any] | None


class WeekOut(Schema):
    """Which of the two channels a week has."""

    monday: date
    first: bool
    second: bool


class ChannelTrialOut(Schema):
    """`over`: its days are gone."""

    id: int
    version: int
    first: str
    second: str
    start: date
    blocks: int
    last_day: date
    over: bool
    at: datetime
    ended_at: datetime | None


class WeeksOut(Schema):
    """`trial`: null where nobody follows weeks: `weeks` are then those to come from next Monday on."""

    trial: ChannelTrialOut | None
    weeks: list[WeekOut]


class ChannelTrialIn(Schema):
    """`blocks`: of four weeks."""

    blocks: Annotated[int, Field(ge=FEWEST, le=MOST)] = BLOCKS


class ChannelTrialEndIn(SeenIn):
    why: Annotated[str, Field(max_length=2000)] = ""


@router.get("/channels/", response=answers(ChannelsOut), summary="Channels, and how accounts grow")
def shown(request: ApiRequest) -> dict[str, Any]:
    """404 while nothing has been imported."""
    current = _desk(request)
    review = current.review
    return {"as_of": review.as_of, "channels": encode(review.channels), "growth": encode(current.growth)}


@router.get(TRIAL, response=answers(WeeksOut), summary="Weeks of two channels drawn by lot")
def weeks(request: ApiRequest) -> dict[str, Any]:
    """404 where there are no two channels."""
    channels = _desk(request).review.channels
    if channels is None or channels.together is None:
        raise Http404
    trial = channel_trials.running(request.organisation)
    by_file = bool(settings.load(settings.home()).channel_tests)
    found = planned(channels.together, trial, timezone.now().date(), by_file=by_file)
    return {"trial": _trial(trial) if trial else None, "weeks": encode(found)}


@router.post(TRIAL, auth=PLANS, response=answers(ChannelTrialOut, 201), summary="Follow them from next Monday on")
def begin(request: ApiRequest, given: ChannelTrialIn) -> Status[dict[str, Any]]:
    """Of the two channels the review compares."""
    now = timezone.now()
    current = desk.current(request.organisation, now)
    both = current.review.channels.together if current and current.review.channels else None
    if both is None:
        raise Refused("channel_trial_one_channel")
    made = channel_trials.begin(
        organisation=request.organisation,
        actor=request.auth.user,
        first=both.first,
        second=both.second,
        start=next_monday(now.date()),
        blocks=given.blocks,
        now=now,
    )
    return Status(201, _trial(made))


@router.post(TRIAL + "end/", auth=PLANS, response=answers(ChannelTrialOut), summary="Follow them no more")
def end(request: ApiRequest, given: ChannelTrialEndIn) -> dict[str, Any]:
    """What was followed is still read."""
    row = channel_trials.running(request.organisation)
    if row is None:
        raise Refused("channel_trial_over")
    channel_trials.end(trial=row, actor=request.auth.user, seen=given.seen, why=given.why, now=timezone.now())
    return _trial(row)


def _desk(request: ApiRequest) -> desk.Desk:
    found = desk.current(request.organisation, timezone.now())
    if found is None:
        raise Http404
    return found


def _trial(row: ChannelTrial) -> dict[str, Any]:
    last = channel_trials.last_day(row)
    same = ("version", "first", "second", "start", "blocks", "at", "ended_at")
    return told(row, *same, last_day=last, over=last < timezone.now().date())
