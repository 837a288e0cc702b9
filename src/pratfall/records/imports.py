"""What happened to one file: the import report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any


class Outcome(StrEnum):
    IMPORTED = "imported"
    ALREADY_KNOWN = "already_known"  # same bytes were imported before
    REFUSED = "refused"  # unreadable; nothing of it became visible
    NEEDS_MAPPING = "needs_mapping"  # readable, columns unknown
    AMBIGUOUS = "ambiguous"  # two readers fit; the user must say which
    NOTHING_TO_READ = "nothing_to_read"  # recognised, but holds nothing Pratfall keeps (private data, no rows)


class ZoneEvidence(StrEnum):
    PRINTED = "printed"
    ID_DERIVED = "id_derived"
    USER = "user"
    DEFAULT = "default"
    NONE = "none"


@dataclass(frozen=True)
class SkippedRows:
    """Rows left out for one reason; `lines` are the first few physical line numbers (1-based)."""

    reason: str
    count: int
    lines: tuple[int, ...]


@dataclass(frozen=True)
class Check:
    """One automatic check of formats.md section 5. `passed` None: informational."""

    code: str
    passed: bool | None
    expected: str = ""
    got: str = ""
    n: int = 0


@dataclass(frozen=True)
class Problem:
    """Why a file was not imported, as a locale code and its facts, and what to do next."""

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class FileReport:
    file_id: str  # sha256 of the bytes; "" when they could not be read
    name: str
    outcome: Outcome
    path_in_zip: str = ""
    source: str = ""  # reader name, e.g. "x_posts_old"
    report_kind: str = ""
    format: str = ""
    encoding: str = ""
    delimiter: str = ""
    header_fingerprint: str = ""
    period_start: date | None = None
    period_end: date | None = None
    exported_at: datetime | None = None
    zone: str = ""
    zone_evidence: ZoneEvidence = ZoneEvidence.NONE
    rows_read: int = 0
    rows_kept: int = 0
    skipped: tuple[SkippedRows, ...] = ()
    checks: tuple[Check, ...] = ()
    problem: Problem | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Extract:
    """One readable file turned into rows of the canonical schema.

    `tables` maps a table name of `records.tables` to a pyarrow.Table with exactly its columns
    (without organisation and file_id: the lake adds both).
    """

    report: FileReport
    tables: Mapping[str, Any]
