"""Lessons that fit where somebody stands: the library of an organisation, made ready once per state of it."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Max, OuterRef, Subquery, Sum
from django.db.models.functions import Length

from pratfall.learn.matching import MOST, Fit, Holds, Known, Library, Situation, Why
from pratfall.site.lessons.models import Answer, Lesson, Recheck
from pratfall.site.people.models import Organisation

SPARE = 3  # asked for besides, since one written after `now` is left out afterwards
AT_HAND = 32  # organisations whose library stays in memory
_READY: dict[int, tuple[tuple[object, ...], list[int], Library]] = {}
_MAKING = threading.Lock()


@dataclass(frozen=True)
class FitShown:
    lesson: Lesson
    score: float
    why: tuple[Why, ...]


def fitting(organisation: Organisation, situation: Situation, now: datetime, *, most: int = MOST) -> list[FitShown]:
    """At most `most` lessons that fit at `now`, best first: none retired, none written later. Three queries."""
    found = [(number, fit) for number, fit in _asked(organisation, situation, most + SPARE)]
    lessons = Lesson.objects.filter(organisation=organisation, retired_at=None, at__lte=now)
    by_number = lessons.in_bulk([number for number, _ in found])
    shown = [FitShown(by_number[number], fit.score, fit.why) for number, fit in found if number in by_number]
    return shown[:most]


def _asked(organisation: Organisation, situation: Situation, most: int) -> list[tuple[int, Fit]]:
    numbers, library = _library(organisation)
    return [(numbers[fit.index], fit) for fit in library.fits(situation, most=most)]


def _library(organisation: Organisation) -> tuple[list[int], Library]:
    """Kept until a lesson, or an answer to whether one still holds, comes or changes."""
    state = _state(organisation)
    kept = _READY.get(organisation.pk)
    if kept is None or kept[0] != state:
        with _MAKING:
            kept = _READY.get(organisation.pk)
            if kept is None or kept[0] != state:
                kept = (state, *_made(organisation))
                _READY.pop(organisation.pk, None)
                _READY[organisation.pk] = kept
                while len(_READY) > AT_HAND:
                    del _READY[next(iter(_READY))]
    return kept[1], kept[2]


def _state(organisation: Organisation) -> tuple[object, ...]:
    rows = Lesson.objects.filter(organisation=organisation)
    letters = Sum(Length("believed") + Length("happened") + Length("now_do"))
    lessons = rows.aggregate(n=Count("pk"), v=Sum("version"), top=Max("pk"), at=Max("at"), letters=letters)
    answers = Recheck.objects.filter(lesson__organisation=organisation).aggregate(n=Count("pk"), top=Max("pk"))
    return organisation.slug, *lessons.values(), *answers.values()


def _made(organisation: Organisation) -> tuple[list[int], Library]:
    answers = Recheck.objects.filter(lesson=OuterRef("pk")).exclude(answer=Answer.CANNOT_TELL).order_by("-at", "-pk")
    rows = Lesson.objects.filter(organisation=organisation).annotate(last=Subquery(answers.values("answer")[:1]))
    lessons = list(rows.order_by(F("at").desc(), "-pk"))
    return [lesson.pk for lesson in lessons], Library([known(lesson, lesson.last) for lesson in lessons])


def known(lesson: Lesson, last_answer: str | None = None) -> Known:
    """A lesson as the matching reads it. `last_answer`: to "still true?", of those that said anything."""
    holds = {Answer.PARTLY.value: Holds.PARTLY, Answer.NO_LONGER.value: Holds.NO}
    return Known(
        text="\n".join((lesson.believed, lesson.happened, lesson.now_do, lesson.holds_when, " ".join(lesson.tags))),
        causes=tuple(lesson.causes),
        networks=tuple(lesson.networks),
        labels=tuple(lesson.labels),
        tags=tuple(lesson.tags),
        language=lesson.language,
        retired=lesson.retired_at is not None,
        holds=holds.get(last_answer or "", Holds.YES),
    )
