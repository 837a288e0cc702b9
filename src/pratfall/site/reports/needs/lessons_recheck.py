"""Lessons whose day to ask again has come, all in one row: one that no longer holds does harm each time it is shown."""

from __future__ import annotations

from collections.abc import Iterator

from pratfall.site.campaigns.services.attention import Thing
from pratfall.site.lessons.models import Lesson
from pratfall.site.lessons.services import rechecks

from . import Line, Look, Need

CODE = "lessons_recheck"
LINES = 8


def needs(look: Look) -> Iterator[Need]:
    due = [one for one in rechecks.due(look.organisation, look.today) if not look.shelf.hides(_key(one))]
    if not due:
        return
    yield Need(
        source=CODE,
        title=look.words.say("monday.lessons_recheck.title"),
        sentence=look.words.say("monday.lessons_recheck.sentence", n=len(due), day=due[0].recheck_on),
        href="/learn/?state=due",
        things=tuple(Thing(_key(one), CODE, one.now_do[:200]) for one in due),
        acts=("snooze", "assign"),
        lines=tuple(Line(one.now_do, f"/learn/{one.pk}/") for one in due[:LINES]),
        since=due[0].recheck_on,
    )


def _key(lesson: Lesson) -> str:
    return f"recheck:{lesson.pk}:{lesson.recheck_on}"
