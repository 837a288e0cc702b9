"""One's own sheet of a debrief: written alone, handed in, and one's votes afterwards."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.utils import timezone
from ninja import Field, Router, Schema, Status

from pratfall.site.setbacks.models import Thought, ThoughtKind, Voice
from pratfall.site.setbacks.services import thoughts, voices

from ..access import ApiRequest
from ..answers import answers
from .debrief import HERE, debrief_of, theme_of
from .fields import SeenIn, one, told

router = Router()

MINE = HERE + "mine/"
VOTE = HERE + "themes/{int:theme_id}/vote/"
Words = Annotated[str, Field(min_length=1, max_length=thoughts.LONGEST)]


class ThoughtIn(Schema):
    kind: ThoughtKind
    text: Words


class RewriteIn(SeenIn):
    text: Words


class OwnOut(Schema):
    id: int
    version: int
    kind: ThoughtKind
    text: str
    at: datetime


class SheetOut(Schema):
    """`votes`: themes one gave a vote to."""

    handed_in_at: datetime | None
    thoughts: list[OwnOut]
    votes: list[int]


@router.get(MINE, response=answers(SheetOut), summary="One's own sheet")
def mine(request: ApiRequest, number: int) -> dict[str, Any]:
    return _sheet(debrief_of(request, number).voices.filter(user=request.auth.user).first())


@router.post(MINE + "thoughts/", response=answers(OwnOut, 201), summary="Write a thought, alone")
def write(request: ApiRequest, number: int, given: ThoughtIn) -> Status[dict[str, Any]]:
    voice, now = _voice(request, number), timezone.now()
    return Status(201, _own(thoughts.write(voice=voice, kind=given.kind.value, text=given.text, now=now)))


@router.put(MINE + "thoughts/{int:thought_id}/", response=answers(OwnOut), summary="Say it otherwise")
def rewrite(request: ApiRequest, number: int, thought_id: int, given: RewriteIn) -> dict[str, Any]:
    voice = _voice(request, number)
    row = one(voice.thoughts, thought_id)
    thoughts.rewrite(thought=row, voice=voice, text=given.text, seen=given.seen)
    return _own(row)


@router.delete(MINE + "thoughts/{int:thought_id}/", response=answers(None, 204), summary="Take a thought away")
def remove(request: ApiRequest, number: int, thought_id: int, seen: int) -> Status[None]:
    voice = _voice(request, number)
    thoughts.remove(thought=one(voice.thoughts, thought_id), voice=voice, seen=seen)
    return Status(204, None)


@router.post(MINE + "hand-in/", response=answers(SheetOut), summary="Done writing alone")
def hand_in(request: ApiRequest, number: int) -> dict[str, Any]:
    voice = _voice(request, number)
    voices.hand_in(voice=voice, now=timezone.now())
    return _sheet(voice)


@router.post(MINE + "take-back/", response=answers(SheetOut), summary="Write on, as long as nobody has seen it")
def take_back(request: ApiRequest, number: int) -> dict[str, Any]:
    voice = _voice(request, number)
    voices.take_back(voice=voice)
    return _sheet(voice)


@router.put(VOTE, response=answers(SheetOut), summary="Give a theme one of one's votes")
def vote(request: ApiRequest, number: int, theme_id: int) -> dict[str, Any]:
    voice = _voice(request, number)
    thoughts.vote(voice=voice, theme=theme_of(voice.debrief, theme_id), now=timezone.now())
    return _sheet(voice)


@router.delete(VOTE, response=answers(SheetOut), summary="Take that vote back")
def unvote(request: ApiRequest, number: int, theme_id: int) -> dict[str, Any]:
    voice = _voice(request, number)
    thoughts.unvote(voice=voice, theme=theme_of(voice.debrief, theme_id))
    return _sheet(voice)


def _voice(request: ApiRequest, number: int) -> Voice:
    """The token's person takes part from their first act on."""
    debrief = debrief_of(request, number)
    voice = voices.join(debrief=debrief, user=request.auth.user, now=timezone.now())
    voice.debrief = debrief
    return voice


def _own(row: Thought) -> dict[str, Any]:
    return told(row, "version", "kind", "text", "at")


def _sheet(voice: Voice | None) -> dict[str, Any]:
    if voice is None:
        return {"handed_in_at": None, "thoughts": [], "votes": []}
    now_there = Voice.objects.get(pk=voice.pk)
    return {
        "handed_in_at": now_there.handed_in_at,
        "thoughts": [_own(row) for row in now_there.thoughts.order_by("pk")],
        "votes": list(now_there.votes.order_by("pk").values_list("theme_id", flat=True)),
    }
