"""Import reports as rows of the `file` table, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

import pyarrow as pa

from pratfall.records.imports import Check, FileReport, Outcome, Problem, SkippedRows, ZoneEvidence

from .schema import own_schema

PLAIN = """name path_in_zip source report_kind format encoding delimiter header_fingerprint period_start
period_end exported_at zone rows_read rows_kept""".split()


def to_rows(report: FileReport, *, as_of: datetime | None, imported_at: datetime) -> pa.Table:
    """One row. `as_of`: the newest moment any row of the file speaks for."""
    row = {name: getattr(report, name) for name in PLAIN}
    row |= {
        "outcome": report.outcome.value,
        "zone_evidence": report.zone_evidence.value,
        "skipped": _dumps([asdict(s) for s in report.skipped]),
        "checks": _dumps([asdict(c) for c in report.checks]),
        "problem": _dumps({"code": report.problem.code, "facts": dict(report.problem.facts)})
        if report.problem
        else None,
        "notes": list(report.notes),
        "as_of": as_of,
        "imported_at": imported_at,
    }
    return pa.Table.from_pylist([row], schema=own_schema("file"))


def from_row(row: Mapping[str, Any]) -> FileReport:
    """The report as it was; `facts` of a problem come back as text and numbers."""
    problem = json.loads(row["problem"]) if row["problem"] else None
    skipped = json.loads(row["skipped"])
    return FileReport(
        file_id=row["file_id"],
        outcome=Outcome(row["outcome"]),
        zone_evidence=ZoneEvidence(row["zone_evidence"]),
        skipped=tuple(SkippedRows(s["reason"], s["count"], tuple(s["lines"])) for s in skipped),
        checks=tuple(Check(**c) for c in json.loads(row["checks"])),
        problem=Problem(problem["code"], problem["facts"]) if problem else None,
        notes=tuple(row["notes"] or ()),
        **{name: row[name] for name in PLAIN},
    )


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=_plain)


def _plain(value: object) -> object:
    match value:
        case date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case Enum():
            return value.value
        case set() | frozenset() | tuple():
            return list(value)
        case _:
            return str(value)
