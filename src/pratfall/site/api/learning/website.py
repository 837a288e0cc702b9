"""The own website: looks at it, and what each found."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status

from pratfall.reviews.render.codec import encode
from pratfall.site.lessons import jobs
from pratfall.site.lessons.models import WebsiteCheck
from pratfall.site.lessons.services import website

from ..access import PLANS, ApiRequest
from ..answers import Slice, answers
from ..setbacks.fields import told

router = Router()


class WebsiteIn(Schema):
    address: Annotated[str, Field(max_length=website.LONGEST_ADDRESS)]


class WebsiteOut(Schema):
    """`going`: the worker still reads. `trouble`: a code, "" for none. `found`: null while nothing was read."""

    id: int
    address: str
    asked_at: datetime
    done_at: datetime | None
    going: bool
    trouble: str
    found: dict[str, Any] | None


@router.get("/website/", response=answers(list[WebsiteOut]), summary="Every look at it, newest first")
def listed(request: ApiRequest, part: Query[Slice]) -> list[dict[str, Any]]:
    return [_told(row) for row in part.of(website.of(request.organisation))]


@router.post("/website/", auth=PLANS, response=answers(WebsiteOut, 201), summary="Look at it")
def ask(request: ApiRequest, given: WebsiteIn) -> Status[dict[str, Any]]:
    """Minutes, by the worker; while one look goes on, that one is told."""
    made = website.ask(
        organisation=request.organisation, actor=request.auth.user, address=given.address, now=timezone.now()
    )
    jobs.look_at_website(made.pk)
    return Status(201, _told(made))


def _told(row: WebsiteCheck) -> dict[str, Any]:
    going = row.done_at is None and row.asked_at > timezone.now() - website.GIVEN_UP_AFTER
    return told(row, "address", "asked_at", "done_at", "trouble", going=going, found=encode(website.told(row)))
