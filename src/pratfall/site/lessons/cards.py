"""Lessons as they are shown: three lines, how old, when to ask again, whether they served, what contradicts them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q

from pratfall.reviews.render.speech import Speech
from pratfall.site.people.models import Organisation
from pratfall.site.setbacks import comeback_words

from .models import Lesson, Origin, Showing
from .services.contradictions import between
from .services.subjects import Subject, href_of, title_of

MONTH_DAYS = 30.44
TOLD_IN_DAYS = 60  # from here on an age is told in months


@dataclass(frozen=True)
class Against:
    """One lesson it contradicts. `settled`: when which holds, "" while nobody said."""

    number: int
    now_do: str
    settled: str


@dataclass(frozen=True)
class Card:
    """`origin`: what it was learnt from, in words; `title`, `href` name it. `comeback`: of its setback, "" for none."""

    lesson: Lesson
    origin: str
    title: str
    href: str
    age: str
    again: str
    late: bool
    served: str
    causes: tuple[str, ...]
    networks: tuple[str, ...]
    comeback: str
    against: tuple[Against, ...]

    @property
    def pair(self) -> bool:
        """A setback and the way back from it, together."""
        return bool(self.comeback)


def cards(organisation: Organisation, lessons: Sequence[Lesson], words: Speech, now: datetime) -> list[Card]:
    """One per lesson, in their order. Four queries, however many."""
    setbacks = [lesson.setback for lesson in lessons if lesson.setback is not None]
    comebacks = comeback_words.newest_lines(setbacks, words) if setbacks else {}
    served, against = _served(lessons), _against(organisation, lessons)
    return [
        Card(
            lesson=lesson,
            origin=words.say(f"learn.origin.{lesson.origin}"),
            title=title_of(subject) if (subject := subject_in(lesson)) else "",
            href=href_of(Origin(lesson.origin), subject.pk if subject else None),
            age=age_words(lesson.at.date(), now.date(), words),
            again=again_words(lesson, now.date(), words),
            late=lesson.retired_at is None and lesson.recheck_on <= now.date(),
            served=served_words(served.get(lesson.pk), words),
            causes=tuple(cause_words(code, words) for code in lesson.causes),
            networks=tuple(words.name("network", network) for network in lesson.networks),
            comeback=comebacks.get(lesson.setback_id or 0, ""),
            against=tuple(against[lesson.pk]),
        )
        for lesson in lessons
    ]


def subject_in(lesson: Lesson) -> Subject | None:
    """What it was learnt from; None for one written by hand."""
    return lesson.setback or lesson.decision or lesson.idea or lesson.campaign


def cause_words(code: str, words: Speech) -> str:
    key = f"cause.{code}.title"
    return words.say(key) if words.knows(key) else code


def age_words(day: date, today: date, words: Speech) -> str:
    """In days for two months, then in months: a lesson of 14 months is asked about, one of 425 days is read over."""
    days = max((today - day).days, 0)
    if days == 0:
        return words.say("learn.age.today")
    if days < TOLD_IN_DAYS:
        return words.say("learn.age.past", age=words.count("days", days))
    return words.say("learn.age.past", age=words.count("months", round(days / MONTH_DAYS)))


def again_words(lesson: Lesson, today: date, words: Speech) -> str:
    if lesson.retired_at is not None:
        return words.say("learn.retired_on", day=lesson.retired_at.date())
    key = "learn.again.late" if lesson.recheck_on <= today else "learn.again.on"
    return words.say(key, day=lesson.recheck_on)


def served_words(counted: Mapping[str, Any] | None, words: Speech) -> str:
    """How often it was shown, and what people said of that; who said nothing is not counted as a no."""
    if not counted:
        return words.say("learn.served.never")
    if not counted["answered"]:
        return words.say("learn.served.unanswered", **counted)
    return words.say("learn.served.said", **counted)


def _served(lessons: Iterable[Lesson]) -> Mapping[int, Mapping[str, Any]]:
    of_these = Showing.objects.filter(lesson__in=[lesson.pk for lesson in lessons])
    counted = of_these.values("lesson").annotate(
        shown=Count("pk"),
        answered=Count("pk", filter=Q(used__isnull=False)),
        used=Count("pk", filter=Q(used=True)),
        helped=Count("pk", filter=Q(helped=True)),
    )
    return {row["lesson"]: row for row in counted}


def _against(organisation: Organisation, lessons: Sequence[Lesson]) -> Mapping[int, list[Against]]:
    found: defaultdict[int, list[Against]] = defaultdict(list)
    for row in between(organisation, lessons):
        for here, there in ((row.one, row.other), (row.other, row.one)):
            found[here.pk].append(Against(there.pk, there.now_do, row.settled))
    return found
