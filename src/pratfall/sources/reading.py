"""From paths to Extracts: every file on its own, so that a bad one never stops the others."""

from __future__ import annotations

import os
import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from pratfall.errors import AmbiguousExport, BadMapping, InputError, PratfallError, UnknownExport, UnreadableFile
from pratfall.records.imports import Extract, FileReport, Outcome, Problem

from .blobs import Blob, of_path
from .cells import ReadAgain
from .dates import DateOrder
from .document import Document, of_blob
from .draft import Draft
from .exports import Context, Match
from .mapped import fitting, must_fit
from .mapping import Mapping
from .proposals import propose
from .registry import readers
from .sniff import Format

if TYPE_CHECKING:
    from . import Reader

Progress = Callable[[str], None]
# What bytes nobody foresaw make a reader do. One file's surprise must not stop the other files; the tests
# of the readers let none of these pass.
SURPRISES = (
    ValueError, LookupError, TypeError, ArithmeticError, AttributeError, NotImplementedError, RecursionError,
    AssertionError, struct.error, pa.ArrowException,
)  # fmt: skip
HEADERS_SHOWN = 40
OPEN_QUESTIONS = ("zone_unknown", "account_assumed:", "account_not_named:")  # notes another file of the call may answer
PASSES = 12  # each re-reading settles at least one more column; more means a file that contradicts itself


def read_paths(
    paths: Iterable[str | Path], *, known: frozenset[str] = frozenset(), mappings: Sequence[Mapping] = (),
    source: str | None = None, now: datetime, account: str = "", salt: bytes = b"",
    date_order: DateOrder = DateOrder.UNDECIDED, on_progress: Progress | None = None,
) -> Iterator[Extract | FileReport]:  # fmt: skip
    """See `pratfall.sources`."""
    if source is not None and source not in readers():
        raise InputError("source_unknown", source=source, known=", ".join(readers()))
    context = Context(now=now, salt=salt, account=account)
    context.hints.user_order = date_order
    seen = set(known)
    waiting: dict[Path, set[tuple[str, str]]] = {}
    for path in _files(paths):
        if on_progress:
            on_progress(path.name)
        for result in _read_file(path, seen, mappings, source, context):
            if _asks_the_others(result):
                waiting.setdefault(path, set()).add(_place(result))
                continue
            seen.update(_imported(result))
            yield result
    for path, places in waiting.items():
        # Everything else has been read: what it named and measured may answer what these leave open.
        for result in _read_file(path, seen, mappings, source, context):
            if _place(result) in places:
                seen.update(_imported(result))
                yield result


def _asks_the_others(result: Extract | FileReport) -> bool:
    return isinstance(result, Extract) and any(note.startswith(OPEN_QUESTIONS) for note in result.report.notes)


def _report(result: Extract | FileReport) -> FileReport:
    return result.report if isinstance(result, Extract) else result


def _place(result: Extract | FileReport) -> tuple[str, str]:
    return _report(result).name, _report(result).path_in_zip


def _imported(result: Extract | FileReport) -> tuple[str, ...]:
    """The id of a file whose rows are now known."""
    report = _report(result)
    return (report.file_id,) if report.outcome is Outcome.IMPORTED else ()


def _files(paths: Iterable[str | Path]) -> Iterator[Path]:
    """Files as given; folders by name order, all levels, hidden ones left out."""
    for path in map(Path, paths):
        if not path.is_dir():
            yield path
            continue
        for folder, inner, names in os.walk(path):
            inner[:] = sorted(name for name in inner if not name.startswith("."))
            yield from (Path(folder) / name for name in sorted(names) if _worth_opening(name))


def _read_file(
    path: Path, seen: set[str], mappings: Sequence[Mapping], source: str | None, context: Context
) -> Iterator[Extract | FileReport]:
    try:
        blob = of_path(path)
        yield from _read_blob(blob, (), seen, mappings, source, context, depth=0)
    except PratfallError as error:
        yield _refused(FileReport(file_id="", name=path.name, outcome=Outcome.REFUSED), error)
    except OSError as error:
        problem = UnreadableFile("file_not_readable", file=path.name, why=error.strerror or str(error))
        yield _refused(FileReport(file_id="", name=path.name, outcome=Outcome.REFUSED), problem)


