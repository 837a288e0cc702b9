"""Lessons: found, written, worded better, asked about again, held against each other, retired."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import Http404
from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status

from pratfall.site.lessons import finding_lessons
from pratfall.site.lessons.cards import subject_in
from pratfall.site.lessons.models import Contradiction, Lesson, Origin, Recheck
from pratfall.site.lessons.near import Near, chosen, near, rests_on
from pratfall.site.lessons.services import contradictions, lessons, rechecks
from pratfall.site.lessons.services.subjects import href_of, subject_of

from ..access import PLANS, ApiRequest
from ..answers import Slice, answers
from ..setbacks.fields import Code, Day, Number, SeenIn, one, told

router = Router()

HERE = "/lessons/"
LESSON = HERE + "{int:lesson_id}/"
Still = Literal["holds", "partly", "no_longer", "cannot_tell"]
Said = Annotated[str, Field(max_length=2000)]
Words = list[Code]
FOUND_BY = ("causes", "networks", "labels", "tags")
LINES = ("believed", "happened", "now_do", "holds_when", "language")


class LessonIn(Schema):
    """Three lines, when they hold, and what they are found by.

    `evidence`: keys of what is on offer, as "decision:3". `recheck_on`: null for the usual day, or the one it has.
    `no_person`: a word that looks like a member's name is none.
    """

    believed: Said
    happened: Said
    now_do: Said
    holds_when: Said = ""
    language: Literal["en", "fr"] = "en"
    causes: Words = Field([], max_length=40)
    networks: Words = Field([], max_length=40)
    labels: Words = Field([], max_length=40)
    tags: Words = Field([], max_length=40)
    evidence: Words = Field([], max_length=40)
    recheck_on: Day | None = None
    no_person: bool = False


class LessonWriteIn(LessonIn):
    """`origin`, `subject`: what it was learnt from, and its number; null for nothing but experience."""

    origin: Origin = Origin.HAND
    subject: Number | None = None


class LessonReviseIn(LessonIn, SeenIn):
    """As it is from now on."""


class LessonRetireIn(SeenIn):
    why: Said


class RecheckIn(SeenIn):
    """`recheck_on`: null for the usual wait of that answer. `retire`: with "no_longer", it comes by itself no more."""

    answer: Still
    why: Said = ""
    recheck_on: Day | None = None
    retire: bool = False


class ContradictIn(Schema):
    """`other`: the number of the other lesson."""

    other: Number
    why: Said = ""


class SettleIn(SeenIn):
    """When which of them holds."""

    words: Said


class LessonsIn(Slice):
    """`q` is found by word and by meaning; "due" ones are to be asked about, "pairs" have a comeback."""

    q: str = Field("", max_length=200)
    cause: str = Field("", max_length=120)
    network: str = Field("", max_length=120)
    tag: str = Field("", max_length=120)
    origin: Origin | None = None
    state: Literal["standing", "due", "retired", "pairs"] = "standing"


class OfferedIn(Schema):
    origin: Origin = Origin.HAND
    subject: Number | None = None


class RestsOnOut(Schema):
    """`key`: as lessons take it. `href`: its page, below the organisation's address."""

    key: str
    title: str
    href: str


class LessonOut(Schema):
    """`subject`: the number of what it was learnt from; `href`: its page, below the organisation's address."""

    id: int
    version: int
    believed: str
    happened: str
    now_do: str
    holds_when: str
    language: str
    origin: Origin
    subject: int | None
    href: str
    causes: list[str]
    networks: list[str]
    labels: list[str]
    tags: list[str]
    evidence: list[RestsOnOut]
    recheck_on: date
    at: datetime
    retired_at: datetime | None
    retired_why: str


class RecheckOut(Schema):
    answer: Still
    why: str
    recheck_on: date
    at: datetime


class ContradictionOut(Schema):
    """Between the older lesson `one` and `other`. `settled`: when which of them holds, "" while nobody said."""

    id: int
    version: int
    one: int
    other: int
    why: str
    at: datetime
    settled: str
    settled_at: datetime | None


class LessonFullOut(LessonOut):
    """With every answer to "is it still true?", and what contradicts it."""

    rechecks: list[RecheckOut]
    contradictions: list[ContradictionOut]


@router.get(HERE, response=answers(list[LessonOut]), summary="Lessons, best match or newest first")
def listed(request: ApiRequest, asked: Query[LessonsIn]) -> list[dict[str, Any]]:
    wanted = {**asked.dict(include={"q", "cause", "network", "tag", "state"}), "origin": asked.origin or ""}
    numbers, _ = finding_lessons.found(request.organisation, finding_lessons.wanted(wanted), timezone.now().date())
    page = list(numbers[asked.offset : asked.offset + asked.limit])
    return [lesson_told(row) for row in finding_lessons.in_order(request.organisation, page)]


@router.post(HERE, auth=PLANS, response=answers(LessonFullOut, 201), summary="Write a lesson")
def write(request: ApiRequest, given: LessonWriteIn) -> Status[dict[str, Any]]:
    """The same one sent twice is one."""
    subject = subject_of(request.organisation, given.origin, given.subject)
    made = lessons.write(
        organisation=request.organisation,
        actor=request.auth.user,
        lines=_lines(given),
        origin=given.origin,
        subject=subject,
        **{name: getattr(given, name) for name in FOUND_BY},
        evidence=_evidence(given.evidence, near(request.organisation, subject)),
        recheck_on=given.recheck_on,
        no_person=given.no_person,
        now=timezone.now(),
    )
    return Status(201, _full(_of(request, made.pk)))


