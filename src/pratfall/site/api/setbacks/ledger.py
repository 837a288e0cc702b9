"""The ledger: what people wrote, what became of it, and whether its chain holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import Http404
from django.utils import timezone
from ninja import Field, Query, Router, Schema

from pratfall.reviews.render.speech import Speech, speech
from pratfall.site import worker
from pratfall.site.language import language_of
from pratfall.site.people.roles import Role
from pratfall.site.setbacks import forgetting, integrity, jobs, vigil
from pratfall.site.setbacks.comment_words import WHOLE, safe
from pratfall.site.setbacks.heard import Heard, heard
from pratfall.site.setbacks.models import LedgerEntry, Setback
from pratfall.site.setbacks.services import appending, erasing, ledger
from pratfall.site.setbacks.triaged import Wanted, reactions_to, same_words, texts_of, triaged

from ..access import PLANS, ApiRequest, must
from ..answers import Slice, answers
from .fields import setback_of, told

router = Router()

LEDGER, COMMENTS = "/{int:number}/ledger/", "/{int:number}/comments/"


class FaultOut(Schema):
    """`place`: in the ledger; of a freeze its number."""

    code: str
    place: int


class LedgerOut(Schema):
    """`place`, `hash`: its end. `unsure`: how many comments the newest imports lacked without saying they are gone."""

    place: int
    hash: str
    seen: int
    answered: int
    gone: int
    erased: int
    asked: int
    refused: int
    removed: dict[str, int]
    unsure: int


class VerifiedOut(Schema):
    """`fault`: the first thing that is not as it was written, null where everything is."""

    intact: bool
    fault: FaultOut | None


class EntryOut(Schema):
    """`body`: nobody's words; `text`: the digest of words kept apart. `hash` is over this and `previous`."""

    place: int
    kind: str
    platform: str
    ref: str
    body: dict[str, Any]
    text: str
    at: datetime
    previous: str
    hash: str


class CollectedOut(Schema):
    """`later`: the worker looks; ask again in a minute."""

    later: bool
    seen: int = 0
    answered: int = 0
    gone: int = 0
    back: int = 0
    unsure: int = 0


class HeardOut(Schema):
    """`place`: its name here. `text`: as the page shows it; nobody is named. Unknown numbers are null, never 0."""

    place: int
    platform: str
    ref: str
    post: str
    text: str
    since: datetime
    likes: int | None
    reactions: int | None
    scores: dict[str, Any]
    answered: str
    answered_at: datetime | None
    gone_at: datetime | None
    removal: str
    reason: str
    erased: bool


class CommentsIn(Slice):
    """In the order somebody should answer them. `unanswered`: those that wait; `spoken`: a language's code."""

    who: Literal["all", "angry", "questions", "defenders"] = "all"
    unanswered: bool = False
    spoken: Annotated[str, Field(max_length=8)] = ""


class EraseIn(Schema):
    """`person`: whatever its writer wrote, everywhere; otherwise this comment alone."""

    person: bool = False


class EraseOldIn(Schema):
    months: Annotated[int, Field(ge=erasing.SHORTEST_MONTHS, le=erasing.LONGEST_MONTHS)]


class ErasedOut(Schema):
    texts: int


@router.get(LEDGER, response=answers(LedgerOut), summary="How much was seen, answered, removed")
def counted(request: ApiRequest, number: int) -> dict[str, Any]:
    setback = setback_of(request, number)
    place, its_hash = appending.end(setback)
    return {"place": place, "hash": its_hash, "unsure": ledger.unsure_of(setback), **asdict(ledger.counts(setback))}


@router.get(LEDGER + "entries/", response=answers(list[EntryOut]), summary="Its entries, newest first")
def entries(request: ApiRequest, number: int, part: Query[Slice]) -> list[dict[str, Any]]:
    rows = LedgerEntry.objects.filter(setback=setback_of(request, number)).order_by("-place")
    names = ("place", "kind", "platform", "ref", "body", "text", "at", "previous", "hash")
    return [told(row, *names) for row in part.of(rows)]