def _read_blob(
    blob: Blob, siblings: tuple[Blob, ...], seen: set[str], mappings: Sequence[Mapping], source: str | None,
    context: Context, *, depth: int,
) -> Iterator[Extract | FileReport]:  # fmt: skip
    """One file or member; a zip nobody claims as a whole is a bag of files."""
    report = FileReport(file_id="", name=blob.name, path_in_zip=blob.path_in_zip, outcome=Outcome.REFUSED)
    try:
        report = replace(report, file_id=blob.sha256())
        if report.file_id in seen:
            yield replace(report, outcome=Outcome.ALREADY_KNOWN)
            return
        document = of_blob(blob, siblings=siblings)
        report = replace(report, format=document.format.value)
        if document.format is Format.ZIP and not _claims(document, source):
            yield from _read_bag(document, seen, mappings, source, context, depth=depth)
            return
        report = replace(report, encoding=document.encoding, delimiter=document.delimiter)
        yield _read_document(document, report, mappings, source, context)
    except PratfallError as error:
        yield _refused(report, error)


def _claims(document: Document, source: str | None) -> bool:
    return any(_match(reader, document) for reader in _candidates(source))


def _read_bag(
    document: Document, seen: set[str], mappings: Sequence[Mapping], source: str | None, context: Context, *, depth: int
) -> Iterator[Extract | FileReport]:
    if depth > 1:
        raise UnreadableFile("zip_too_deep", file=document.blob.name)
    wanted = [blob for blob in document.members if _worth_opening(blob.last_name)]
    if not wanted:
        raise InputError("zip_without_tables", file=document.blob.name, members=len(document.members))
    for blob in wanted:
        if blob.size == 0:
            problem = UnreadableFile("file_empty", file=blob.last_name)
            yield _refused(
                FileReport(file_id="", name=blob.name, path_in_zip=blob.path_in_zip, outcome=Outcome.REFUSED), problem
            )
            continue
        others = tuple(other for other in document.members if other is not blob)
        for result in _read_blob(blob, others, seen, mappings, source, context, depth=depth + 1):
            if not _asks_the_others(result):
                seen.update(_imported(result))
            yield result


_MEDIA = (
    ".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".mp4", ".mov", ".mp3", ".m4a", ".srt", ".pdf", ".svg", ".css",
    ".woff", ".woff2", ".ttf", ".html", ".htm", ".ini", ".db",
)  # fmt: skip
# Unpacked archives of networks hold these; nothing Pratfall does may open them.
_PRIVATE = (
    "direct-message",
    "messages",
    "ip-audit",
    "device-token",
    "ad-engagements",
    "ad-impressions",
    "personalization",
    "phone-number",
    "inbox",
)


def _worth_opening(name: str) -> bool:
    """Of a folder or zip: pictures and private letters stay closed, everything else is judged by its bytes."""
    plain = name.lower()
    return not plain.endswith(_MEDIA) and not plain.startswith((".", *_PRIVATE))


def _candidates(source: str | None) -> list[Reader]:
    return [readers()[source]] if source else list(readers().values())


def _match(reader: Reader, document: Document) -> Match | None:
    return reader.match(document)


def document_at(path: Path, path_in_zip: str) -> Document:
    """The file, or the one inside a zip that a report names. UnreadableFile when there is none."""
    document = of_blob(of_path(path))
    while document.blob.path_in_zip != path_in_zip:
        inside = [blob for blob in document.members if f"{path_in_zip}/".startswith(f"{blob.path_in_zip}/")]
        if not inside:
            raise UnreadableFile("zip_member_damaged", file=f"{path.name}/{path_in_zip}")
        document = of_blob(inside[0], siblings=tuple(other for other in document.members if other is not inside[0]))
    return document


