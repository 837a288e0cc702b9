"""Write a lesson, word it better, retire it, take it up again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from pratfall.errors import Refused
from pratfall.site.lessons.models import Lesson, Origin
from pratfall.site.people.audit import record
from pratfall.site.people.models import Organisation, User
from pratfall.site.people.roles import Role
from pratfall.site.people.versions import change
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.rights import require
from pratfall.site.setbacks.services.keeping import storable

from .no_person import refuse_names
from .subjects import Subject, origin_of

SHORTEST, LONGEST = 10, 600  # characters of a line
LONGEST_CONDITION = 600
LONGEST_TAG = 60
MOST_TAGS = 12
MOST_EVIDENCE = 20
RECHECK_DAYS = 180
LONGEST_WAIT_DAYS = 5 * 366
LANGUAGES = ("en", "fr")
LINES = ("believed", "happened", "now_do")


@dataclass(frozen=True, kw_only=True)
class Lines:
    """The three lines, when they hold ("" where nobody says), and the language they are written in."""

    believed: str
    happened: str
    now_do: str
    holds_when: str = ""
    language: str = "en"


@dataclass(frozen=True, kw_only=True)
class About:
    """What a lesson is found by, and what it rests on besides its origin: [{"kind", "ref", "title"}]."""

    causes: Sequence[str] = ()
    networks: Sequence[str] = ()
    labels: Sequence[str] = ()
    tags: Sequence[str] = ()
    evidence: Sequence[Mapping[str, str]] = ()


def write(
    *,
    organisation: Organisation,
    actor: User,
    lines: Lines,
    origin: Origin,
    subject: Subject | None,
    causes: Sequence[str] = (),
    networks: Sequence[str] = (),
    labels: Sequence[str] = (),
    tags: Sequence[str] = (),
    evidence: Sequence[Mapping[str, str]] = (),
    recheck_on: date | None = None,
    no_person: bool = False,
    now: datetime,
) -> Lesson:
    """A new lesson, to be asked about again after RECHECK_DAYS where nobody says otherwise; the same one sent twice is
    one. `no_person`: a word that looks like a member's name is none.

    Raises Refused: a line too short or too long, a member named, a subject of another kind or organisation, a drill, a
    day that is over, and for somebody who may change nothing.
    """
    require(actor, organisation, Role.EDITOR)
    _refuse_subject(organisation, origin, subject)
    about = About(causes=causes, networks=networks, labels=labels, tags=tags, evidence=evidence)
    values = {**_worded(organisation, lines, no_person), **_found_by(organisation, about)}
    values["recheck_on"] = _asked_again(recheck_on, now)
    key = {} if subject is None else {origin.value: subject}
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        told = {line: values[line] for line in LINES}
        there = Lesson.objects.filter(organisation=organisation, origin=origin, retired_at=None, **told, **key).first()
        if there is not None:
            return there
        made = Lesson.objects.create(organisation=organisation, origin=origin, by=actor, at=now, **values, **key)
        record(actor=actor, organisation=organisation, act="lesson_written", subject=made, after=_said(made))
    return made


def revise(
    *,
    lesson: Lesson,
    actor: User,
    lines: Lines,
    about: About,
    seen: int,
    recheck_on: date | None = None,
    no_person: bool = False,
    now: datetime,
) -> None:
    """Other words, or found by other things. `recheck_on`: None leaves the day as it is.

    Raises Refused as `write` does and for a retired one, Conflict where it moved since `seen`.
    """
    organisation = lesson.organisation
    require(actor, organisation, Role.EDITOR)
    _refuse_retired(lesson)
    values = {**_worded(organisation, lines, no_person), **_found_by(organisation, about)}
    if recheck_on is not None and recheck_on != lesson.recheck_on:
        values["recheck_on"] = _asked_again(recheck_on, now)
    before = _said(lesson)
    with transaction.atomic():
        reworded = [line for line in (*LINES, "holds_when") if getattr(lesson, line) != values[line]]
        change(lesson, version=seen, **values)
        after = {**_said(lesson), "reworded": reworded}
        record(actor=actor, organisation=organisation, act="lesson_revised", subject=lesson, before=before, after=after)


def retire(*, lesson: Lesson, actor: User, seen: int, why: str, now: datetime) -> None:
    """It no longer comes by itself, and stays to be read. Raises Refused without a reason; Conflict."""
    require(actor, lesson.organisation, Role.EDITOR)
    _refuse_retired(lesson)
    why = storable(why).strip()[:LONGEST]
    if not why:
        raise Refused("lesson_retire_why")
    refuse_names(lesson.organisation, (why,), no_person=True)
    with transaction.atomic():
        change(lesson, version=seen, retired_at=now, retired_by=actor, retired_why=why)
        record(actor=actor, organisation=lesson.organisation, act="lesson_retired", subject=lesson)


def take_up(*, lesson: Lesson, actor: User, seen: int, now: datetime) -> None:
    """A retired one holds again, and is asked about soon enough. Raises Refused where it is not retired; Conflict."""
    require(actor, lesson.organisation, Role.EDITOR)
    if lesson.retired_at is None:
        raise Refused("lesson_not_retired")
    day = max(lesson.recheck_on, now.date() + timedelta(days=RECHECK_DAYS))
    with transaction.atomic():
        change(lesson, version=seen, retired_at=None, retired_by=None, retired_why="", recheck_on=day)
        record(actor=actor, organisation=lesson.organisation, act="lesson_taken_up", subject=lesson)


def of(organisation: Organisation) -> QuerySet[Lesson]:
    """Every lesson, newest first, with what it was learnt from."""
    found = Lesson.objects.filter(organisation=organisation)
    return found.select_related("setback", "decision", "idea", "campaign").order_by("-at", "-pk")


def standing(organisation: Organisation) -> QuerySet[Lesson]:
    """Lessons that were not retired, newest first."""
    return of(organisation).filter(retired_at=None)


def tags_used(organisation: Organisation) -> list[str]:
    """Every tag of a standing lesson, most used first."""
    counted: dict[str, int] = {}
    for tags in Lesson.objects.filter(organisation=organisation, retired_at=None).values_list("tags", flat=True):
        for tag in tags:
            counted[tag] = counted.get(tag, 0) + 1
    return sorted(counted, key=lambda tag: (-counted[tag], tag))


def checked_day(day: date, now: datetime) -> date:
    """A day to ask again. Raises Refused for one that is over or so far that nobody would ever ask."""
    if day <= now.date():
        raise Refused("lesson_day_over", day=day)
    if day > now.date() + timedelta(days=LONGEST_WAIT_DAYS):
        raise Refused("lesson_day_far", day=day)
    return day


def _asked_again(day: date | None, now: datetime) -> date:
    return now.date() + timedelta(days=RECHECK_DAYS) if day is None else checked_day(day, now)


def _refuse_subject(organisation: Organisation, origin: Origin, subject: Subject | None) -> None:
    if subject is None:
        if origin != Origin.HAND:
            raise Refused("lesson_of_nothing")
        return
    if origin_of(subject) != origin or subject.organisation_id != organisation.pk:
        raise Refused("lesson_of_nothing")
    if isinstance(subject, Setback) and subject.drill:
        raise Refused("lesson_of_a_drill")


def _refuse_retired(lesson: Lesson) -> None:
    if lesson.retired_at is not None:
        raise Refused("lesson_retired")


def _worded(organisation: Organisation, lines: Lines, no_person: bool) -> dict[str, Any]:
    said = {name: _line(name, getattr(lines, name)) for name in LINES}
    condition = storable(lines.holds_when).strip()
    if len(condition) > LONGEST_CONDITION:
        raise Refused("lesson_line_long", line="holds_when", n=len(condition), most=LONGEST_CONDITION)
    if lines.language not in LANGUAGES:
        raise Refused("lesson_language")
    refuse_names(organisation, (*said.values(), condition), no_person=no_person)
    return {**said, "holds_when": condition, "language": lines.language}


def _line(name: str, given: str) -> str:
    text = storable(given).strip()
    if len(text) < SHORTEST:
        raise Refused("lesson_line_short", line=name, least=SHORTEST)
    if len(text) > LONGEST:
        raise Refused("lesson_line_long", line=name, n=len(text), most=LONGEST)
    return text


def _found_by(organisation: Organisation, about: About) -> dict[str, Any]:
    words = {name: _words(getattr(about, name)) for name in ("causes", "networks", "labels", "tags")}
    refuse_names(organisation, words["tags"], no_person=True)
    rests_on = [
        {name: storable(str(one.get(name, "")))[:300] for name in ("kind", "ref", "title")} for one in about.evidence
    ]
    return {**words, "evidence": rests_on[:MOST_EVIDENCE]}


def _words(given: Sequence[str]) -> list[str]:
    """In lower case, each once, in their order."""
    cleaned = (" ".join(storable(word).split()).casefold()[:LONGEST_TAG] for word in given)
    return [word for word in dict.fromkeys(cleaned) if word][:MOST_TAGS]


def _said(lesson: Lesson) -> dict[str, object]:
    """What the trail may say of it: no line of its own words."""
    return {
        "origin": lesson.origin,
        "causes": lesson.causes,
        "networks": lesson.networks,
        "recheck_on": lesson.recheck_on.isoformat(),
    }
