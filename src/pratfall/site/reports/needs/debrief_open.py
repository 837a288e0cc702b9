"""Debriefs that wait for sheets, and setbacks that recover or are over without one: memories fade fast."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Q

from pratfall.respond.lifecycle import State
from pratfall.site.campaigns.services.attention import Thing
from pratfall.site.setbacks.models import Debrief, Setback
from pratfall.site.setbacks.services import debriefs

from . import Look, Need

CODE = "debrief_open"
OF_SETBACKS = True
ENDED = (State.RECOVERING.value, State.CLOSED.value)
SIGNED = frozenset({"debrief_none", "debrief_open"})  # closed without: somebody has signed why


def needs(look: Look) -> Iterator[Need]:
    words = look.words
    waiting = Setback.objects.filter(organisation=look.organisation, drill=False).exclude(
        debrief__phase=debriefs.CLOSED
    )
    asked = waiting.filter(Q(state__in=ENDED) | Q(debrief__isnull=False))
    related = asked.select_related("debrief").prefetch_related("transitions", "debrief__voices")
    for setback in related.order_by("-severity", "pk"):
        begun, day = getattr(setback, "debrief", None), debriefs.due(setback)
        if begun is None and (day is None or _signed(setback)):
            continue
        yield Need(
            source=CODE,
            title=words.say("monday.debrief.title", title=setback.title),
            sentence=" ".join(_sentences(begun, day, look)),
            href=f"{setback.path}debrief/",
            things=(Thing(f"debrief:{setback.pk}:{day}", CODE, setback.title),),
            acts=("snooze", "assign"),
            since=day,
        )


def _sentences(begun: Debrief | None, day: date | None, look: Look) -> Iterator[str]:
    if day is not None:
        yield look.words.say("monday.debrief.late" if day < look.today else "monday.debrief.due", day=day)
    if begun is not None:
        voices = list(begun.voices.all())
        handed_in = sum(voice.handed_in_at is not None for voice in voices)
        yield look.words.say(f"monday.debrief.{begun.phase}", n=handed_in, of=len(voices))


def _signed(setback: Setback) -> bool:
    """Whether the newest closing was signed without a debrief."""
    if setback.state != State.CLOSED:
        return False
    closings = [step for step in setback.transitions.all() if step.after == State.CLOSED]
    newest = max(closings, key=lambda step: (step.at, step.pk), default=None)
    return newest is not None and not SIGNED.isdisjoint(newest.left_open)
