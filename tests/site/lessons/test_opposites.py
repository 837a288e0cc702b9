from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pratfall.site.lessons.models import Lesson
from pratfall.site.lessons.opposites import OFFERED, advice_of, offered, text_of
from pratfall.site.lessons.services import contradictions
from pratfall.site.people.models import Membership
from tests.site.lessons.conftest import LINES, NOW

Make = Callable[..., Lesson]


def test_likely_ones_are_apart_and_the_rest_comes_most_alike_first(make_lesson: Make, owner: Membership) -> None:
    more = make_lesson(lines=replace(LINES, now_do="Post more videos in summer."), networks=["x"])
    fewer = make_lesson(lines=replace(LINES, now_do="Post fewer videos in summer."), networks=["x"])
    elsewhere = make_lesson(lines=replace(LINES, now_do="Post fewer videos in summer, really."), networks=["facebook"])
    found = offered(more, [more, elsewhere, fewer])
    assert [number for number, _ in found.likely] == [fewer.pk]
    assert [number for number, _ in found.every] == [elsewhere.pk]
    contradictions.mark(one=more, other=fewer, actor=owner.user, why="", now=NOW)
    assert offered(more, [elsewhere, fewer]).likely == []


def test_alone_it_contradicts_nothing(lesson: Lesson) -> None:
    found = offered(lesson, [lesson])
    assert not found.likely and not found.every


def test_long_libraries_offer_few(make_lesson: Make) -> None:
    rows = [make_lesson(lines=replace(LINES, now_do=f"Rule number {n} of the house.")) for n in range(OFFERED + 5)]
    assert len(offered(rows[0], rows).every) == OFFERED


def test_the_rule_reads_what_was_believed_and_what_to_do(lesson: Lesson) -> None:
    read = advice_of(lesson)
    assert lesson.believed in read.situation and read.now_do == lesson.now_do
    assert lesson.holds_when in text_of(lesson)