def choose(document: Document, source: str | None = None) -> Reader | None:
    """The reader that knows most of the document; AmbiguousExport when two know it equally well."""
    found = [(match.score, reader) for reader in _candidates(source) if (match := _match(reader, document))]
    if not found:
        return None
    top = max(score for score, _ in found)
    best = [reader for score, reader in found if score == top]
    if len(best) > 1:
        raise AmbiguousExport("two_readers_fit", file=document.name, sources=", ".join(reader.name for reader in best))
    return best[0]


def _read_document(
    document: Document, report: FileReport, mappings: Sequence[Mapping], source: str | None, context: Context
) -> Extract | FileReport:
    """A mapping made for this file, else the reader that knows it, else a question to the user."""
    if mapped := fitting(document, mappings):
        return read_with(mapped, document, report, context)
    reader = choose(document, source)
    if reader is not None:
        return read_with(reader, document, report, context)
    must_fit(document, mappings)
    if source:
        raise UnknownExport("source_does_not_fit", file=document.name, source=source)
    if document.format in (Format.JSON, Format.YTD):
        document.json()  # a damaged one should say so rather than be called unknown
    if not document.sheets:
        raise InputError("document_unknown", file=document.name, format=document.format.value)
    raise _unknown(document)


def _unknown(document: Document) -> InputError:
    """A table to be mapped; without a header there is nothing to map."""
    proposal = propose(document)
    if not proposal.headers:
        return InputError("no_header_found", file=document.name)
    return UnknownExport(
        "export_unknown", file=document.name, headers=list(proposal.headers[:HEADERS_SHOWN]),
        columns=dict(proposal.columns), flags=proposal.flags, closest=proposal.closest,
        lacking=", ".join(proposal.lacking),
    )  # fmt: skip


def read_with(reader: Reader, document: Document, report: FileReport, context: Context) -> Extract | FileReport:
    """Runs one reader, again from the start as often as the file's own evidence asks for it."""
    hints = replace(context.hints, marks={}, orders={})
    for _ in range(PASSES):
        draft = Draft()
        try:
            reader.read(document, replace(context, hints=hints), draft)
        except ReadAgain:
            continue
        except SURPRISES as error:
            why = f"{type(error).__name__}: {error}"[:200]
            raise UnreadableFile("reader_failed", file=document.name, source=reader.name, why=why) from error
        report = _filled(report, reader, draft)
        tables = draft.tables()
        if not tables:
            return replace(report, outcome=Outcome.NOTHING_TO_READ)
        if "account" in tables:
            _remember_names(tables["account"], context)
        return Extract(report=report, tables=tables)
    raise UnreadableFile("numbers_contradict", file=document.name)


def _remember_names(table: pa.Table, context: Context) -> None:
    """Names of accounts, so that a later file of comments can tell the account's own answers."""
    for row in table.select(["platform", "handle", "name"]).to_pylist():
        context.names.setdefault(row["platform"], set()).update(filter(None, (row["handle"], row["name"])))


def _filled(report: FileReport, reader: Reader, draft: Draft) -> FileReport:
    return replace(
        report,
        outcome=Outcome.IMPORTED,
        source=reader.name,
        report_kind=draft.report_kind or reader.name,
        header_fingerprint=draft.header_fingerprint,
        period_start=draft.period_start,
        period_end=draft.period_end,
        exported_at=draft.exported_at,
        zone=draft.zone,
        zone_evidence=draft.zone_evidence,
        rows_read=draft.rows_read,
        rows_kept=draft.rows_kept,
        skipped=draft.skipped,
        checks=tuple(draft.checks),
        notes=tuple(draft.notes),
    )


def _refused(report: FileReport, error: PratfallError) -> FileReport:
    outcome = Outcome.REFUSED
    if isinstance(error, AmbiguousExport):
        outcome = Outcome.AMBIGUOUS
    elif isinstance(error, UnknownExport | BadMapping):
        outcome = Outcome.NEEDS_MAPPING
    return replace(report, outcome=outcome, problem=Problem(error.code, error.facts))
