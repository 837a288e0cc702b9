"""Append extracts; nothing shows until everything does."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pyarrow as pa
import pyarrow.compute as pc

from pratfall.records.imports import Extract, FileReport

from . import delta
from .head import Head, TableAt
from .reports import to_rows
from .schema import ALL_TABLES, conform, stamp

FLUSH_BYTES = 192 * 1024 * 1024


class Writer:
    """Made by `Lake.writing()`. Memory held: about `flush_bytes` and the extract at hand."""

    def __init__(
        self, root: Path, head: Head, organisation: str, known: frozenset[str], *, flush_bytes: int = FLUSH_BYTES
    ) -> None:
        self.known = known
        self.import_id = uuid4().hex
        self._root = root
        self._organisation = organisation
        self._tables = dict(head.tables)
        self._rows = head.rows
        self._now = datetime.now(UTC)
        self._flush_bytes = flush_bytes
        self._held: dict[str, list[pa.Table]] = {}
        self._bytes = 0

    def add(self, extract: Extract) -> bool:
        """Append one file's rows and its report. False, and nothing added, if its bytes are known.

        A file may come in several extracts; the last report counts. ValueError when a reader broke
        the contract of `records.tables`; nothing of that extract is kept then.
        """
        report = extract.report
        if report.file_id in self.known:
            return False
        tables = {name: conform(name, rows) for name, rows in extract.tables.items()}
        for name, rows in tables.items():
            self._hold(name, rows, report.file_id)
        self._hold("file", to_rows(report, as_of=_newest(tables), imported_at=self._now), report.file_id)
        if self._bytes >= self._flush_bytes:
            self._flush()
        return True

    def report(self, report: FileReport) -> None:
        """Remember what happened to a file that gave no rows."""
        if report.file_id:
            self._hold("file", to_rows(report, as_of=None, imported_at=self._now), report.file_id)

    def finish(self) -> Head:
        """Write what is held; the result becomes the lake when HEAD is replaced by it."""
        self._flush()
        return Head(self._tables, self._rows)

    def _hold(self, table: str, rows: pa.Table, file_id: str) -> None:
        if not len(rows):
            return
        stored = stamp(
            table,
            rows,
            organisation=self._organisation,
            file_id=file_id,
            import_id=self.import_id,
            first_row=self._rows,
        )
        self._rows += len(rows)
        self._held.setdefault(table, []).append(stored)
        self._bytes += stored.nbytes

    def _flush(self) -> None:
        for name in ALL_TABLES:
            pieces = self._held.pop(name, [])
            if not pieces:
                continue
            at = self._tables.get(name) or delta.create(self._root, name, f"{name}-0")
            self._tables[name] = delta.append(self._root, at, pa.concat_tables(pieces))
        self._bytes = 0


def roll_back(root: Path, head: Head) -> Head:
    """`head` after taking back whatever an unfinished import left. Call with the lock held."""
    delta.drop_unnamed(root, head)
    tables: dict[str, TableAt] = {name: delta.take_back(root, at) for name, at in head.tables.items()}
    return Head(tables, head.rows, head.schema)


def _newest(tables: dict[str, pa.Table]) -> datetime | None:
    newest = [pc.max(rows["as_of"]).as_py() for rows in tables.values() if "as_of" in rows.column_names]
    return max((moment for moment in newest if moment), default=None)
