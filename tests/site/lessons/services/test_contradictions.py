from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from pratfall.errors import Conflict, Refused
from pratfall.site.lessons.models import Contradiction, Lesson
from pratfall.site.lessons.services.contradictions import between, mark, settle
from pratfall.site.people.models import AuditEntry, Membership
from pratfall.site.people.roles import Role
from tests.site.lessons.conftest import LINES, NOW


@pytest.fixture
def both(make_lesson: Callable[..., Lesson]) -> tuple[Lesson, Lesson]:
    first = make_lesson()
    return first, make_lesson(lines=replace(LINES, now_do="Never lose a day over who took a picture."))


def test_two_lessons_contradict_each_other_in_either_order_and_once(
    both: tuple[Lesson, Lesson], owner: Membership
) -> None:
    one, other = both
    made = mark(one=other, other=one, actor=owner.user, why="Ask, or do not.", now=NOW)
    again = mark(one=one, other=other, actor=owner.user, why="", now=NOW)
    assert made == again
    assert (made.one, made.other, made.why) == (one, other, "Ask, or do not.")
    assert AuditEntry.objects.filter(act="lesson_contradiction").count() == 1
    assert between(one.organisation, [other]) == [made]
    assert between(one.organisation, []) == []


def test_it_is_settled_in_words_and_two_settling_at_once_are_told(
    both: tuple[Lesson, Lesson], owner: Membership
) -> None:
    made = mark(one=both[0], other=both[1], actor=owner.user, why="", now=NOW)
    stale = Contradiction.objects.select_related("one").get(pk=made.pk)
    with pytest.raises(Refused, match="lesson_settle_words"):
        settle(contradiction=made, actor=owner.user, seen=1, words=" ", now=NOW)
    with pytest.raises(Refused, match="lesson_line_long"):
        settle(contradiction=made, actor=owner.user, seen=1, words="x" * 601, now=NOW)
    settle(contradiction=made, actor=owner.user, seen=1, words="Ask for pictures of people.", now=NOW)
    with pytest.raises(Conflict) as conflict:
        settle(contradiction=stale, actor=owner.user, seen=1, words="Never ask.", now=NOW)
    assert conflict.value.theirs["settled"] == "Ask for pictures of people."


def test_open_ones_come_first(
    both: tuple[Lesson, Lesson], make_lesson: Callable[..., Lesson], owner: Membership
) -> None:
    third = make_lesson(lines=replace(LINES, now_do="Ask only where a face is seen."))
    first = mark(one=both[0], other=both[1], actor=owner.user, why="", now=NOW)
    second = mark(one=both[0], other=third, actor=owner.user, why="", now=NOW)
    settle(contradiction=first, actor=owner.user, seen=1, words="Both, by day.", now=NOW)
    assert between(third.organisation, [both[0]]) == [second, first]


def test_a_lesson_never_contradicts_itself_or_one_of_somebody_else(
    both: tuple[Lesson, Lesson], charlie: Membership, owner: Membership, join: Callable[..., Membership]
) -> None:
    elsewhere = Lesson.objects.get(pk=both[1].pk)
    elsewhere.pk, elsewhere.organisation = None, charlie.organisation
    elsewhere.save()
    for other in (both[0], elsewhere):
        with pytest.raises(Refused, match="lesson_contradicts_itself"):
            mark(one=both[0], other=other, actor=owner.user, why="", now=NOW)
    with pytest.raises(Refused, match="not_allowed_here"):
        mark(one=both[0], other=both[1], actor=join(Role.ANALYST).user, why="", now=NOW)
