"""People who were asked to help in a setback, and whom nobody has thanked: one row per setback, until somebody does."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from pratfall.site.campaigns.services.attention import Thing
from pratfall.site.setbacks.ally_words import named
from pratfall.site.setbacks.models import Ally

from . import Line, Look, Need

CODE = "allies_to_thank"
OF_SETBACKS = True


def needs(look: Look) -> Iterator[Need]:
    words = look.words
    waiting = Ally.objects.filter(
        setback__organisation=look.organisation,
        setback__drill=False,
        asked_at__isnull=False,
        asked_at__lte=look.now,
        thanked_at=None,
        left_out_at=None,
    ).select_related("setback")
    ordered = waiting.order_by("setback_id", "asked_at", "pk")
    for setback, rows in groupby(ordered, key=lambda ally: ally.setback):
        allies = list(rows)
        names = [named(ally.name, ally.platform, ally.author, words) for ally in allies]
        href, day = f"{setback.path}allies/", (allies[0].asked_at or look.now).date()
        yield Need(
            source=CODE,
            title=words.say("monday.thanks.title", title=setback.title),
            sentence=words.say("monday.thanks.sentence", n=len(allies), day=day),
            href=href,
            things=tuple(Thing(f"ally:{ally.pk}:thanks", CODE, setback.title) for ally in allies),
            acts=("snooze", "assign"),
            lines=tuple(Line(name, f"{href}#ally-{ally.pk}") for name, ally in zip(names, allies, strict=True)),
            since=day,
        )
