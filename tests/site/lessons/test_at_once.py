"""Two people at the same lesson at the same moment: nothing is lost, nothing doubled. Run on PostgreSQL by
tests/site/test_postgresql.py.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import connection

from pratfall.site.lessons.models import Contradiction, Lesson, NoLesson, Origin, Recheck
from pratfall.site.lessons.services import asked, contradictions, lessons, rechecks
from pratfall.site.people.models import AuditEntry, Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Setback
from tests.site.people.test_at_once import at_once

from .conftest import LINES, NOW

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("home"),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="run on PostgreSQL by tests/site/test_postgresql.py"),
]


@pytest.mark.parametrize("time", range(3))
def test_the_same_lesson_sent_four_times_is_one(owner: Membership, setback: Setback, time: int) -> None:
    def write() -> None:
        lessons.write(
            organisation=owner.organisation,
            actor=owner.user,
            lines=LINES,
            origin=Origin.SETBACK,
            subject=setback,
            now=NOW,
        )

    assert at_once(*([write] * 4)) == [None] * 4
    assert Lesson.objects.count() == AuditEntry.objects.filter(act="lesson_written").count() == 1


@pytest.mark.parametrize("time", range(3))
def test_of_two_who_answer_whether_it_holds_one_is_told(
    lesson: Lesson, owner: Membership, join: Callable[..., Membership], time: int
) -> None:
    people = (owner, join(Role.EDITOR))

    def answer(who: Membership) -> None:
        row = Lesson.objects.get(pk=lesson.pk)
        rechecks.recheck(lesson=row, actor=who.user, answer="partly", why="Not for video.", seen=1, now=NOW)

    told = at_once(*(lambda who=who: answer(who) for who in people))  # type: ignore[misc]
    assert sorted(map(bool, told)) == [False, True]
    assert Recheck.objects.count() == 1


@pytest.mark.parametrize("time", range(3))
def test_two_reasons_for_no_lesson_are_one(owner: Membership, setback: Setback, time: int) -> None:
    def none(why: str) -> None:
        asked.answer_none(
            organisation=owner.organisation,
            actor=owner.user,
            origin=Origin.SETBACK,
            number=setback.pk,
            why=why,
            now=NOW,
        )

    told = at_once(lambda: none("Nothing new."), lambda: none("We knew."))
    assert sorted(map(bool, told)) == [False, True]
    assert NoLesson.objects.count() == AuditEntry.objects.filter(act="lesson_none").count() == 1


@pytest.mark.parametrize("time", range(3))
def test_a_contradiction_marked_from_both_sides_is_one(
    make_lesson: Callable[..., Lesson], owner: Membership, time: int
) -> None:
    one = make_lesson()
    other = make_lesson(lines=replace(LINES, now_do="Never lose a day over who took it."))

    def mark(first: Lesson, second: Lesson) -> None:
        contradictions.mark(one=first, other=second, actor=owner.user, why="", now=NOW)

    assert at_once(lambda: mark(one, other), lambda: mark(other, one)) == [None, None]
    assert Contradiction.objects.count() == AuditEntry.objects.filter(act="lesson_contradiction").count() == 1
