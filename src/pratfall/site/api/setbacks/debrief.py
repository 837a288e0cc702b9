"""The debrief: begun, gathered, sorted into themes, and closed; who takes part from outside."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import Http404
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from pratfall.reviews.render.speech import speech
from pratfall.site.language import language_of
from pratfall.site.people.links import absolute
from pratfall.site.people.roles import Role
from pratfall.site.setbacks import debrief_view, sheet
from pratfall.site.setbacks.models import Debrief, Theme, ThoughtKind, Voice
from pratfall.site.setbacks.services import debriefs, thoughts, voices

from ..access import PLANS, ApiRequest, must
from ..answers import answers
from .fields import Code, Number, SeenIn, Text, one, setback_of, told

router = Router()

HERE = "/{int:number}/debrief/"
VOICE, THEME = HERE + "voices/{int:voice_id}/", HERE + "themes/{int:theme_id}/"
Title = Annotated[str, Field(max_length=200)]


class SummaryIn(SeenIn):
    summary: Text


class CloseIn(SeenIn):
    """`no_outsider_because`: needed where nobody from outside was heard."""

    summary: Text
    no_outsider_because: Annotated[str, Field(max_length=2000)] = ""


class VoiceIn(Schema):
    """`email`: where the link goes if mail leaves; it is not kept."""

    name: Annotated[str, Field(max_length=120)]
    stands_for: Annotated[str, Field(max_length=120)]
    language: Literal["en", "fr"]
    email: Annotated[str, Field(max_length=254)] = ""


class VoiceOut(Schema):
    """Somebody from outside. `open`: the link can be used. What they wrote stands nowhere beside their name."""

    id: int
    name: str
    stands_for: str
    language: str
    ends_at: datetime | None
    handed_in: bool
    open: bool


class LinkOut(Schema):
    """`link` opens their sheet to whoever has it: it is shown here and never again; "" where a mail has left."""

    voice: VoiceOut
    mailed: bool
    link: str


class ThemeIn(Schema):
    title: Title


class DiscussIn(ThemeIn, SeenIn):
    """`said`: what the discussion came to; `evidence`: keys of items of the timeline."""

    said: Text = ""
    evidence: list[Annotated[str, Field(max_length=80)]] = Field([], max_length=40)


class SortIn(SeenIn):
    """`theme` null: under none."""

    theme: Number | None


class ThoughtOut(Schema):
    """`whose`: what its voice stands for, never a name."""

    id: int
    version: int
    kind: ThoughtKind
    whose: str
    text: str
    theme: int | None


class ThemeOut(Schema):
    """`mine`: the token's person gave it a vote."""

    id: int
    version: int
    title: str
    said: str
    evidence: list[Code]
    votes: int
    mine: bool


class DebriefOut(Schema):
    """`phase`: alone, together or closed. `thoughts`: everybody's, from when one has handed in and all are together."""

    version: int
    phase: str
    opened_at: datetime
    opened_by: int
    closed_at: datetime | None
    closed_by: int | None
    summary: str
    no_outsider_because: str
    taking_part: int
    handed_in: int
    outside: list[VoiceOut]
    themes: list[ThemeOut]
    thoughts: list[ThoughtOut]


@router.get(HERE, response=answers(DebriefOut), summary="The debrief as one may see it")
def shown(request: ApiRequest, number: int) -> dict[str, Any]:
    """404 while there is none."""
    return debrief_told(request, debrief_of(request, number))


@router.post(HERE, auth=PLANS, response=answers(DebriefOut, 201), summary="Begin the debrief")
def begin(request: ApiRequest, number: int) -> Status[dict[str, Any]]:
    made = debriefs.begin(setback=setback_of(request, number), actor=request.auth.user, now=timezone.now())
    return Status(201, debrief_told(request, made))


@router.post(HERE + "gather/", auth=PLANS, response=answers(DebriefOut), summary="From alone to together")
def gather(request: ApiRequest, number: int, given: SeenIn) -> dict[str, Any]:
    row = debrief_of(request, number)
    debriefs.gather(debrief=row, actor=request.auth.user, seen=given.seen, now=timezone.now())
    return debrief_told(request, row)


