"""Words of a setback that are due and unsaid: people are waiting for them right now."""

from __future__ import annotations

from collections.abc import Iterator

from pratfall.site.campaigns.services.attention import Thing
from pratfall.site.setbacks.lateness import words_late
from pratfall.site.setbacks.saying import span

from . import Look, Need

CODE = "clocks_late"
OF_SETBACKS = True


def needs(look: Look) -> Iterator[Need]:
    words = look.words
    for late in words_late(look.organisation, look.now):
        title = words.say(f"late.{late.clock.code}", title=late.setback.title)
        yield Need(
            source=CODE,
            title=title,
            sentence=words.say(
                "late.sentence",
                span=span(late.clock.late_by(look.now), words),
                who=late.holder.name if late.holder else words.say("late.nobody"),
            ),
            href=late.setback.path,
            things=(Thing(late.key, CODE, title),),
            acts=(),
            urgent=True,
            since=late.clock.due_at.date() if late.clock.due_at else None,
        )
