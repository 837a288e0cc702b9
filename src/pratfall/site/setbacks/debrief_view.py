"""A debrief as it is read together: themes with their thoughts and votes, and nobody's name beside a thought."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from pratfall.respond.blameless import FEWEST_LETTERS
from pratfall.respond.debriefing import VOTES
from pratfall.respond.lifecycle import State
from pratfall.reviews.render.speech import Speech

from .models import Debrief, Outing, Setback, Theme, Thought, Voice, Vote
from .public.facts import in_language, updates_of
from .telling import cut


@dataclass(frozen=True)
class Said:
    """One thought. `whose`: what its voice stands for, never a name. `text`: as this reader may see it."""

    row: Thought
    kind: str
    whose: str
    text: str


@dataclass(frozen=True)
class Shown:
    """One theme. `mine`: whether this reader gave it a vote. `title`, `came_to`: as this reader may see them."""

    row: Theme
    title: str
    came_to: str
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


def together(
    debrief: Debrief, voice: Voice | None, visible: Sequence[Thought], words: Speech, *, hidden: Collection[str] = ()
) -> Together:
    """`visible`: thoughts this reader may see, as services.thoughts.visible gives them. Themes by votes.

    `hidden`: names that are not for this reader, wherever somebody wrote them.
    """
    named = _named(hidden)

    def shown_text(text: str) -> str:
        return without_names(text, named, words)

    said = [
        Said(row, words.say(f"thought.{row.kind}.one"), _whose(row.voice, words), shown_text(row.text))
        for row in visible
    ]
    mine = set(Vote.objects.filter(voice=voice).values_list("theme_id", flat=True)) if voice else set()
    themes = debrief.themes.annotate(n=Count("votes")).order_by("-n", "pk")
    shown = [
        Shown(
            row,
            shown_text(row.title),
            shown_text(row.said),
            tuple(one for one in said if one.row.theme_id == row.pk),
            row.n,
            row.pk in mine,
        )
        for row in themes
    ]
    unsorted = tuple(one for one in said if one.row.theme_id is None)
    return Together(tuple(shown), unsorted, max(VOTES - len(mine), 0))


def _named(names: Collection[str]) -> re.Pattern[str] | None:
    """Names of the team as one writes them in a sentence: first, last, or both; None where there are none."""
    parts = {part for name in names for part in re.split(r"[^\w-]+", name) if len(part) >= FEWEST_LETTERS}
    one = "|".join(re.escape(part) for part in sorted(parts, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{one})(?:\s+(?:{one}))*(?!\w)") if parts else None


def without_names(text: str, named: re.Pattern[str] | None, words: Speech) -> str:
    """What somebody wrote, with the team's names as a role."""
    return named.sub(words.say("debrief.somebody"), text) if named else text


def for_outsiders(text: str, names: Collection[str], words: Speech) -> str:
    return without_names(text, _named(names), words)


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
    """Each wording once, when it was first said somewhere. A text that was changed since is not shown as said.

    In a drill nobody outside heard anything.
    """
    outings = (
        Outing.objects.filter(statement__setback=setback, statement__setback__drill=False)
        .select_related("statement")
        .order_by("said_at", "pk")
    )
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
