from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pratfall.reviews.render.speech import LANGUAGES, speech
from pratfall.site.lessons.cards import again_words, age_words, cards, cause_words, served_words, subject_in
from pratfall.site.lessons.models import Lesson, Origin, Showing
from pratfall.site.lessons.services import contradictions
from pratfall.site.people.models import Membership
from pratfall.site.setbacks.models import Setback
from tests.site.lessons.conftest import LINES, NOW

EN = speech("en")
Make = Callable[..., Lesson]


def shown(lesson: Lesson, ref: str, **more: object) -> None:
    values = {"place": "plan", "ref": ref, "title": "A plan", "score": 0.7, "first_at": NOW}
    Showing.objects.create(lesson=lesson, **values, **more)


def test_a_card_says_what_it_was_learnt_from_and_when_to_ask_again(make_lesson: Make, setback: Setback) -> None:
    lesson = make_lesson(origin=Origin.SETBACK, subject=setback, causes=["timing"], networks=["facebook"])
    (card,) = cards(lesson.organisation, [lesson], EN, NOW)
    assert (card.title, card.href) == (setback.title, f"/setbacks/{setback.pk}/")
    assert card.networks == ("Facebook",)
    assert card.causes == (EN.say("cause.timing.title"),)
    assert not card.late and not card.pair and card.against == ()
    later = NOW + timedelta(days=200)
    (card,) = cards(lesson.organisation, [lesson], EN, later)
    assert card.late
    assert subject_in(lesson) == setback


def test_an_age_is_told_in_days_then_in_months() -> None:
    today = date(2026, 11, 20)
    told = [age_words(today - timedelta(days=days), today, EN) for days in (0, 1, 59, 426)]
    assert [line.replace("\xa0", " ") for line in told] == [
        "Written today",
        "Written 1 day ago",
        "Written 59 days ago",
        "Written 14 months ago",
    ]


def test_who_has_not_answered_is_no_no(lesson: Lesson) -> None:
    assert "not shown" in served_words(None, EN)
    shown(lesson, "1")
    (card,) = cards(lesson.organisation, [lesson], EN, NOW)
    assert card.served == "shown 1×, nobody has said yet whether it was used"
    shown(lesson, "2", used=True, helped=True)
    shown(lesson, "3", used=False)
    (card,) = cards(lesson.organisation, [lesson], EN, NOW)
    assert card.served == "shown 3×, 2 of these answered: used 1×, helped 1×"


def test_lessons_that_contradict_each_other_stand_side_by_side(make_lesson: Make, owner: Membership) -> None:
    one = make_lesson()
    other = make_lesson(lines=replace(LINES, now_do="Never ask, it costs a day."))
    made = contradictions.mark(one=one, other=other, actor=owner.user, why="", now=NOW)
    first, second = cards(one.organisation, [one, other], EN, NOW)
    assert [a.number for a in first.against] == [other.pk]
    assert [a.number for a in second.against] == [one.pk]
    contradictions.settle(contradiction=made, actor=owner.user, seen=1, words="Ask for faces.", now=NOW)
    (card,) = cards(one.organisation, [one], EN, NOW)
    assert card.against[0].settled == "Ask for faces."


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_retired_one_is_never_late(lesson: Lesson, lang: str) -> None:
    lesson.retired_at = NOW
    (card,) = cards(lesson.organisation, [lesson], speech(lang), NOW + timedelta(days=900))
    assert not card.late
    assert "2026" in again_words(lesson, NOW.date(), speech(lang))


def test_a_cause_nobody_words_keeps_its_code() -> None:
    assert cause_words("something_new", EN) == "something_new"


def test_many_cards_ask_few_questions(make_lesson: Make, make_setback: Callable[..., Setback]) -> None:
    rows = [make_lesson(origin=Origin.SETBACK, subject=make_setback()) for _ in range(6)]
    with CaptureQueriesContext(connection) as captured:
        cards(rows[0].organisation, rows, EN, NOW)
    assert len(captured) <= 5
