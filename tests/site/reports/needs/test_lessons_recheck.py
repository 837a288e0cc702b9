"""Lessons whose day has come stand on the Monday page, all in one row, until they are asked again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from pratfall.site.campaigns.services import attention
from pratfall.site.lessons.models import Lesson
from pratfall.site.lessons.services.rechecks import recheck
from pratfall.site.people.models import Membership
from pratfall.site.reports.needs import Look, lessons_recheck
from tests.site.lessons.conftest import LINES, NOW
from tests.site.lessons.conftest import make_lesson as make_lesson


def test_those_whose_day_has_come_are_one_row(
    look: Callable[..., Look], make_lesson: Callable[..., Lesson], owner: Membership
) -> None:
    first = make_lesson()
    second = make_lesson(
        lines=replace(LINES, now_do="Ask twice before it goes out."), recheck_on=NOW.date() + timedelta(days=190)
    )
    assert list(lessons_recheck.needs(look(now=NOW + timedelta(days=179)))) == []
    then = NOW + timedelta(days=200)
    (need,) = lessons_recheck.needs(look(now=then))
    assert [line.href for line in need.lines] == [f"/learn/{first.pk}/", f"/learn/{second.pk}/"]
    assert not need.urgent and need.since == first.recheck_on and need.href == "/learn/?state=due"
    recheck(lesson=first, actor=owner.user, answer="holds", seen=1, now=then)
    (need,) = lessons_recheck.needs(look(now=then))
    attention.snooze(
        organisation=owner.organisation,
        actor=owner.user,
        things=need.things,
        until=(then + timedelta(days=9)).date(),
        why="holidays",
        now=then,
    )
    shelf = attention.shelf(owner.organisation, then.date())
    assert list(lessons_recheck.needs(look(now=then, shelf=shelf))) == []
