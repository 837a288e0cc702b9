"""Reading one file in a test: through the door everybody uses."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pratfall.records.imports import Check, Extract, FileReport
from pratfall.sources import read_paths

SAMPLES = Path(__file__).resolve().parent.parent / "samples" / "sources"
NOW = datetime(2026, 12, 31, 9, 0, tzinfo=UTC)
SALT = b"a salt of the lake"


def results(*paths: Path, **options: Any) -> list[Extract | FileReport]:
    return list(read_paths(paths, **{"now": NOW, "salt": SALT, **options}))


def extract(path: Path, **options: Any) -> Extract:
    found = results(path, **options)
    assert len(found) == 1, found
    assert isinstance(found[0], Extract), found[0]
    return found[0]


def report(path: Path, **options: Any) -> FileReport:
    found = results(path, **options)
    assert len(found) == 1, found
    return found[0].report if isinstance(found[0], Extract) else found[0]


def rows(found: Extract, table: str) -> list[dict[str, Any]]:
    return found.tables[table].to_pylist() if table in found.tables else []


def skipped(found: Extract | FileReport) -> dict[str, tuple[int, ...]]:
    told = found.report if isinstance(found, Extract) else found
    return {item.reason: item.lines for item in told.skipped}


def check(found: Extract, code: str) -> Check:
    checks = [item for item in found.report.checks if item.code == code]
    assert len(checks) == 1, [item.code for item in found.report.checks]
    return checks[0]


def written(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


def everything(found: Extract) -> str:
    """All that would be stored, as text: to ask what is not in it."""
    return repr({name: table.to_pylist() for name, table in found.tables.items()}) + repr(found.report)
