"""Answers to comments, and what it takes to remove one: a reason of the policy, and a second person."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import Http404
from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status

from pratfall.site.setbacks.models import Removal, RemovalReason, Reply, ReplyKind, Setback
from pratfall.site.setbacks.services import removals, replies

from ..access import PLANS, ApiRequest
from ..answers import Slice, answers
from .fields import Line, Number, SeenIn, one, setback_of, told
from .ledger import comment_of

router = Router()

REPLY, REMOVALS = "/{int:number}/comments/{int:place}/reply/", "/{int:number}/removals/"
Lang = Literal["en", "fr"]
Why = Annotated[str, Field(max_length=removals.LONGEST)]


class ReplyIn(Schema):
    kind: ReplyKind
    language: Lang


class ReplyEditIn(ReplyIn, SeenIn):
    """`anew`: in place of `text`, another draft of that kind and language."""

    text: Annotated[str, Field(max_length=replies.LONGEST)] = ""
    anew: bool = False


class SentIn(SeenIn):
    """`address`: where it can be read, if known."""

    address: Line = ""


class ReplyOut(Schema):
    """`by`: who wrote it last."""

    id: int
    version: int
    platform: str
    ref: str
    kind: ReplyKind
    language: str
    text: str
    by: int
    at: datetime
    sent_at: datetime | None
    sent_by: int | None
    address: str


class RemovalIn(Schema):
    """`comment`: its place."""

    comment: Number
    reason: RemovalReason
    why: Why
    hide_only: bool = True


class AnswerIn(SeenIn):
    """A no takes a `why`."""

    approve: bool
    why: Why = ""


class RemovalOut(Schema):
    """`approved` null: nobody has answered. `done_at`: hidden or deleted on the network, by a person."""

    id: int
    version: int
    platform: str
    ref: str
    hide_only: bool
    reason: RemovalReason
    why: str
    asked_by: int
    asked_at: datetime
    answered_by: int | None
    answered_at: datetime | None
    approved: bool | None
    answer_why: str
    done_at: datetime | None


@router.get(REPLY, response=answers(ReplyOut), summary="The reply to a comment")
def shown(request: ApiRequest, number: int, place: int) -> dict[str, Any]:
    return _reply(_of(setback_of(request, number), place))


@router.post(REPLY, auth=PLANS, response=answers(ReplyOut, 201), summary="Draft a reply from what was approved")
def draft(request: ApiRequest, number: int, place: int, given: ReplyIn) -> Status[dict[str, Any]]:
    setback = setback_of(request, number)
    comment = comment_of(setback, place)
    made = replies.draft(
        setback=setback,
        actor=request.auth.user,
        platform=comment.platform,
        ref=comment.ref,
        kind=given.kind.value,
        language=given.language,
        now=timezone.now(),
    )
    return Status(201, _reply(made))


@router.put(REPLY, auth=PLANS, response=answers(ReplyOut), summary="Change the reply")
def edit(request: ApiRequest, number: int, place: int, given: ReplyEditIn) -> dict[str, Any]:
    row = _of(setback_of(request, number), place)
    values = {**given.model_dump(), "kind": given.kind.value}
    replies.edit(reply=row, actor=request.auth.user, now=timezone.now(), **values)
    return _reply(row)


@router.post(REPLY + "sent/", auth=PLANS, response=answers(ReplyOut), summary="Note that a person sent it")
def sent(request: ApiRequest, number: int, place: int, given: SentIn) -> dict[str, Any]:
    row, actor, now = _of(setback_of(request, number), place), request.auth.user, timezone.now()
    replies.mark_sent(reply=row, actor=actor, address=given.address, seen=given.seen, now=now)
    return _reply(row)


@router.delete(REPLY, auth=PLANS, response=answers(None, 204), summary="Throw a draft away that nobody sent")
def discard(request: ApiRequest, number: int, place: int, seen: int) -> Status[None]:
    row = _of(setback_of(request, number), place)
    replies.discard(reply=row, actor=request.auth.user, seen=seen, now=timezone.now())
    return Status(204, None)


@router.get(REMOVALS, response=answers(list[RemovalOut]), summary="What was asked to be removed, newest first")
def listed(request: ApiRequest, number: int, part: Query[Slice]) -> list[dict[str, Any]]:
    return [_removal(row) for row in part.of(setback_of(request, number).removals.order_by("-pk"))]


@router.post(REMOVALS, auth=PLANS, response=answers(RemovalOut, 201), summary="Ask for a comment to be removed")
def ask(request: ApiRequest, number: int, given: RemovalIn) -> Status[dict[str, Any]]:
    setback = setback_of(request, number)
    comment = comment_of(setback, given.comment)
    made = removals.ask(
        setback=setback,
        actor=request.auth.user,
        platform=comment.platform,
        ref=comment.ref,
        reason=given.reason.value,
        why=given.why,
        hide_only=given.hide_only,
        now=timezone.now(),
    )
    return Status(201, _removal(made))


@router.post(
    REMOVALS + "{int:removal_id}/answer/", auth=PLANS, response=answers(RemovalOut), summary="Say yes or no to it"
)
def answer(request: ApiRequest, number: int, removal_id: int, given: AnswerIn) -> dict[str, Any]:
    """Never whoever asked, who may only take it back."""
    row = _asked(setback_of(request, number), removal_id)
    removals.answer(removal=row, actor=request.auth.user, now=timezone.now(), **given.model_dump())
    return _removal(row)


@router.post(REMOVALS + "{int:removal_id}/done/", auth=PLANS, response=answers(RemovalOut), summary="It was removed")
def done(request: ApiRequest, number: int, removal_id: int, given: SeenIn) -> dict[str, Any]:
    """On the network, by a person: Pratfall never does."""
    row = _asked(setback_of(request, number), removal_id)
    removals.done(removal=row, actor=request.auth.user, seen=given.seen, now=timezone.now())
    return _removal(row)


def _of(setback: Setback, place: int) -> Reply:
    comment = comment_of(setback, place)
    rows = setback.replies.filter(platform=comment.platform, ref=comment.ref)
    row: Reply | None = rows.select_related("setback__organisation").first()
    if row is None:
        raise Http404
    return row


def _asked(setback: Setback, removal_id: int) -> Removal:
    row: Removal = one(setback.removals.select_related("setback__organisation", "asked_by"), removal_id)
    return row


def _reply(row: Reply) -> dict[str, Any]:
    same = ("version", "platform", "ref", "kind", "language", "text", "at", "sent_at", "address")
    return told(row, *same, by=row.by_id, sent_by=row.sent_by_id)


def _removal(row: Removal) -> dict[str, Any]:
    same = ("version", "platform", "ref", "hide_only", "reason", "why", "asked_at", "answered_at", "approved")
    more = ("answer_why", "done_at")
    return told(row, *same, *more, asked_by=row.asked_by_id, answered_by=row.answered_by_id)