@router.post(LEDGER + "verify/", auth=PLANS, response=answers(VerifiedOut), summary="Verify all of its records")
def verify(request: ApiRequest, number: int) -> dict[str, Any]:
    """What is found stands in the trail, and on pages, until it holds again."""
    setback = setback_of(request, number)
    intact = vigil.look_after(setback)
    fault = None if intact else next(integrity.faults(setback), None)
    return {"intact": intact, "fault": {"code": fault.code, "place": fault.place} if fault else None}


@router.post(LEDGER + "collect/", auth=PLANS, response=answers(CollectedOut), summary="Look for new comments")
def collect(request: ApiRequest, number: int) -> dict[str, Any]:
    setback = setback_of(request, number)
    if worker.is_beside():
        jobs.collect(setback.pk)
        return {"later": True}
    return {"later": False, **asdict(ledger.collect(setback=setback, now=timezone.now(), actor=request.auth.user))}


@router.post(LEDGER + "erase-old/", auth=PLANS, response=answers(ErasedOut), summary="Erase the words of an old one")
def erase_old(request: ApiRequest, number: int, given: EraseOldIn) -> dict[str, int]:
    must(request.auth, Role.OWNER)
    setback, now = setback_of(request, number), timezone.now()
    return {"texts": erasing.erase_old(setback=setback, actor=request.auth.user, months=given.months, now=now)}


@router.get(COMMENTS, response=answers(list[HeardOut]), summary="What people wrote, most urgent first")
def comments(request: ApiRequest, number: int, asked: Query[CommentsIn]) -> list[dict[str, Any]]:
    setback, words = setback_of(request, number), speech(language_of(request))
    everything = triaged(setback, timezone.now())
    wanted = Wanted(who=asked.who, unanswered=asked.unanswered, spoken=asked.spoken)
    rows = everything.wanted(wanted, same_words(setback))[asked.offset : asked.offset + asked.limit]
    texts = texts_of(setback, [row.digest for row in rows])
    return [comment_told(row, texts, everything.reactions[row.key], words) for row in rows]


@router.get(COMMENTS + "{int:place}/", response=answers(HeardOut), summary="One comment")
def comment(request: ApiRequest, number: int, place: int) -> dict[str, Any]:
    setback = setback_of(request, number)
    row = comment_of(setback, place)
    texts, words = texts_of(setback, [row.digest]), speech(language_of(request))
    return comment_told(row, texts, reactions_to(row, heard(setback)), words)


@router.post(COMMENTS + "{int:place}/erase/", auth=PLANS, response=answers(ErasedOut), summary="Erase its words")
def erase(request: ApiRequest, number: int, place: int, given: EraseIn) -> dict[str, int]:
    """For good: what became of the comment stays, and the chain stays valid."""
    must(request.auth, Role.OWNER)
    setback = setback_of(request, number)
    row = comment_of(setback, place)
    act = forgetting.forget_author if given.person else erasing.erase_comment
    actor, now = request.auth.user, timezone.now()
    return {"texts": act(setback=setback, platform=row.platform, ref=row.ref, actor=actor, now=now)}


def comment_of(setback: Setback, place: int) -> Heard:
    """The comment first seen at that place of the ledger. Raises Http404."""
    found = next((row for row in heard(setback).values() if row.place == place), None)
    if found is None:
        raise Http404
    return found


def comment_told(row: Heard, texts: Mapping[str, str], reactions: int | None, words: Speech) -> dict[str, Any]:
    same = ("place", "platform", "ref", "post", "since", "likes", "scores", "answered", "answered_at", "gone_at")
    values = {name: getattr(row, name) for name in (*same, "removal", "reason", "erased")}
    return {**values, "reactions": reactions, "text": safe(texts.get(row.digest), words, WHOLE)}
