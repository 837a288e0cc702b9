"""One voice's own sheet of a debrief, the same for members and for people from outside."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from django.db import transaction
from django.http import Http404, QueryDict

from pratfall.respond.blameless import cues
from pratfall.reviews.render.speech import Speech
from pratfall.site.campaigns.forms import number_of
from pratfall.site.people.models import Organisation

from .models import Theme, Thought, ThoughtKind, Voice
from .services import thoughts, voices

ACTS = frozenset({"save", "rewrite", "remove", "hand_in", "take_back", "vote", "unvote"})
NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Advice:
    """A question about a wording. It stands beside the text of whoever wrote it, and nowhere else."""

    found: str
    question: str


@dataclass(frozen=True)
class Own:
    row: Thought
    advice: tuple[Advice, ...]


@dataclass(frozen=True)
class Section:
    """One kind of thought, with what somebody wrote of it."""

    kind: str
    name: str
    hint: str
    own: tuple[Own, ...]
    typed: str  # not saved yet, because something was refused


def do(voice: Voice, given: QueryDict, now: datetime) -> None:
    """What a voice may do with its own sheet and its votes. Raises Refused, Conflict, Http404."""
    match given.get("do"):
        case "save":
            _keep(voice, given, now)
        case "rewrite":
            thought, seen = _own(voice, given), number_of(given.get("seen"))
            thoughts.rewrite(thought=thought, voice=voice, text=given.get("text", ""), seen=seen)
        case "remove":
            thoughts.remove(thought=_own(voice, given), voice=voice, seen=number_of(given.get("seen")))
        case "hand_in":
            _keep(voice, given, now)  # handing in loses nothing that was not saved yet
            voices.hand_in(voice=voice, now=now)
        case "take_back":
            voices.take_back(voice=voice)
        case "vote":
            thoughts.vote(voice=voice, theme=_theme(voice, given), now=now)
        case "unvote":
            thoughts.unvote(voice=voice, theme=_theme(voice, given))
        case _:
            raise Http404


@transaction.atomic
def _keep(voice: Voice, given: QueryDict, now: datetime) -> None:
    """Everything that was typed, one field per kind, an empty line between two thoughts: all of it, or nothing."""
    for kind in ThoughtKind.values:
        written = given.get(f"text_{kind}", "").replace("\0", "").replace("\r\n", "\n")
        for text in re.split(r"\n\s*\n", written):
            if text.strip():
                thoughts.write(voice=voice, kind=kind, text=text, now=now)


def _own(voice: Voice, given: QueryDict) -> Thought:
    found = voice.thoughts.filter(pk=number_of(given.get("thought"))).first()
    if found is None:
        raise Http404
    return found


def _theme(voice: Voice, given: QueryDict) -> Theme:
    found = Theme.objects.filter(debrief=voice.debrief_id, pk=number_of(given.get("theme"))).first()
    if found is None:
        raise Http404
    return found


def sections(
    voice: Voice | None, words: Speech, names: Collection[str], typed: Mapping[str, str] = NOTHING
) -> list[Section]:
    """Every kind, in the order in which they are asked. `names`: of the team; `typed`: what was refused, by field."""
    own = list(voice.thoughts.order_by("pk")) if voice else []
    return [
        Section(
            kind=kind,
            name=words.say(f"thought.{kind}"),
            hint=words.say(f"thought.{kind}.hint"),
            own=tuple(Own(row, advice(row.text, words, names)) for row in own if row.kind == kind),
            typed=typed.get(f"text_{kind}", ""),
        )
        for kind in ThoughtKind.values
    ]


def advice(text: str, words: Speech, names: Collection[str]) -> tuple[Advice, ...]:
    return tuple(Advice(cue.found, words.say(f"blameless.{cue.habit.value}")) for cue in cues(text, names=names))


def names_of(organisation: Organisation) -> Sequence[str]:
    """Of everybody who works there."""
    return list(organisation.memberships.values_list("user__name", flat=True))
