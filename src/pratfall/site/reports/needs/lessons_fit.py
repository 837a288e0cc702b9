"""Lessons that fit what is being planned, or runs, and that nobody has said anything to: one row for all of them."""

from __future__ import annotations

from collections.abc import Iterator

from pratfall.site.campaigns.models import IdeaState
from pratfall.site.campaigns.services.attention import Thing
from pratfall.site.lessons.models import Showing
from pratfall.site.lessons.services.showings import href_of, unanswered

from . import Line, Look, Need

CODE = "lessons_fit"
LINES = 8


def needs(look: Look) -> Iterator[Need]:
    """Those that were shown somewhere: what nobody has opened yet asks nobody."""
    plans = [("plan", str(campaign.pk)) for campaign in look.campaigns if not campaign.over]
    tests = [("idea", str(idea.pk)) for idea in look.ideas if idea.state != IdeaState.ENDED]
    every = unanswered(look.organisation, [*plans, *tests])
    rows = [row for row in every if not look.shelf.hides(_key(row))]
    if not rows:
        return
    words = look.words
    yield Need(
        source=CODE,
        title=words.say("monday.lessons_fit.title"),
        sentence=words.say("monday.lessons_fit.sentence"),
        href=href_of(rows[0].place, rows[0].ref),
        things=tuple(Thing(_key(row), CODE, row.lesson.now_do[:120]) for row in rows),
        acts=("snooze", "assign"),
        lines=tuple(
            Line(
                words.say("monday.lessons_fit.line", name=row.title, lesson=row.lesson.now_do),
                href_of(row.place, row.ref),
            )
            for row in rows[:LINES]
        ),
        since=min(row.first_at for row in rows).date(),
    )


def _key(row: Showing) -> str:
    """What is put off stays so when more is shown."""
    return f"fit:{row.pk}"
