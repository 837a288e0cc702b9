"""A file with unknown columns: what they look like, and what comes out when they are read as somebody says."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from dataclasses import dataclass
from datetime import datetime

from pratfall.errors import Refused
from pratfall.records.imports import Extract, FileReport, Outcome
from pratfall.reviews.render.codec import decode
from pratfall.site.people.models import User
from pratfall.sources import read_paths
from pratfall.sources.mapping import Mapping, save
from pratfall.sources.proposals import header_row, propose
from pratfall.sources.reading import document_at

from . import services
from .models import ReadFile
from .reading import mappings_of

EXAMPLES = 3


@dataclass(frozen=True)
class Guess:
    """`columns`: printed name -> what it is taken for. `examples`: values of each header, in its order."""

    headers: tuple[str, ...]
    examples: tuple[tuple[str, ...], ...]
    columns: Dict[str, str]


def guess(read: ReadFile) -> Guess:
    """Refused when the bytes are no longer kept."""
    if not read.given.path.is_file():
        raise Refused("upload_bytes_gone", file=read.given.name)
    document = document_at(read.given.path, read.report["path_in_zip"])
    proposal = propose(document)
    for sheet in document.sheets:
        row = header_row(sheet)
        if row is not None and tuple(sheet.head[row]) == proposal.headers:
            rows = sheet.head[row + 1 :]
            return Guess(
                proposal.headers, tuple(_examples(rows, i) for i in range(len(proposal.headers))), proposal.columns
            )
    return Guess((), (), {})


def _examples(rows: list[list[str]], column: int) -> tuple[str, ...]:
    values = (row[column].strip() for row in rows if column < len(row))
    return tuple(dict.fromkeys(value for value in values if value))[:EXAMPLES]


def attempt(read: ReadFile, mapping: Mapping, now: datetime) -> Extract | FileReport:
    """What the mapping makes of the file; nothing of it is kept. A FileReport says why it does not fit."""
    inside = read.report["path_in_zip"]
    for result in read_paths([read.given.path], mappings=[mapping], now=now):
        report = result.report if isinstance(result, Extract) else result
        if report.path_in_zip == inside:
            return result
    raise Refused("upload_bytes_gone", file=read.given.name)


def remember(read: ReadFile, mapping: Mapping, fingerprint: str) -> None:
    """For this file and every later one with the same columns."""
    save(mapping, mappings_of(read.upload.organisation), fingerprint=fingerprint)


def fitting(read: ReadFile) -> tuple[str, ...]:
    """The exports a file that looks like several may be."""
    problem = decode(FileReport, read.report).problem
    return tuple(str(problem.facts.get("sources", "")).split(", ")) if problem else ()


def choose(*, read: ReadFile, by: User, source: str) -> None:
    """Which of the exports it looks like it is. Raises Refused for any other."""
    if read.outcome != Outcome.AMBIGUOUS or source not in fitting(read):
        raise Refused("source_not_fitting", source=source)
    services.read_again(given=read.given, by=by, answers={"source": source})


def answer(*, read: ReadFile, by: User, mapping: Mapping, now: datetime) -> None:
    """Remembers what its columns mean and reads it with that. Raises Refused, with the reason, if it does not fit."""
    if read.outcome != Outcome.NEEDS_MAPPING:
        raise Refused("columns_known", file=read.given.name)
    result = attempt(read, mapping, now)
    if isinstance(result, FileReport):
        problem = result.problem
        raise Refused(problem.code, **problem.facts) if problem else Refused("columns_known", file=read.given.name)
    remember(read, mapping, result.report.header_fingerprint)
    services.read_again(given=read.given, by=by, answers={})
