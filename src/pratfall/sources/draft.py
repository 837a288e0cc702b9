"""What a reader has gathered about one file, on its way to become an Extract.

A reader calls `add`, `observe`, `cover`, `skip`, `check`, `note` and sets the plain attributes.
Rows are columns: every value is an Arrow array of n rows or one constant for all of them.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.ipc as ipc

from pratfall.records.imports import Check, SkippedRows, ZoneEvidence
from pratfall.records.tables import METRICS, NOT_ADDITIVE, TABLES, MetricKind

TYPES: dict[str, pa.DataType] = {
    "text": pa.string(),
    "int": pa.int64(),
    "float": pa.float64(),
    "decimal": pa.decimal128(24, 6),
    "date": pa.date32(),
    "ts": pa.timestamp("us", tz="UTC"),
    "bool": pa.bool_(),
    "texts": pa.list_(pa.string()),
}
SCHEMAS = {
    table: pa.schema([pa.field(column.name, TYPES[column.type]) for column in columns])
    for table, columns in TABLES.items()
}
LINES_KEPT = 10
SPILL_BYTES = 192 << 20
_SUMMABLE = (MetricKind.PER_DAY, MetricKind.LIFETIME, MetricKind.WINDOW)


class Draft:
    """Plain attributes for the report: report_kind, period_start, period_end, exported_at, zone,
    zone_evidence, rows_read, and `as_of`: the moment the numbers were true, filled in at the end
    wherever a row was added without one. `asides`: rows that are no data (totals, notes) as (line, cells)."""

    def __init__(self) -> None:
        self.report_kind = ""
        self.period_start: date | None = None
        self.period_end: date | None = None
        self.exported_at: datetime | None = None
        self.as_of: datetime | None = None
        self.zone = ""
        self.zone_evidence = ZoneEvidence.NONE
        self.header_fingerprint = ""
        self.rows_read = 0
        self.checks: list[Check] = []
        self.notes: list[str] = []
        self.asides: list[tuple[int, list[str]]] = []
        self._skipped: Counter[str] = Counter()
        self._lines: dict[str, list[int]] = {}
        self._tables = {name: _Pile(SCHEMAS[name]) for name in TABLES}

    def add(self, table: str, n: int, **columns: Any) -> None:
        """n rows for a table of records.tables; columns left out are null."""
        schema = SCHEMAS[table]
        if unknown := set(columns) - set(schema.names):
            raise ValueError(f"{table} has no column {sorted(unknown)}")
        if n:
            arrays = [column(columns.get(field.name), field.type, n) for field in schema]
            self._tables[table].add(pa.RecordBatch.from_arrays(arrays, schema=schema))

    def observe(
        self, n: int, metrics: Mapping[str, Any], *, kind: MetricKind, subject_type: str, subject_id: Any,
        platform: Any, account_id: Any, as_of: Any = None, scope: str = "all", breakdown: Any = "",
        window_start: Any = None, window_end: Any = None, partial_day: Any = False,
    ) -> None:  # fmt: skip
        """Wide to long: `metrics` maps a metric name to (n,) numbers. Missing numbers make no row."""
        schema = SCHEMAS["observation"]
        shared = {
            "platform": platform, "account_id": account_id, "subject_type": subject_type, "subject_id": subject_id,
            "window_start": window_start, "window_end": window_end, "as_of": as_of, "scope": scope,
            "breakdown": breakdown, "partial_day": partial_day,
        }  # fmt: skip
        for metric, values in metrics.items():
            if metric not in METRICS:
                raise ValueError(f"{metric} is not in the vocabulary of metrics")
            if values is None or n == 0:
                continue
            value = column(values, pa.float64(), n)
            own = {"metric": metric, "value": value, "kind": kind.value, "additive": _additive(metric, kind)}
            arrays = [column({**shared, **own}[field.name], field.type, n) for field in schema]
            batch = pa.RecordBatch.from_arrays(arrays, schema=schema)
            if value.null_count:
                batch = batch.filter(value.is_valid())
            self._tables["observation"].add(batch)

    def cover(self, *, platform: str, account_id: str, subject: str, start: date, end: date, evidence: str) -> None:
        """The file speaks for these days (both inclusive) of an account. subject: "posts" or "days";
        evidence: "printed", "file_name" or "rows"."""
        row = {"platform": platform, "account_id": account_id, "subject": subject}
        self.add("coverage", 1, **row, start=start, end=end, evidence=evidence)

    def skip(self, reason: str, lines: Sequence[int]) -> None:
        """Rows left out; one physical line number each. `rows_read` must already count them."""
        self._skipped[reason] += len(lines)
        kept = self._lines.setdefault(reason, [])
        kept.extend(lines[: LINES_KEPT - len(kept)])

    def check(self, code: str, passed: bool | None, *, expected: object = "", got: object = "", n: int = 0) -> None:
        self.checks.append(Check(code=code, passed=passed, expected=str(expected), got=str(got), n=n))

    def note(self, text: str) -> None:
        """A code, with what it is about after a colon: `column_ignored:Audience`."""
        if text not in self.notes:
            self.notes.append(text)

    @property
    def skipped(self) -> tuple[SkippedRows, ...]:
        return tuple(SkippedRows(reason, n, tuple(self._lines[reason])) for reason, n in sorted(self._skipped.items()))

    @property
    def rows_kept(self) -> int:
        return self.rows_read - sum(self._skipped.values())

    def rows_in(self, table: str) -> int:
        return self._tables[table].rows

    def tables(self) -> dict[str, pa.Table]:
        """Every table of the schema that holds rows."""
        return {name: self._dated(pile.table()) for name, pile in self._tables.items() if pile.rows}

    def _dated(self, table: pa.Table) -> pa.Table:
        if self.as_of is None or "as_of" not in table.column_names:
            return table
        i = table.schema.get_field_index("as_of")
        filled = pc.fill_null(table.column(i), pa.scalar(self.as_of, TYPES["ts"]))
        return table.set_column(i, table.schema.field(i), filled)


def _additive(metric: str, kind: MetricKind) -> bool:
    return metric not in NOT_ADDITIVE and kind in _SUMMABLE


def column(value: Any, type_: pa.DataType, n: int) -> pa.Array:
    """An array of n rows of a type, from an array, a list, numpy or one constant."""
    if value is None:
        return pa.nulls(n, type_)
    if isinstance(value, pa.ChunkedArray):
        value = value.combine_chunks()
    if isinstance(value, str | bytes | int | float | bool | date) or not hasattr(value, "__len__"):
        return pa.repeat(pa.scalar(value, type_), n)
    array = value if isinstance(value, pa.Array) else pa.array(value, None if hasattr(value, "dtype") else type_)
    if len(array) != n:
        raise ValueError(f"a column of {len(array)} rows among {n}")
    return array if array.type == type_ else pc.cast(array, type_)


class _Pile:
    """Batches of one table; beyond a limit they wait in a temporary file and come back memory-mapped."""

    def __init__(self, schema: pa.Schema) -> None:
        self._schema = schema
        self._batches: list[pa.RecordBatch] = []
        self._bytes = 0
        self._file: Any = None
        self._writer: ipc.RecordBatchFileWriter | None = None
        self.rows = 0

    def add(self, batch: pa.RecordBatch) -> None:
        if batch.num_rows == 0:
            return
        self._batches.append(batch)
        self.rows += batch.num_rows
        self._bytes += batch.nbytes
        if self._bytes > SPILL_BYTES:
            self._spill()

    def _spill(self) -> None:
        if self._writer is None:
            self._file = tempfile.NamedTemporaryFile(prefix="pratfall-", suffix=".arrow")  # noqa: SIM115 - lives as long as the table
            # Not compressed: only then is the table that comes back a view of the disk, not of memory.
            self._writer = ipc.new_file(self._file.name, self._schema)
        for batch in self._batches:
            self._writer.write_batch(batch)
        self._batches, self._bytes = [], 0

    def table(self) -> pa.Table:
        if self._writer is None:
            return pa.Table.from_batches(self._batches, self._schema)
        self._spill()
        self._writer.close()
        with pa.memory_map(self._file.name) as source:
            return ipc.open_file(source).read_all()