@router.get("/offered/", response=answers(list[RestsOnOut]), summary="What a lesson may rest on")
def offered(request: ApiRequest, asked: Query[OfferedIn]) -> list[dict[str, Any]]:
    """Near what it was learnt from; for one of experience alone, what is newest."""
    subject = subject_of(request.organisation, asked.origin, asked.subject)
    return [_rests(row) for row in near(request.organisation, subject)]


@router.get(LESSON, response=answers(LessonFullOut), summary="One lesson")
def shown(request: ApiRequest, lesson_id: int) -> dict[str, Any]:
    return _full(_of(request, lesson_id))


@router.put(LESSON, auth=PLANS, response=answers(LessonFullOut), summary="Word it better")
def revise(request: ApiRequest, lesson_id: int, given: LessonReviseIn) -> dict[str, Any]:
    row = _of(request, lesson_id)
    known = [*rests_on(row.evidence), *near(request.organisation, subject_in(row))]
    about = lessons.About(
        **{name: getattr(given, name) for name in FOUND_BY}, evidence=_evidence(given.evidence, known)
    )
    lessons.revise(
        lesson=row,
        actor=request.auth.user,
        lines=_lines(given),
        about=about,
        seen=given.seen,
        recheck_on=given.recheck_on,
        no_person=given.no_person,
        now=timezone.now(),
    )
    return _full(row)


@router.post(LESSON + "recheck/", auth=PLANS, response=answers(LessonFullOut), summary="Say whether it still holds")
def recheck(request: ApiRequest, lesson_id: int, given: RecheckIn) -> dict[str, Any]:
    row = _of(request, lesson_id)
    rechecks.recheck(lesson=row, actor=request.auth.user, now=timezone.now(), **given.model_dump())
    return _full(row)


@router.post(LESSON + "retire/", auth=PLANS, response=answers(LessonFullOut), summary="Retire it, for a reason")
def retire(request: ApiRequest, lesson_id: int, given: LessonRetireIn) -> dict[str, Any]:
    row = _of(request, lesson_id)
    lessons.retire(lesson=row, actor=request.auth.user, seen=given.seen, why=given.why, now=timezone.now())
    return _full(row)


@router.post(LESSON + "take-up/", auth=PLANS, response=answers(LessonFullOut), summary="It holds again")
def take_up(request: ApiRequest, lesson_id: int, given: SeenIn) -> dict[str, Any]:
    row = _of(request, lesson_id)
    lessons.take_up(lesson=row, actor=request.auth.user, seen=given.seen, now=timezone.now())
    return _full(row)


@router.post(
    LESSON + "contradictions/", auth=PLANS, response=answers(LessonFullOut, 201), summary="Another contradicts it"
)
def contradict(request: ApiRequest, lesson_id: int, given: ContradictIn) -> Status[dict[str, Any]]:
    """In either order; marked twice is once."""
    row, other = _of(request, lesson_id), _of(request, given.other)
    contradictions.mark(one=row, other=other, actor=request.auth.user, why=given.why, now=timezone.now())
    return Status(201, _full(row))


@router.get("/contradictions/", response=answers(list[ContradictionOut]), summary="Open ones first")
def contradicting(request: ApiRequest) -> list[dict[str, Any]]:
    return _pairs(request, lessons.of(request.organisation))


@router.post(
    "/contradictions/{int:pair_id}/settle/",
    auth=PLANS,
    response=answers(ContradictionOut),
    summary="Say when which of the two holds",
)
def settle(request: ApiRequest, pair_id: int, given: SettleIn) -> dict[str, Any]:
    rows = Contradiction.objects.filter(one__organisation=request.organisation).select_related("one__organisation")
    row: Contradiction = one(rows, pair_id)
    contradictions.settle(
        contradiction=row, actor=request.auth.user, seen=given.seen, words=given.words, now=timezone.now()
    )
    return _pair(row)


def lesson_told(row: Lesson) -> dict[str, Any]:
    origin = Origin(row.origin)
    subject = subject_in(row)
    number = subject.pk if subject is not None else None
    return told(
        row,
        *("version", *LINES, *FOUND_BY, "recheck_on", "at", "retired_at", "retired_why"),
        origin=origin,
        subject=number,
        href=href_of(origin, number),
        evidence=[_rests(each) for each in rests_on(row.evidence)],
    )


def _full(row: Lesson) -> dict[str, Any]:
    pairs = [_pair(each) for each in contradictions.between(row.organisation, [row])]
    answered = [_answer(each) for each in row.rechecks.order_by("-at", "-pk")]
    return {**lesson_told(row), "rechecks": answered, "contradictions": pairs}


def _of(request: ApiRequest, lesson_id: int) -> Lesson:
    """Raises Http404 for another organisation's."""
    found: Lesson = one(lessons.of(request.organisation).select_related("organisation"), lesson_id)
    return found


def _lines(given: LessonIn) -> lessons.Lines:
    return lessons.Lines(**{name: getattr(given, name) for name in LINES})


def _evidence(keys: Sequence[str], known: Sequence[Near]) -> list[dict[str, str]]:
    """Raises Http404 for what is not on offer."""
    if not set(keys) <= {each.key for each in known}:
        raise Http404
    by_key = {each.key: each for each in known}
    return chosen(keys, by_key.values())


def _rests(row: Near) -> dict[str, Any]:
    return {"key": row.key, "title": row.title, "href": row.href}


def _answer(row: Recheck) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("answer", "why", "recheck_on", "at")}


def _pairs(request: ApiRequest, rows: Any) -> list[dict[str, Any]]:
    return [_pair(each) for each in contradictions.between(request.organisation, rows)]


def _pair(row: Contradiction) -> dict[str, Any]:
    return told(row, "version", "why", "at", "settled", "settled_at", one=row.one_id, other=row.other_id)
