"""A debrief as it is read together: themes with their thoughts and votes, and nobody's name beside a thought."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from pratfall.respond.debriefing import VOTES
from pratfall.respond.lifecycle import State
from pratfall.reviews.render.speech import Speech

from .models import Debrief, Outing, Setback, Theme, Thought, Voice, Vote
from .public.facts import in_language, updates_of
from .telling import cut


@dataclass(frozen=True)
class Said:
    """One thought. `whose`: what its voice stands for, never a name."""

    row: Thought
    kind: str
    whose: str


@dataclass(frozen=True)
class Shown:
    """One theme. `mine`: whether this reader gave it a vote."""

    row: Theme
    said: tuple[Said, ...]
    votes: int
    mine: bool


@dataclass(frozen=True)
class Together:
    """`unsorted`: thoughts under no theme; `left`: votes this reader still has."""

    themes: tuple[Shown, ...]
    unsorted: tuple[Said, ...]
    left: int

    @property
    def anything(self) -> bool:
        return bool(self.themes or self.unsorted)


def together(debrief: Debrief, voice: Voice | None, visible: Sequence[Thought], words: Speech) -> Together:
    """`visible`: thoughts this reader may see, as services.thoughts.visible gives them. Themes by votes."""
    said = [Said(row, words.say(f"thought.{row.kind}.one"), _whose(row.voice, words)) for row in visible]
    mine = set(Vote.objects.filter(voice=voice).values_list("theme_id", flat=True)) if voice else set()
    themes = debrief.themes.annotate(n=Count("votes")).order_by("-n", "pk")
    shown = [
        Shown(row, tuple(one for one in said if one.row.theme_id == row.pk), row.n, row.pk in mine) for row in themes
    ]
    unsorted = tuple(one for one in said if one.row.theme_id is None)
    return Together(tuple(shown), unsorted, max(VOTES - len(mine), 0))


def _whose(voice: Voice, words: Speech) -> str:
    return voice.stands_for if voice.outside else words.say("debrief.team")


@dataclass(frozen=True)
class Known:
    """Something everybody could know: when, what, and what was said in public then."""

    at: datetime
    said: str
    text: str


def known_to_all(setback: Setback, words: Speech) -> list[Known]:
    """For people from outside: where it stood, and what was said in public, oldest first. Nothing from inside."""
    return sorted(
        (*_states(setback, words), *_statements(setback, words), *_updates(setback, words)), key=lambda k: k.at
    )


def _states(setback: Setback, words: Speech) -> list[Known]:
    began = Known(setback.began_at, words.say("debrief.began"), "")
    steps = setback.transitions.order_by("at", "pk")
    return [began, *(Known(step.at, words.say(f"setback.state.{State(step.after).value}"), "") for step in steps)]


def _statements(setback: Setback, words: Speech) -> list[Known]:
    """Each wording once, when it was first said somewhere. A text that was changed since is not shown as said."""
    outings = Outing.objects.filter(statement__setback=setback).select_related("statement").order_by("said_at", "pk")
    first: dict[tuple[int, str], Outing] = {}
    for outing in outings:
        first.setdefault((outing.statement_id, outing.digest), outing)
    return [Known(o.said_at, words.say("debrief.statement"), _text_of(o, words.lang)) for o in first.values()]


def _text_of(outing: Outing, lang: str) -> str:
    statement = outing.statement
    if statement.digest != outing.digest:
        return ""
    return cut(in_language(statement, "text", lang) or in_language(statement, "text", outing.language))


def _updates(setback: Setback, words: Speech) -> list[Known]:
    known = []
    for update in updates_of(setback):
        texts = sorted(update.texts.all(), key=lambda text: text.place)
        if texts:
            known.append(Known(update.at, words.say("debrief.update"), cut(in_language(texts[-1], "text", words.lang))))
    return known
