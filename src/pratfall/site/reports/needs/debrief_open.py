"""Setbacks that recover or are closed, and whose debrief nobody has held: what was seen is soon forgotten."""

from __future__ import annotations

from collections.abc import Iterator

from pratfall.respond.lifecycle import State
from pratfall.site.campaigns.services.attention import Thing
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.services import debriefs

from . import Look, Need

CODE = "debrief_open"
OF_SETBACKS = True
SIGNED = frozenset({"debrief_none", "debrief_open"})  # closed without: somebody has signed why


def needs(look: Look) -> Iterator[Need]:
    words = look.words
    over = Setback.objects.filter(
        organisation=look.organisation, drill=False, state__in=(State.RECOVERING.value, State.CLOSED.value)
    ).exclude(debrief__phase=debriefs.CLOSED)
    for setback in over.select_related("debrief").prefetch_related("transitions").order_by("-severity", "pk"):
        day = debriefs.due(setback)
        if day is None or _signed(setback):
            continue
        late = "late" if day < look.today else "due"
        yield Need(
            source=CODE,
            title=words.say("monday.debrief.title", title=setback.title),
            sentence=words.say(f"monday.debrief.{late}", day=day),
            href=f"{setback.path}debrief/",
            things=(Thing(f"debrief:{setback.pk}:{day}", CODE, setback.title),),
            acts=("snooze", "assign"),
            since=day,
        )


def _signed(setback: Setback) -> bool:
    """Whether the newest closing was signed without a debrief."""
    if setback.state != State.CLOSED:
        return False
    closings = [step for step in setback.transitions.all() if step.after == State.CLOSED]
    newest = max(closings, key=lambda step: (step.at, step.pk), default=None)
    return newest is not None and not SIGNED.isdisjoint(newest.left_open)
