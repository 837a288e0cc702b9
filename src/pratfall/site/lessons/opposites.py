"""Which other lessons may contradict one, for a person to decide: likely ones by the rule of `learn.contradicting`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pratfall.learn.contradicting import Advice, opposed
from pratfall.text.meaning import likeness

from .models import Contradiction, Lesson

OFFERED = 12
SEARCHED = 300  # newest lessons that are compared


@dataclass(frozen=True)
class Offered:
    """Number and what to do now, of each. `likely`: those the rule proposes; `every`: the others, most alike first."""

    likely: Sequence[tuple[int, str]]
    every: Sequence[tuple[int, str]]


def offered(lesson: Lesson, others: Iterable[Lesson]) -> Offered:
    """Of `others`, those it is not marked against yet."""
    marked = {number for pair in _pairs(lesson) for number in pair}
    left = [other for other in others if other.pk != lesson.pk and other.pk not in marked][:SEARCHED]
    if not left:
        return Offered((), ())
    alike = likeness(text_of(lesson), [text_of(other) for other in left])
    ordered = [left[at] for at in (-alike).argsort(kind="stable").tolist()]
    mine = advice_of(lesson)
    likely = [other for other in ordered if opposed(mine, advice_of(other)) is not None][:OFFERED]
    rest = [other for other in ordered if other not in likely][:OFFERED]
    return Offered(_named(likely), _named(rest))


def advice_of(lesson: Lesson) -> Advice:
    """As the rule reads it."""
    return Advice(
        situation=f"{lesson.believed}\n{lesson.happened}\n{lesson.holds_when}",
        now_do=lesson.now_do,
        causes=tuple(lesson.causes),
        networks=tuple(lesson.networks),
    )


def text_of(lesson: Lesson) -> str:
    return "\n".join((lesson.believed, lesson.happened, lesson.now_do, lesson.holds_when))


def _named(lessons: Iterable[Lesson]) -> list[tuple[int, str]]:
    return [(lesson.pk, lesson.now_do) for lesson in lessons]


def _pairs(lesson: Lesson) -> Iterable[tuple[int, int]]:
    found = Contradiction.objects.filter(one=lesson) | Contradiction.objects.filter(other=lesson)
    return found.values_list("one", "other")
