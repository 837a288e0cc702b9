"""A file nobody recognised: what its columns mean, said once, with its own rows as a preview."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pratfall.errors import PratfallError, Refused
from pratfall.records.imports import Extract, FileReport, Outcome
from pratfall.records.tables import METRICS
from pratfall.reviews.render.codec import decode
from pratfall.reviews.render.speech import Speech, speech
from pratfall.reviews.render.story import tell_file
from pratfall.reviews.render.wording import error_line
from pratfall.site.frame import framed
from pratfall.site.intake import columns, services
from pratfall.site.intake.models import ReadFile
from pratfall.site.intake.pages import upload as upload_page
from pratfall.site.language import language_of
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.roles import Role
from pratfall.sources.mapping import FIELDS, KINDS, Mapping, from_flags

PREVIEWED = 5
LONGEST_NAME = 60  # it becomes the name of a file
TOLD = ("kind", "date_order", "zone", "platform", "account", "window")


@dataclass(frozen=True)
class Column:
    """One printed column: some of its values, and what it is taken for."""

    field: str  # of the form
    name: str
    examples: tuple[str, ...]
    taken: str


@needs(Role.EDITOR)
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: OrganisationRequest, upload_id: UUID, read_id: int) -> HttpResponse:
    upload = upload_page.of(request, upload_id)
    read = upload.read.select_related("given").filter(pk=read_id).first()
    if read is None or read.outcome not in services.ANSWERABLE:
        raise Http404
    if read.outcome == Outcome.AMBIGUOUS:
        return _chosen(request, read) if request.method == "POST" else _choice(request, read)
    return _mapped(request, read) if request.method == "POST" else _form(request, read, {})


def _choice(request: OrganisationRequest, read: ReadFile) -> HttpResponse:
    """Two exports look alike: which of them is it?"""
    report = decode(FileReport, read.report)
    words = speech(language_of(request))
    fitting = [(name, words.name("source", name)) for name in columns.fitting(read)]
    return framed(request, "which_export.html", told=tell_file(report, words), fitting=fitting, upload=read.upload)


def _chosen(request: OrganisationRequest, read: ReadFile) -> HttpResponse:
    assert request.user.is_authenticated
    try:
        columns.choose(read=read, by=request.user, source=request.POST.get("source", ""))
    except Refused:
        return _choice(request, read)
    return _to_upload(request, read)


def _to_upload(request: OrganisationRequest, read: ReadFile) -> HttpResponse:
    return HttpResponseRedirect(f"{request.organisation.base}/files/uploads/{read.upload.pk}/", status=303)


def _mapped(request: OrganisationRequest, read: ReadFile) -> HttpResponse:
    """Tries the mapping on the file; remembers it and reads the file with it when that is asked for."""
    try:
        mapping = _mapping(request.POST, _columns(read, request.POST))
        result = columns.attempt(read, mapping, timezone.now())
    except PratfallError as error:
        return _form(request, read, {"trouble": error_line(error, language_of(request))}, status=422)
    if isinstance(result, FileReport):
        lines = tell_file(result, speech(language_of(request))).lines
        return _form(request, read, {"trouble": " ".join(lines)}, status=422)
    if request.POST.get("do") != "save":
        return _form(request, read, {"preview": _preview(result, speech(language_of(request)))})
    assert request.user.is_authenticated
    columns.answer(read=read, by=request.user, mapping=mapping, now=timezone.now())
    return _to_upload(request, read)


def _mapping(given: QueryDict, shown: Sequence[Column]) -> Mapping:
    pairs = [f"{column.name}={column.taken}" for column in shown if column.taken]
    told = {name: given.get(name, "").strip() for name in TOLD}
    return from_flags(pairs, **told, name=given.get("name", "").strip()[:LONGEST_NAME])


def _columns(read: ReadFile, given: QueryDict | None) -> list[Column]:
    guess = columns.guess(read)
    return [
        Column(field, name, examples, given.get(field, "") if given else guess.columns.get(name, ""))
        for i, (name, examples) in enumerate(zip(guess.headers, guess.examples, strict=True))
        if (field := f"column{i}")
    ]


def _form(request: OrganisationRequest, read: ReadFile, more: dict[str, object], *, status: int = 200) -> HttpResponse:
    words = speech(language_of(request))
    given = request.POST if request.method == "POST" else None
    context: dict[str, object] = {
        "upload": read.upload,
        "told": tell_file(decode(FileReport, read.report), words),
        "columns": _columns(read, given),
        "meanings": list(_meanings(words)),
        "kinds": [(kind, words.say(f"mapping.kind.{kind}")) for kind in KINDS],
        "platforms": sorted((code, words.name("network", code)) for code in services.platforms()),
        "said": {name: given.get(name, "") if given else "" for name in (*TOLD, "name")},
        **more,
    }
    return framed(request, "columns.html", status=status, **context)


def _meanings(words: Speech) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """What a column may be, in two groups, each in alphabetical order of the reader's language."""
    fields = [(name, words.say(f"mapping.field.{name}")) for name in FIELDS if name != "ignore"]
    numbers = [(name, words.name("metric", name)) for name in METRICS]
    yield words.say("mapping.about_posts"), sorted(fields, key=lambda pair: pair[1].casefold())
    yield words.say("mapping.numbers"), sorted(numbers, key=lambda pair: pair[1].casefold())


def _preview(extract: Extract, words: Speech) -> dict[str, object]:
    """The first posts and numbers as Pratfall understands them, and how many there are."""
    tables = []
    for table in ("post", "observation"):
        if table not in extract.tables:
            continue
        head = extract.tables[table].slice(0, PREVIEWED)
        filled = [
            column for column in head.column_names if any(v not in (None, "", []) for v in head[column].to_pylist())
        ]
        rows = [[words.fact(row[column]) for column in filled] for row in head.to_pylist()]
        tables.append((words.say(f"mapping.table.{table}"), len(extract.tables[table]), filled, rows))
    return {"tables": tables, "report": tell_file(extract.report, words)}
