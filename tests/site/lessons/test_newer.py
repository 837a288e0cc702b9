from __future__ import annotations

from dataclasses import replace
from datetime import date

from pratfall.reviews.render.story import tell
from pratfall.site.lessons.models import Lesson
from pratfall.site.lessons.newer import SHOWN, newer
from tests.reviews.render.example import FAILURES, example


def test_what_began_later_on_the_same_network_stands_beside_the_question(lesson: Lesson) -> None:
    story = tell(example(), "en")
    networks = {t.finding.subject.platform for t in story.by_slug.values() if t.finding.since}
    lesson.networks, lesson.at = sorted(n for n in networks if n), lesson.at.replace(year=2000)
    found = newer(lesson, story)
    assert found is not None and 0 < found.n <= len(story.by_slug)
    assert len(found.shown) == min(found.n, SHOWN)
    days = [t.finding.since or date.min for t in found.shown]
    assert days == sorted(days, reverse=True)
    assert {t.finding.kind.value for t in found.shown} <= {"failure", "good_news"}
    assert FAILURES


def test_what_began_before_it_was_written_says_nothing(lesson: Lesson) -> None:
    story = tell(example(), "en")
    lesson.networks, lesson.at = ["x", "facebook", "instagram"], lesson.at.replace(year=2090)
    found = newer(lesson, story)
    assert found is not None and found.n == 0


def test_a_shared_cause_is_enough(lesson: Lesson) -> None:
    story = tell(example(), "en")
    told = [t for t in story.by_slug.values() if t.finding.diagnosis and t.finding.since]
    causes = {c.code for t in told for c in (t.finding.diagnosis.causes if t.finding.diagnosis else ()) if c.told}
    lesson.causes, lesson.at = sorted(causes), lesson.at.replace(year=2000)
    found = newer(lesson, story)
    assert (found is not None and found.n > 0) is bool(causes)


def test_without_a_cause_a_network_or_a_review_nobody_can_say(lesson: Lesson) -> None:
    assert newer(lesson, tell(example(), "en")) is None
    lesson.networks = ["x"]
    assert newer(lesson, None) is None
    assert replace(example()) is not None