@router.put(HERE + "summary/", auth=PLANS, response=answers(DebriefOut), summary="Write what came of it")
def summarise(request: ApiRequest, number: int, given: SummaryIn) -> dict[str, Any]:
    row = debrief_of(request, number)
    debriefs.summarise(debrief=row, actor=request.auth.user, **given.model_dump())
    return debrief_told(request, row)


@router.post(HERE + "close/", auth=PLANS, response=answers(DebriefOut), summary="Close it, signed")
def close(request: ApiRequest, number: int, given: CloseIn) -> dict[str, Any]:
    must(request.auth, Role.MANAGER)
    row = debrief_of(request, number)
    debriefs.close(debrief=row, actor=request.auth.user, now=timezone.now(), **given.model_dump())
    return debrief_told(request, row)


@router.post(HERE + "reopen/", auth=PLANS, response=answers(DebriefOut), summary="It is together again")
def reopen(request: ApiRequest, number: int, given: SeenIn) -> dict[str, Any]:
    must(request.auth, Role.MANAGER)
    row = debrief_of(request, number)
    debriefs.reopen(debrief=row, actor=request.auth.user, seen=given.seen)
    return debrief_told(request, row)


@router.post(HERE + "voices/", auth=PLANS, response=answers(LinkOut, 201), summary="Invite somebody from outside")
def invite(request: ApiRequest, number: int, given: VoiceIn) -> Status[dict[str, Any]]:
    whom = given.model_dump(exclude={"email"})
    row = debrief_of(request, number)
    voice, secret = voices.invite(debrief=row, actor=request.auth.user, now=timezone.now(), **whom)
    return Status(201, _invited(request, voice, secret, given.email))


@router.post(VOICE + "link/", auth=PLANS, response=answers(LinkOut), summary="Make them another link")
def new_link(request: ApiRequest, number: int, voice_id: int) -> dict[str, Any]:
    """The one before opens nothing any more."""
    voice = _voice(request, number, voice_id)
    secret = voices.new_link(voice=voice, actor=request.auth.user, now=timezone.now())
    voice.refresh_from_db(fields=["ends_at", "withdrawn_at"])
    return _invited(request, voice, secret, "")


@router.post(VOICE + "withdraw/", auth=PLANS, response=answers(DebriefOut), summary="Their link opens nothing any more")
def withdraw(request: ApiRequest, number: int, voice_id: int) -> dict[str, Any]:
    """What they handed in stays, and counts."""
    voice = _voice(request, number, voice_id)
    voices.withdraw(voice=voice, actor=request.auth.user, now=timezone.now())
    return debrief_told(request, voice.debrief)


@router.post(VOICE + "forget/", auth=PLANS, response=answers(DebriefOut), summary="Forget them and what they wrote")
def forget(request: ApiRequest, number: int, voice_id: int) -> dict[str, Any]:
    must(request.auth, Role.MANAGER)
    voice = _voice(request, number, voice_id)
    voices.forget(voice=voice, actor=request.auth.user, now=timezone.now())
    return debrief_told(request, voice.debrief)


@router.post(HERE + "themes/", auth=PLANS, response=answers(DebriefOut, 201), summary="Name a theme")
def name_theme(request: ApiRequest, number: int, given: ThemeIn) -> Status[dict[str, Any]]:
    row = debrief_of(request, number)
    thoughts.name_theme(debrief=row, actor=request.auth.user, title=given.title, now=timezone.now())
    return Status(201, debrief_told(request, row))


@router.put(THEME, auth=PLANS, response=answers(DebriefOut), summary="Write what the discussion came to")
def discuss(request: ApiRequest, number: int, theme_id: int, given: DiscussIn) -> dict[str, Any]:
    theme = theme_of(debrief_of(request, number), theme_id)
    thoughts.discuss(theme=theme, actor=request.auth.user, **given.model_dump())
    return debrief_told(request, theme.debrief)


