from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from pratfall.errors import Conflict, Refused
from pratfall.site.lessons.models import Answer, Lesson, Recheck
from pratfall.site.lessons.services.rechecks import NEXT_DAYS, due, recheck
from pratfall.site.people.models import AuditEntry, Membership
from pratfall.site.people.roles import Role
from tests.site.lessons.conftest import NOW


@pytest.mark.parametrize("answer", list(Answer))
def test_every_answer_says_when_to_ask_again(lesson: Lesson, owner: Membership, answer: Answer) -> None:
    made = recheck(lesson=lesson, actor=owner.user, answer=answer, seen=1, why="We looked.", now=NOW)
    lesson.refresh_from_db()
    assert lesson.recheck_on == made.recheck_on == NOW.date() + timedelta(days=NEXT_DAYS[answer])
    assert lesson.retired_at is None
    assert AuditEntry.objects.get(act="lesson_rechecked").after["answer"] == answer.value


def test_only_what_still_holds_needs_no_reason(lesson: Lesson, owner: Membership) -> None:
    recheck(lesson=lesson, actor=owner.user, answer="holds", seen=1, now=NOW)
    for answer in ("partly", "no_longer", "cannot_tell"):
        with pytest.raises(Refused, match="lesson_recheck_why"):
            recheck(lesson=lesson, actor=owner.user, answer=answer, seen=2, now=NOW)
    assert Recheck.objects.count() == 1


def test_what_no_longer_holds_may_be_retired_in_the_same_step(lesson: Lesson, owner: Membership) -> None:
    recheck(lesson=lesson, actor=owner.user, answer="no_longer", why="Old.", seen=1, retire=True, now=NOW)
    lesson.refresh_from_db()
    assert (lesson.retired_at, lesson.retired_why) == (NOW, "Old.")
    with pytest.raises(Refused, match="lesson_retired"):
        recheck(lesson=lesson, actor=owner.user, answer="holds", seen=2, now=NOW)


def test_what_holds_is_never_retired_by_the_way(lesson: Lesson, owner: Membership) -> None:
    recheck(lesson=lesson, actor=owner.user, answer="holds", seen=1, retire=True, now=NOW)
    lesson.refresh_from_db()
    assert lesson.retired_at is None


def test_two_people_answer_at_once_and_the_second_is_told(lesson: Lesson, owner: Membership) -> None:
    other = Lesson.objects.get(pk=lesson.pk)
    recheck(lesson=lesson, actor=owner.user, answer="holds", seen=1, now=NOW)
    with pytest.raises(Conflict):
        recheck(lesson=other, actor=owner.user, answer="partly", why="Not for video.", seen=1, now=NOW)
    assert Recheck.objects.count() == 1


def test_an_answer_is_never_changed_afterwards(lesson: Lesson, owner: Membership) -> None:
    made = recheck(lesson=lesson, actor=owner.user, answer="holds", seen=1, now=NOW)
    with pytest.raises(DatabaseError), transaction.atomic():
        Recheck.objects.filter(pk=made.pk).update(answer="partly")


def test_a_wrong_answer_a_past_day_a_name_or_a_reader_is_refused(
    lesson: Lesson, owner: Membership, join: Callable[..., Membership]
) -> None:
    tries: list[dict[str, object]] = [
        {"answer": "maybe"},
        {"recheck_on": NOW.date()},
        {"why": "Olive Owner said so."},
        {"actor": join(Role.ANALYST).user},
    ]
    for given in tries:
        with pytest.raises(Refused):
            recheck(**{"lesson": lesson, "actor": owner.user, "answer": "holds", "seen": 1, "now": NOW, **given})  # type: ignore[arg-type]
    assert not Recheck.objects.exists()


def test_due_are_those_whose_day_has_come(lesson: Lesson) -> None:
    assert list(due(lesson.organisation, NOW.date() + timedelta(days=179))) == []
    assert list(due(lesson.organisation, NOW.date() + timedelta(days=180))) == [lesson]
