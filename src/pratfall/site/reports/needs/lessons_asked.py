"""What has ended and taught nothing yet, all in one row: while it is fresh, three lines take minutes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from pratfall.site.campaigns.services.attention import Thing
from pratfall.site.lessons.services.asked import Asked, asked

from . import Line, Look, Need

CODE = "lessons_asked"
AFTER = timedelta(days=7)  # whoever writes it the same week needs no reminder
LINES = 8


def needs(look: Look) -> Iterator[Need]:
    ripe = (one for one in asked(look.organisation, look.now) if look.now - one.ended_at >= AFTER)
    waiting = [one for one in ripe if not look.shelf.hides(_key(one))]
    if not waiting:
        return
    oldest_first = waiting[::-1]
    yield Need(
        source=CODE,
        title=look.words.say("monday.lessons_asked.title"),
        sentence=look.words.say("monday.lessons_asked.sentence", n=len(waiting)),
        href="/learn/asked/",
        things=tuple(Thing(_key(one), CODE, one.title[:200]) for one in oldest_first),
        acts=("snooze", "assign"),
        lines=tuple(Line(one.title, one.href) for one in oldest_first[:LINES]),
        since=oldest_first[0].ended_at.date(),
    )


def _key(one: Asked) -> str:
    """What is put off stays so when more ends."""
    return f"lesson:{one.origin.value}:{one.number}"
