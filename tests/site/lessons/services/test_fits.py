from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from pratfall.learn.matching import Situation
from pratfall.site.lessons.models import Answer, Lesson
from pratfall.site.lessons.services import lessons, rechecks
from pratfall.site.lessons.services.fits import fitting, known
from pratfall.site.people.models import Membership
from tests.site.lessons.conftest import LINES, NOW

Make = Callable[..., Lesson]
PLAN = Situation(kind="plan", text="Un concours de photos prises sur le web", networks=("instagram",))


def test_a_lesson_fits_as_soon_as_it_is_written_and_no_more_once_it_is_retired(
    owner: Membership, make_lesson: Make
) -> None:
    assert fitting(owner.organisation, PLAN, NOW) == []
    lesson = make_lesson(networks=("instagram",))
    (fit,) = fitting(owner.organisation, PLAN, NOW)
    assert fit.lesson == lesson and fit.why
    lessons.retire(lesson=lesson, actor=owner.user, why="we have a photographer now", seen=lesson.version, now=NOW)
    assert fitting(owner.organisation, PLAN, NOW) == []


def test_what_is_no_longer_true_is_not_shown_and_what_holds_partly_says_so(
    owner: Membership, make_lesson: Make
) -> None:
    lesson = make_lesson()
    for days, answer, codes in (
        (1, Answer.PARTLY, {"meaning", "partly"}),
        (2, Answer.CANNOT_TELL, {"meaning", "partly"}),
    ):
        _rechecked(owner, lesson, answer, days)
        (fit,) = fitting(owner.organisation, PLAN, NOW + timedelta(days=9))
        assert {why.code for why in fit.why} == codes
    _rechecked(owner, lesson, Answer.NO_LONGER, 3)
    assert fitting(owner.organisation, PLAN, NOW + timedelta(days=9)) == []


def _rechecked(owner: Membership, lesson: Lesson, answer: Answer, days: int) -> None:
    lesson.refresh_from_db()
    given: dict[str, Any] = {
        "answer": answer,
        "why": "things changed",
        "seen": lesson.version,
        "now": NOW + timedelta(days=days),
    }
    rechecks.recheck(lesson=lesson, actor=owner.user, **given)


def test_lessons_of_others_and_of_later_are_never_shown(
    owner: Membership, charlie: Membership, make_lesson: Make
) -> None:
    make_lesson()
    assert fitting(charlie.organisation, PLAN, NOW) == []
    assert fitting(owner.organisation, PLAN, NOW - timedelta(days=1)) == []


def test_an_unchanged_library_is_asked_in_three_queries(
    owner: Membership, make_lesson: Make, django_assert_num_queries: Any
) -> None:
    make_lesson()
    fitting(owner.organisation, PLAN, NOW)
    with django_assert_num_queries(3):
        assert fitting(owner.organisation, PLAN, NOW)


@pytest.mark.parametrize("word", ["<script>", "' OR 1=1 --", "\u202e", "𝕏" * 500])
def test_hostile_words_break_nothing(owner: Membership, make_lesson: Make, word: str) -> None:
    make_lesson(tags=(word[:20],))
    assert fitting(owner.organisation, Situation(kind="plan", text=word), NOW) is not None


def test_a_lesson_is_read_with_all_of_its_lines(make_lesson: Make) -> None:
    found = known(make_lesson(tags=("pictures",)))
    for line in (LINES.believed, LINES.happened, LINES.now_do, LINES.holds_when, "pictures"):
        assert line in found.text
