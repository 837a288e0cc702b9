from __future__ import annotations

from datetime import date

import pytest
from django.http import QueryDict

from pratfall.reviews.render.speech import LANGUAGES, speech
from pratfall.site.lessons.known import KnownAlready
from pratfall.site.lessons.lesson_form import Filled, begun, of_lesson, parted, sent, shown
from pratfall.site.lessons.models import Lesson
from pratfall.site.lessons.near import Near

TODAY = date(2026, 11, 21)


def test_what_is_known_stands_in_the_form_and_the_rest_is_empty() -> None:
    known = KnownAlready(happened="It fell.", causes=("timing",), labels=("a", "b"))
    filled = begun(known, "fr", TODAY)
    assert (filled.happened, filled.believed, filled.labels, filled.language) == ("It fell.", "", "a, b", "fr")
    assert filled.day == date(2027, 5, 20)


def test_what_was_sent_is_read_whatever_it_is() -> None:
    given = QueryDict("believed=B&cause=timing&cause=talk&tag=x&new_tags=y%3B+z%2C&recheck_on=nonsense&no_person=1")
    filled = sent(given)
    assert (filled.believed, filled.causes, filled.day, filled.no_person) == ("B", ("timing", "talk"), None, True)
    assert tuple(filled.about([]).tags) == ("x", "y", "z")
    assert filled.lines.believed == "B" and sent(QueryDict("")) == Filled(language="")


def test_a_lesson_fills_its_own_form(lesson: Lesson) -> None:
    lesson.tags, lesson.evidence = ["x"], [{"kind": "decision", "ref": "3", "title": "T"}]
    filled = of_lesson(lesson)
    assert (filled.tags, filled.evidence) == (("x",), ("decision:3",))
    assert filled.day == lesson.recheck_on


def test_parts_stand_between_commas_semicolons_or_lines() -> None:
    assert parted(" a, b;c\n\n d ,") == ["a", "b", "c", "d"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_form_offers_tags_used_before_and_keeps_what_is_ticked(lang: str) -> None:
    filled = Filled(tags=("mine",), causes=("not_listed",), evidence=("decision:3",))
    known = KnownAlready(hints={"believed": ("Known",)})
    offered = [Near("decision", "3", "T")]
    form = shown(filled, speech(lang), known=known, tags_used=["usual", "mine"], offered=offered)
    assert [(box.value, box.checked) for box in form.tags] == [("mine", True), ("usual", False)]
    assert form.causes[-1].value == "not_listed" and form.causes[-1].checked
    assert form.evidence[0].checked and "T" in form.evidence[0].label
    assert form.lines[0].known == ("Known",)
    assert all(line.label and "learn.hint" not in line.hint for line in form.lines)
