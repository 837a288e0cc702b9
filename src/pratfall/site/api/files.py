"""Bring files in, see what became of them, take them back."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from ninja import Field, File, Query, Router, Schema, Status, UploadedFile

from pratfall.errors import Refused
from pratfall.records.imports import Outcome
from pratfall.records.tables import METRICS
from pratfall.site.intake import columns, services
from pratfall.site.intake.models import Expected, ReadFile, Upload
from pratfall.site.people.roles import Role
from pratfall.sources.mapping import FIELDS, KINDS, from_flags

from .access import FILES, ApiRequest, member, must
from .answers import Slice, answers

router = Router()


class ReadOut(Schema):
    """`report`: what was read of one file, and why anything was left out (docs/review.schema.json, FileReport)."""

    id: int
    outcome: str
    undone: bool
    report: dict[str, Any]


class UploadOut(Schema):
    """`state`: open, waiting, reading, done, failed, undoing or undone."""

    id: UUID
    at: datetime
    by: int
    state: str
    problem: dict[str, Any] | None
    files: list[str]
    read: list[ReadOut]


class ExpectedOut(Schema):
    platform: str
    account_id: str
    every_days: int
    who: int | None


class ExpectedIn(Schema):
    """`every_days` null: nobody need bring it any more."""

    platform: str = Field(min_length=1, max_length=40)
    account_id: str = Field(min_length=1, max_length=200)
    every_days: int | None = Field(None, ge=1, le=400)
    who: int | None = None


class ColumnsOut(Schema):
    """A file nobody recognised. `sources`: exports it looks like, where one must be chosen; else `headers` with some
    values each, and `taken`: what they are taken for so far. `fields`: everything a column may be."""

    name: str
    sources: list[str]
    headers: list[str]
    examples: list[list[str]]
    taken: dict[str, str]
    fields: list[str]
    kinds: list[str]


Word = Annotated[str, Field(max_length=200)]


class ColumnsIn(Schema):
    """Either `source`, or what columns mean: {"Printed name": "field"}; what is not named is left out.

    `kind`: of the numbers, as `kinds` names them. `date_order`: day_first or month_first. `window`: FROM:TO as days.
    """

    source: Word = ""
    columns: dict[Word, Word] = Field({}, max_length=500)
    kind: Word = ""
    date_order: Word = ""
    zone: Word = ""
    platform: Word = ""
    account: Word = ""
    window: Word = ""
    name: str = Field("", max_length=60)


@router.get("/uploads/", response=answers(list[UploadOut]), summary="What was given, newest first")
def listed(request: ApiRequest, part: Query[Slice]) -> list[dict[str, Any]]:
    return [_upload(upload) for upload in part.of(services.uploads(request.organisation))]


@router.post("/uploads/", auth=FILES, response=answers(UploadOut, 201), summary="Have files read")
def give(request: ApiRequest, file: File[list[UploadedFile]]) -> Status[dict[str, Any]]:
    """Answers at once; `state` tells when they have been read. One file that cannot be taken refuses all."""
    upload = services.begin(organisation=request.organisation, by=request.auth.user)
    try:
        for one in file:
            services.receive(upload=upload, file=one)
        services.start(upload=upload, by=request.auth.user)
    except Refused:
        services.throw_away(upload=upload)
        raise
    return Status(201, _upload(_of(request, upload.pk)))


@router.get("/uploads/{uuid:upload_id}/", response=answers(UploadOut), summary="What became of one upload")
def one(request: ApiRequest, upload_id: UUID) -> dict[str, Any]:
    return _upload(_of(request, upload_id))


@router.post("/uploads/{uuid:upload_id}/undo/", auth=FILES, response=answers(UploadOut), summary="Take an upload back")
def undo(request: ApiRequest, upload_id: UUID, read_id: int | None = None) -> dict[str, Any]:
    """`read_id`: one file of it alone."""
    must(request.auth, Role.MANAGER)
    upload = _of(request, upload_id)
    only = None
    if read_id is not None and (only := upload.read.filter(pk=read_id).first()) is None:
        raise Http404
    services.undo(upload=upload, by=request.auth.user, only=only)
    return _upload(_of(request, upload_id))


@router.get(
    "/uploads/{uuid:upload_id}/columns/{int:read_id}/",
    auth=FILES,
    response=answers(ColumnsOut),
    summary="What a file nobody recognised holds",
)
def asked(request: ApiRequest, upload_id: UUID, read_id: int) -> dict[str, Any]:
    read = _unanswered(request, upload_id, read_id)
    if read.outcome == Outcome.AMBIGUOUS:
        guess, sources = columns.Guess((), (), {}), columns.fitting(read)
    else:
        guess, sources = columns.guess(read), ()
    return {
        "name": read.given.name,
        "sources": sources,
        "headers": guess.headers,
        "examples": guess.examples,
        "taken": guess.columns,
        "fields": [*FIELDS, *METRICS],
        "kinds": list(KINDS),
    }


@router.post(
    "/uploads/{uuid:upload_id}/columns/{int:read_id}/",
    auth=FILES,
    response=answers(UploadOut),
    summary="Say what its columns mean, and have it read",
)
def answer(request: ApiRequest, upload_id: UUID, read_id: int, given: ColumnsIn) -> dict[str, Any]:
    """422 with the reason where the file cannot be read so. The answer holds for later files with the same columns."""
    read, by = _unanswered(request, upload_id, read_id), request.auth.user
    if given.source:
        columns.choose(read=read, by=by, source=given.source)
    else:
        said = given.dict(exclude={"source", "columns"})
        mapping = from_flags([f"{name}={field}" for name, field in given.columns.items()], **said)
        columns.answer(read=read, by=by, mapping=mapping, now=timezone.now())
    return _upload(_of(request, upload_id))


@router.get("/expected/", response=answers(list[ExpectedOut]), summary="Who brings which export, and how often")
def expected(request: ApiRequest) -> list[dict[str, Any]]:
    return [_expected(row) for row in request.organisation.expected.order_by("platform", "account_id")]


@router.put("/expected/", auth=FILES, response=answers(list[ExpectedOut]), summary="Agree who brings an export")
def expect(request: ApiRequest, given: ExpectedIn) -> list[dict[str, Any]]:
    who = member(request, given.who) if given.who is not None else None
    services.expect(
        organisation=request.organisation,
        by=request.auth.user,
        platform=given.platform,
        account_id=given.account_id,
        every_days=given.every_days,
        who=who,
    )
    return expected(request)


def _of(request: ApiRequest, upload_id: UUID) -> Upload:
    found = services.uploads(request.organisation).filter(pk=upload_id).first()
    if found is None:
        raise Http404
    return found


def _unanswered(request: ApiRequest, upload_id: UUID, read_id: int) -> ReadFile:
    read = _of(request, upload_id).read.select_related("given", "upload__organisation").filter(pk=read_id).first()
    if read is None or read.outcome not in services.ANSWERABLE:
        raise Http404
    return read


def _upload(upload: Upload) -> dict[str, Any]:
    read = [
        {"id": r.pk, "outcome": r.outcome, "undone": r.undone_at is not None, "report": r.report}
        for r in upload.read.all()
    ]
    files = [given.name for given in upload.given.all()]
    names = ("id", "at", "state", "problem")
    return {**{name: getattr(upload, name) for name in names}, "by": upload.by.pk, "files": files, "read": read}


def _expected(row: Expected) -> dict[str, Any]:
    who = row.who.pk if row.who else None
    return {"platform": row.platform, "account_id": row.account_id, "every_days": row.every_days, "who": who}