@router.delete(THEME, auth=PLANS, response=answers(DebriefOut), summary="Drop a theme")
def drop_theme(request: ApiRequest, number: int, theme_id: int, seen: int) -> dict[str, Any]:
    """Its thoughts are unsorted again, its votes free."""
    theme = theme_of(debrief_of(request, number), theme_id)
    thoughts.drop_theme(theme=theme, actor=request.auth.user, seen=seen)
    return debrief_told(request, theme.debrief)


@router.put(
    HERE + "thoughts/{int:thought_id}/theme/", auth=PLANS, response=answers(DebriefOut), summary="Sort it under a theme"
)
def sort(request: ApiRequest, number: int, thought_id: int, given: SortIn) -> dict[str, Any]:
    row = debrief_of(request, number)
    visible = thoughts.visible(row, _mine(request, row))
    thought = next((each for each in visible if each.pk == thought_id), None)
    if thought is None:
        raise Http404
    theme = theme_of(row, given.theme) if given.theme is not None else None
    thoughts.sort(thought=thought, theme=theme, actor=request.auth.user, seen=given.seen)
    return debrief_told(request, row)


def debrief_of(request: ApiRequest, number: int) -> Debrief:
    """Raises Http404 where there is none."""
    setback = setback_of(request, number)
    row = Debrief.objects.filter(setback=setback).first()
    if row is None:
        raise Http404
    row.setback = setback
    return row


def theme_of(debrief: Debrief, theme_id: int) -> Theme:
    """Raises Http404 where it is of another debrief."""
    theme: Theme = one(debrief.themes, theme_id)
    theme.debrief = debrief
    return theme


def debrief_told(request: ApiRequest, row: Debrief) -> dict[str, Any]:
    """As the token's person may see it."""
    every, mine, words = list(row.voices.order_by("pk")), _mine(request, row), speech(language_of(request))
    read = debrief_view.together(row, mine, thoughts.visible(row, mine), words)
    said = [*read.unsorted, *(each for theme in read.themes for each in theme.said)]
    same = ("version", "phase", "opened_at", "closed_at", "summary", "no_outsider_because")
    return told(
        row,
        *same,
        opened_by=row.opened_by_id,
        closed_by=row.closed_by_id,
        taking_part=len(every),
        handed_in=sum(voice.handed_in_at is not None for voice in every),
        outside=[_voice_told(voice) for voice in every if voice.outside],
        themes=[
            told(t.row, "version", "evidence", title=t.title, said=t.came_to, votes=t.votes, mine=t.mine)
            for t in read.themes
        ],
        thoughts=[
            told(each.row, "version", "kind", whose=each.whose, text=each.text, theme=each.row.theme_id)
            for each in said
        ],
    )


def _mine(request: ApiRequest, debrief: Debrief) -> Voice | None:
    return debrief.voices.filter(user=request.auth.user).first()


def _voice(request: ApiRequest, number: int, voice_id: int) -> Voice:
    debrief = debrief_of(request, number)
    voice: Voice = one(debrief.voices.filter(outside=True), voice_id)
    voice.debrief = debrief
    return voice


def _voice_told(voice: Voice) -> dict[str, Any]:
    is_open = voice.withdrawn_at is None and voice.ends_at is not None and voice.ends_at > timezone.now()
    return told(
        voice, "name", "stands_for", "language", "ends_at", handed_in=voice.handed_in_at is not None, open=is_open
    )


def _invited(request: ApiRequest, voice: Voice, secret: str, email: str) -> dict[str, Any]:
    """As on the page: mailed where mail leaves and an address was given, else shown once."""
    lang = voice.language or language_of(request)
    words, link = speech(lang), absolute(request, f"/debrief/{secret}/?lang={lang}")
    about = debrief_view.for_outsiders(voice.debrief.setback.title, sheet.names_of(request.organisation), words)
    mailed = voices.send(voice=voice, email=email.strip(), about=about, link=link, words=words)
    return {"voice": _voice_told(voice), "mailed": mailed, "link": "" if mailed else link}
