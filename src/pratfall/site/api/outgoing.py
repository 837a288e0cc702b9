"""What leaves by itself: webhooks, and what the token's person wants to hear."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.http import Http404
from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status

from pratfall.site.outgoing import channels, services, webhooks
from pratfall.site.outgoing.digest import wishes_of
from pratfall.site.outgoing.models import Channel, Delivery, Webhook
from pratfall.site.people.links import absolute

from .access import PEOPLE, ApiRequest
from .answers import Slice, answers

router = Router()

Act = Annotated[str, Field(min_length=1, max_length=60)]


class WebhookIn(Schema):
    """`acts`: kinds of change, as in the audit trail; none for all."""

    url: str = Field(min_length=1, max_length=500)
    acts: list[Act] = Field([], max_length=60)


class WebhookOut(WebhookIn):
    id: int
    by: int
    made_at: datetime


class NewWebhookOut(Schema):
    """`secret` signs what is sent; it is shown here and never again."""

    id: int
    secret: str


class DeliveryOut(Schema):
    """`trouble`: why the last try failed, "" where none has."""

    id: int
    act: str
    at: datetime
    attempts: int
    delivered_at: datetime | None
    trouble: str


class WishesIO(Schema):
    """`weekly`: the digest, on `weekday` (0 is Monday); `at_once`: what cannot wait."""

    weekly: bool
    weekday: int = Field(ge=0, le=6)
    at_once: bool


class ChannelIn(Schema):
    """As Apprise writes it, say ntfys://ntfy.example.org/topic."""

    address: str = Field(min_length=1, max_length=1000)


class ChannelOut(Schema):
    """`kind`: what the address begins with; the rest is a secret. `trouble_at`: when it failed last."""

    id: int
    kind: str
    trouble_at: datetime | None


class CalendarOut(Schema):
    """`url` opens the calendar to whoever has it; it is shown here and never again."""

    url: str


@router.get("/webhooks/", auth=PEOPLE, response=answers(list[WebhookOut]), summary="Addresses called after changes")
def hooks(request: ApiRequest) -> list[dict[str, Any]]:
    return [_hook(row) for row in request.organisation.webhooks.filter(ended_at=None).order_by("-pk")]


@router.post("/webhooks/", auth=PEOPLE, response=answers(NewWebhookOut, 201), summary="Have an address called")
def add_hook(request: ApiRequest, given: WebhookIn) -> Status[dict[str, Any]]:
    made = webhooks.add(actor=request.auth, url=given.url, acts=given.acts)
    return Status(201, {"id": made.pk, "secret": made.secret})


@router.delete("/webhooks/{int:hook_id}/", auth=PEOPLE, response=answers(None, 204), summary="Call it no more")
def end_hook(request: ApiRequest, hook_id: int) -> Status[None]:
    webhooks.end(actor=request.auth, webhook=_of(request, hook_id), now=timezone.now())
    return Status(204, None)


@router.get(
    "/webhooks/{int:hook_id}/deliveries/", auth=PEOPLE, response=answers(list[DeliveryOut]), summary="How calls went"
)
def deliveries(request: ApiRequest, hook_id: int, part: Query[Slice]) -> list[Delivery]:
    return part.of(_of(request, hook_id).deliveries.order_by("-at", "-pk"))


@router.get("/wishes/", response=answers(WishesIO), summary="What I want to hear")
def wishes(request: ApiRequest) -> dict[str, Any]:
    known = wishes_of(request.auth)
    return {"weekly": known.weekly, "weekday": known.weekday, "at_once": known.at_once}


@router.put("/wishes/", response=answers(WishesIO), summary="Say what I want to hear")
def wish(request: ApiRequest, given: WishesIO) -> dict[str, Any]:
    services.wish(membership=request.auth, **given.dict())
    return wishes(request)


@router.get("/channels/", response=answers(list[ChannelOut]), summary="Where I am told besides mail")
def ways(request: ApiRequest) -> list[dict[str, Any]]:
    return [_channel(row) for row in request.auth.channels.order_by("pk")]


@router.post("/channels/", response=answers(ChannelOut, 201), summary="Add a chat or push service")
def add_channel(request: ApiRequest, given: ChannelIn) -> Status[dict[str, Any]]:
    return Status(201, _channel(channels.add(membership=request.auth, address=given.address)))


@router.delete("/channels/{int:channel_id}/", response=answers(None, 204), summary="Remove one")
def remove_channel(request: ApiRequest, channel_id: int) -> Status[None]:
    found = request.auth.channels.filter(pk=channel_id).first()
    if found is None:
        raise Http404
    channels.remove(channel=found)
    return Status(204, None)


@router.post("/calendar/", response=answers(CalendarOut, 201), summary="A new address for my calendar")
def calendar(request: ApiRequest) -> Status[dict[str, str]]:
    """The address before it opens nothing any more."""
    secret = services.new_calendar(membership=request.auth)
    return Status(201, {"url": absolute(request, f"/calendar/{secret}.ics")})


def _of(request: ApiRequest, hook_id: int) -> Webhook:
    found = request.organisation.webhooks.filter(pk=hook_id, ended_at=None).first()
    if found is None:
        raise Http404
    return found


def _hook(row: Webhook) -> dict[str, Any]:
    return {"id": row.pk, "url": row.url, "acts": row.acts, "by": row.by.pk, "made_at": row.made_at}


def _channel(row: Channel) -> dict[str, Any]:
    return {"id": row.pk, "kind": str(row), "trouble_at": row.trouble_at}
