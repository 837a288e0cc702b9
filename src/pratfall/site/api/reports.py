"""Regular reports: asked for, read as facts and in words; when they are made, and who gets them by mail."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import Http404
from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status

from pratfall.reviews.render.codec import encode
from pratfall.reviews.render.speech import speech
from pratfall.reviews.render.wording import error_line
from pratfall.site.language import language_of
from pratfall.site.people.roles import Role
from pratfall.site.reports.models import Kind, Reader, Report, Rhythm
from pratfall.site.reports.regular import asking, making, readers, rhythm
from pratfall.site.reports.regular.periods import Period, holding
from pratfall.site.reports.regular.telling import tell, title_of

from .access import PEOPLE, PLANS, ApiRequest, must
from .answers import Slice, answers
from .setbacks.fields import one, told

router = Router()

REPORT = "/{int:report_id}/"
Rhythmic = Literal["weekly", "monthly"]


class ReportsIn(Slice):
    kind: Rhythmic | None = None


class ReportOut(Schema):
    """`edition`: above 1 where later files changed the first. `by_itself`: nobody asked. `digest`: SHA-256 of its
    facts, as JSON with sorted keys and no spaces."""

    id: int
    kind: Rhythmic
    start: date
    end: date
    edition: int
    known_on: date
    at: datetime
    by_itself: bool
    digest: str
    title: str


class BossPartOut(Schema):
    title: str
    sentences: list[str]


class SectionOut(Schema):
    """`lines`: what stands below the sentences, each with a title, a text, notes and a page."""

    code: str
    title: str
    sentences: list[str]
    lines: list[dict[str, Any]]
    quiet: bool


class ReportFullOut(ReportOut):
    """`facts`: as codes and numbers, which never change; the rest is the same in words. `boss`: the page for the
    boss."""

    days: str
    made: str
    boss: list[BossPartOut]
    sections: list[SectionOut]
    facts: dict[str, Any]


class ReportIn(Schema):
    """`start`: the Monday of a week, or the first of a month, among those of `offered/`."""

    kind: Rhythmic
    start: date


class PeriodOut(Schema):
    kind: Rhythmic
    start: date
    end: date
    title: str


class WaitingOut(PeriodOut):
    """What was asked for of late and is not there. `code`: why, null while it is being made."""

    code: str | None
    message: str


class MadeOut(Schema):
    """`report`: null where the worker makes it: ask for `waiting/`, then for the list."""

    later: bool
    report: ReportOut | None


class RhythmOut(Schema):
    """`day`: 0 to 6 from Monday, or 1 to 28. `version`: 0 where nobody has said anything yet."""

    kind: Rhythmic
    version: int
    on: bool
    day: int
    hour: int
    zone: str


class RhythmIn(Schema):
    """`seen`: the version that was read, which may be 0."""

    kind: Rhythmic
    on: bool
    day: int = Field(ge=0, le=28)
    hour: int = Field(ge=0, le=23)
    zone: str = Field(max_length=60)
    seen: int = Field(ge=0, le=2**31 - 1)


class WishIO(Schema):
    """Which reports one wants by mail, and whether the page for the boss is enough."""

    weekly: bool
    monthly: bool
    boss_page_only: bool = False


class ReaderIn(Schema):
    name: Annotated[str, Field(max_length=readers.LONGEST)]
    email: Annotated[str, Field(max_length=254)]
    language: str = Field(max_length=2)
    weekly: bool = False
    monthly: bool = True


class ReaderOut(ReaderIn):
    """Somebody outside, who gets the page for the boss."""

    id: int


@router.get("/", response=answers(list[ReportOut]), summary="Reports, newest first")
def listed(request: ApiRequest, asked: Query[ReportsIn]) -> list[dict[str, Any]]:
    rows = Report.objects.filter(organisation=request.organisation).defer("facts")
    rows = rows.filter(kind=asked.kind) if asked.kind is not None else rows
    return [_report(request, row) for row in asked.of(rows.order_by("-end", "kind", "-edition"))]


@router.post("/", auth=PLANS, response=answers(MadeOut, 201), summary="Make the report of a week or month")
def make(request: ApiRequest, given: ReportIn) -> Status[dict[str, Any]]:
    """One that is there already is told as it is."""
    return Status(201, _made(request, _chosen(given), again=False))


@router.get("/offered/", response=answers(list[PeriodOut]), summary="Weeks and months a report may be made of")
def offered(request: ApiRequest) -> list[dict[str, Any]]:
    return [_period(request, each) for each in asking.choices(timezone.now().date())]


@router.get("/waiting/", response=answers(list[WaitingOut]), summary="What is being made, or could not be")
def waiting(request: ApiRequest) -> list[dict[str, Any]]:
    lang = language_of(request)
    return [
        {**_period(request, period), "code": error.code if error else None}
        | {"message": error_line(error, lang) if error else ""}
        for period, error in asking.standing(request.organisation, timezone.now())
    ]


@router.get(REPORT, response=answers(ReportFullOut), summary="One report, as facts and in words")
def shown(request: ApiRequest, report_id: int) -> dict[str, Any]:
    row = _of(request, report_id)
    said = tell(row, speech(language_of(request)))
    return {
        **_report(request, row),
        "days": said.days,
        "made": said.made,
        "boss": [{"title": part.title, "sentences": part.sentences} for part in said.boss],
        "sections": [
            {"code": section.code, "title": section.title, "sentences": section.told.sentences}
            | {"lines": encode(section.told.lines), "quiet": section.told.quiet}
            for section in said.sections
        ],
        "facts": row.facts,
    }


@router.post(REPORT + "correct/", auth=PLANS, response=answers(MadeOut, 201), summary="A further edition")
def correct(request: ApiRequest, report_id: int) -> Status[dict[str, Any]]:
    """From what is known now; refused where it would say the same."""
    row = _of(request, report_id)
    return Status(201, _made(request, holding(Kind(row.kind), row.start), again=True))


@router.get("/rhythm/", response=answers(list[RhythmOut]), summary="When each kind is made")
def rhythms(request: ApiRequest) -> list[dict[str, Any]]:
    return [_rhythm(request, kind) for kind in Kind]


@router.put("/rhythm/", auth=PLANS, response=answers(RhythmOut), summary="Make them at another time, or not at all")
def set_rhythm(request: ApiRequest, given: RhythmIn) -> dict[str, Any]:
    must(request.auth, Role.MANAGER)
    kind = Kind(given.kind)
    rhythm.set_rhythm(
        organisation=request.organisation, actor=request.auth.user, **{**given.model_dump(), "kind": kind}
    )
    return _rhythm(request, kind)


@router.get("/wish/", response=answers(WishIO), summary="Which reports one gets by mail oneself")
def wish(request: ApiRequest) -> dict[str, Any]:
    return _wish(readers.wish_of(request.auth))


@router.put("/wish/", response=answers(WishIO), summary="Get these, or none")
def set_wish(request: ApiRequest, given: WishIO) -> dict[str, Any]:
    readers.wish(membership=request.auth, now=timezone.now(), **given.dict())
    return _wish(readers.wish_of(request.auth))


@router.get("/readers/", auth=PEOPLE, response=answers(list[ReaderOut]), summary="Who outside gets them")
def outside(request: ApiRequest) -> list[dict[str, Any]]:
    must(request.auth, Role.MANAGER)
    return [_reader(row) for row in readers.outside(request.organisation)]


@router.post("/readers/", auth=PEOPLE, response=answers(ReaderOut, 201), summary="Add somebody outside")
def add_reader(request: ApiRequest, given: ReaderIn) -> Status[dict[str, Any]]:
    must(request.auth, Role.MANAGER)
    made = readers.add(
        organisation=request.organisation, actor=request.auth.user, now=timezone.now(), **given.model_dump()
    )
    return Status(201, _reader(made))


@router.delete("/readers/{int:reader_id}/", auth=PEOPLE, response=answers(None, 204), summary="Nobody outside any more")
def remove_reader(request: ApiRequest, reader_id: int) -> Status[None]:
    """Name and address are gone for good."""
    must(request.auth, Role.MANAGER)
    row: Reader = one(readers.outside(request.organisation).select_related("organisation"), reader_id)
    readers.remove(reader=row, actor=request.auth.user)
    return Status(204, None)


def _of(request: ApiRequest, report_id: int) -> Report:
    row: Report = one(Report.objects.filter(organisation=request.organisation), report_id)
    return row


def _chosen(given: ReportIn) -> Period:
    """Raises Http404 for days nobody may ask for."""
    found = asking.chosen(f"{given.kind}:{given.start}", timezone.now().date())
    if found is None:
        raise Http404
    return found


def _made(request: ApiRequest, period: Period, *, again: bool) -> dict[str, Any]:
    before = making.newest(request.organisation, period)
    asking.ask(
        organisation=request.organisation, actor=request.auth.user, period=period, now=timezone.now(), again=again
    )
    there = making.newest(request.organisation, period)
    later = there is None or (again and before is not None and there.pk == before.pk)
    return {"later": later, "report": None if later or there is None else _report(request, there)}


def _report(request: ApiRequest, row: Report) -> dict[str, Any]:
    title = title_of(row.kind, row.start, row.end, speech(language_of(request)))
    same = ("kind", "start", "end", "edition", "known_on", "at", "digest")
    return told(row, *same, by_itself=row.by_id is None, title=title)


def _period(request: ApiRequest, period: Period) -> dict[str, Any]:
    title = title_of(period.kind, period.start, period.end, speech(language_of(request)))
    return {"kind": period.kind, "start": period.start, "end": period.end, "title": title}


def _rhythm(request: ApiRequest, kind: Kind) -> dict[str, Any]:
    row: Rhythm = rhythm.rhythm_of(request.organisation, kind)
    return {name: getattr(row, name) for name in ("kind", "version", "on", "day", "hour", "zone")}


def _wish(row: Reader) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("weekly", "monthly", "boss_page_only")}


def _reader(row: Reader) -> dict[str, Any]:
    return told(row, "name", "email", "language", "weekly", "monthly")
