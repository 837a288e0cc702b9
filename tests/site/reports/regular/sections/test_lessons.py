from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from pratfall.reviews.render.speech import speech
from pratfall.site.lessons.models import Lesson, Origin, Showing
from pratfall.site.people.models import Membership
from pratfall.site.reports.regular.gathered import Gathered
from pratfall.site.reports.regular.sections import lessons
from tests.site.reports.regular.conftest import JUNE

EN = speech("en")


def test_lessons_written_and_used_are_told_without_whose_they_are(
    look: Callable[..., Gathered], owner: Membership
) -> None:
    row = {
        "organisation": owner.organisation,
        "believed": "Cute sells",
        "happened": "Nobody gave",
        "language": "en",
        "origin": Origin.HAND,
        "recheck_on": date(2026, 6, 5),
        "by": owner.user,
    }
    at = JUNE.begins + timedelta(days=1)
    old = Lesson.objects.create(**row, now_do="Show the oven", at=JUNE.begins - timedelta(days=90))
    Lesson.objects.create(**row, now_do="Ask in the evening", at=at)
    Lesson.objects.create(**row, now_do="Later", at=JUNE.over)
    Showing.objects.create(
        lesson=old,
        place="plan",
        ref="1",
        title="Oven",
        score=1.0,
        first_at=at,
        used=True,
        helped=True,
        by=owner.user,
        at=at,
    )
    facts = lessons.gather(look())
    told = lessons.tell(facts, EN, None)
    assert told.sentences[0] == "1 lesson was written. 1 earlier one was used. 1 is said to have helped."
    assert told.sentences[1].startswith("2 lessons wait")
    assert [line.title for line in told.lines] == ["Ask in the evening"] and "Olive" not in repr(facts)


def test_without_any_it_gives_way(look: Callable[..., Gathered]) -> None:
    assert lessons.tell(lessons.gather(look()), EN, None).quiet


def test_a_month_in_which_nothing_was_written_or_used_gives_way_too(look: Callable[..., Gathered]) -> None:
    facts = {"standing": 6, "written": 0, "used": 0, "helped": 0, "recheck": 1, "items": []}
    told = lessons.tell(facts, EN, None)
    assert told.sentences[0] == "No lesson was written. No earlier one is known to have been used." and told.quiet
