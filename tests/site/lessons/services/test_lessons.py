from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from pratfall.errors import Conflict, Refused
from pratfall.site.lessons.models import Lesson, Origin
from pratfall.site.lessons.services import lessons
from pratfall.site.people.models import AuditEntry, Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Setback
from tests.site.lessons.conftest import LINES, NOW

Make = Callable[..., Lesson]


def test_a_lesson_is_kept_with_its_setback_and_asked_about_in_half_a_year(make_lesson: Make, setback: Setback) -> None:
    made = make_lesson(
        origin=Origin.SETBACK,
        subject=setback,
        causes=["talk"],
        networks=["Facebook", "facebook"],
        tags=[" Pictures ", "", "Two  words"],
        evidence=[{"kind": "setback", "ref": "1", "title": "The wrong picture"}],
    )
    made.refresh_from_db()
    assert (made.setback, made.decision, made.origin) == (setback, None, "setback")
    assert made.networks == ["facebook"]
    assert made.tags == ["pictures", "two words"]
    assert made.recheck_on == NOW.date() + timedelta(days=180)
    assert made.evidence == [{"kind": "setback", "ref": "1", "title": "The wrong picture"}]


def test_the_trail_knows_that_it_was_written_and_none_of_its_words(lesson: Lesson) -> None:
    entry = AuditEntry.objects.get(act="lesson_written")
    assert entry.subject == f"lesson:{lesson.pk}"
    assert "picture" not in str(entry.after)


def test_the_same_lesson_sent_twice_is_one(make_lesson: Make, setback: Setback) -> None:
    first = make_lesson()
    assert make_lesson(now=NOW + timedelta(seconds=5)).pk == first.pk
    assert make_lesson(origin=Origin.SETBACK, subject=setback).pk != first.pk
    assert Lesson.objects.count() == AuditEntry.objects.filter(act="lesson_written").count() == 2


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"believed": "short"}, "lesson_line_short"),
        ({"now_do": " " * 40}, "lesson_line_short"),
        ({"happened": "x" * 601}, "lesson_line_long"),
        ({"holds_when": "x" * 601}, "lesson_line_long"),
        ({"language": "de"}, "lesson_language"),
        ({"happened": "Olive posted it without asking."}, "lesson_may_name_member"),
        ({"holds_when": "When OLIVE OWNER is away"}, "lesson_names_member"),
    ],
)
def test_a_line_that_says_too_little_too_much_or_a_name_is_refused(
    make_lesson: Make, given: dict[str, str], code: str
) -> None:
    with pytest.raises(Refused) as refused:
        make_lesson(lines=replace(LINES, **given))
    assert refused.value.code == code
    assert not Lesson.objects.exists()


def test_hostile_text_is_kept_as_text(make_lesson: Make) -> None:
    made = make_lesson(lines=replace(LINES, believed="<script>alert(1)</script>\0\ud800 nothing"), tags=["<b>\0"])
    made.refresh_from_db()
    assert made.believed.startswith("<script>")
    assert "\0" not in made.believed + made.tags[0]


def test_a_lesson_of_nothing_of_a_drill_or_of_another_organisation_is_refused(
    make_lesson: Make, make_setback: Callable[..., Setback], setback: Setback, charlie: Membership
) -> None:
    elsewhere = make_setback(organisation=charlie.organisation)
    cases: list[tuple[Origin, Any]] = [
        (Origin.SETBACK, None),
        (Origin.CAMPAIGN, setback),
        (Origin.SETBACK, elsewhere),
        (Origin.SETBACK, make_setback(drill=True)),
    ]
    for origin, subject in cases:
        with pytest.raises(Refused):
            make_lesson(origin=origin, subject=subject)


@pytest.mark.parametrize("days", [0, -3, 5000])
def test_a_day_to_ask_again_lies_ahead_and_not_beyond_memory(make_lesson: Make, days: int) -> None:
    with pytest.raises(Refused):
        make_lesson(recheck_on=NOW.date() + timedelta(days=days))


def test_who_may_only_look_writes_nothing(lesson: Lesson, join: Callable[..., Membership], charlie: Membership) -> None:
    analyst = join(Role.ANALYST).user
    for actor in (analyst, charlie.user):
        with pytest.raises(Refused, match="not_allowed_here"):
            lessons.write(
                organisation=lesson.organisation, actor=actor, lines=LINES, origin=Origin.HAND, subject=None, now=NOW
            )
        with pytest.raises(Refused, match="not_allowed_here"):
            lessons.retire(lesson=lesson, actor=actor, seen=1, why="old", now=NOW)
        with pytest.raises(Refused, match="not_allowed_here"):
            lessons.revise(lesson=lesson, actor=actor, lines=LINES, about=lessons.About(), seen=1, now=NOW)


def test_two_people_reword_it_and_the_second_is_told(lesson: Lesson, owner: Membership) -> None:
    other = Lesson.objects.get(pk=lesson.pk)
    first = replace(LINES, now_do="Ask twice before it goes out.")
    lessons.revise(lesson=lesson, actor=owner.user, lines=first, about=lessons.About(), seen=1, now=NOW)
    with pytest.raises(Conflict) as conflict:
        lessons.revise(
            lesson=other,
            actor=owner.user,
            lines=replace(LINES, now_do="Never ask at all, just guess."),
            about=lessons.About(),
            seen=1,
            now=NOW,
        )
    assert conflict.value.theirs["now_do"] == "Ask twice before it goes out."
    assert AuditEntry.objects.get(act="lesson_revised").after["reworded"] == ["now_do"]


def test_a_retired_one_stays_to_be_read_and_can_be_taken_up_again(lesson: Lesson, owner: Membership) -> None:
    with pytest.raises(Refused, match="lesson_retire_why"):
        lessons.retire(lesson=lesson, actor=owner.user, seen=1, why="  ", now=NOW)
    lessons.retire(lesson=lesson, actor=owner.user, seen=1, why="We buy pictures now.", now=NOW)
    assert not lessons.standing(lesson.organisation).exists()
    assert list(lessons.of(lesson.organisation)) == [lesson]
    with pytest.raises(Refused, match="lesson_retired"):
        lessons.revise(lesson=lesson, actor=owner.user, lines=LINES, about=lessons.About(), seen=2, now=NOW)
    later = NOW + timedelta(days=400)
    lessons.take_up(lesson=lesson, actor=owner.user, seen=2, now=later)
    assert list(lessons.standing(lesson.organisation)) == [lesson]
    assert lesson.recheck_on > later.date()
    with pytest.raises(Refused, match="lesson_not_retired"):
        lessons.take_up(lesson=lesson, actor=owner.user, seen=3, now=later)


def test_tags_are_offered_the_most_used_first(make_lesson: Make) -> None:
    make_lesson(tags=["rare", "usual"])
    made = make_lesson(lines=replace(LINES, now_do="Ask twice before it goes out."), tags=["usual"])
    assert lessons.tags_used(made.organisation) == ["usual", "rare"]
    assert lessons.checked_day(NOW.date() + timedelta(days=1), NOW) == NOW.date() + timedelta(days=1)
