"""The canonical tables as Arrow: what is written for every row, and what is added to it.

Beside its own columns every row carries `organisation` (partition of the files, a key safe in
paths), `file_id` (sha256 of the file it came from), `import_id`, and `rank`, a whole number that
orders rows by age: later `as_of` is greater; within one minute, what was imported later is greater.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pratfall.records.tables import TABLES, Column

SCHEMA_VERSION = 1  # raised when a column is added; older lakes then read it as null
MINUTES_SHIFT = 35  # rank = minutes since 1970 (26 bits, to the year 2097) * 2**35 + row number
RANK_BITS = 61  # leaves two bits above it for a preference between kinds of readings
LAST_MINUTE = (1 << 26) - 1

ARROW_TYPES = {
    "text": pa.string(),
    "int": pa.int64(),
    "float": pa.float64(),
    "decimal": pa.decimal128(24, 6),
    "date": pa.date32(),
    "ts": pa.timestamp("us", tz="UTC"),
    "bool": pa.bool_(),
    "texts": pa.list_(pa.string()),
}

# The same for queries; spelt out because Ibis reads Arrow schemas only with one more package installed.
QUERY_TYPES = {
    "text": "string",
    "int": "int64",
    "float": "float64",
    "decimal": "decimal(24, 6)",
    "date": "date",
    "ts": "timestamp('UTC', 6)",
    "bool": "boolean",
    "texts": "array<string>",
}

# One row per file and import: the import report. Nested parts are JSON text.
FILE = tuple(
    Column(name, type_)
    for name, type_ in (
        word.split(":")
        for word in """name:text outcome:text path_in_zip:text source:text report_kind:text format:text
        encoding:text delimiter:text header_fingerprint:text period_start:date period_end:date exported_at:ts
        zone:text zone_evidence:text rows_read:int rows_kept:int skipped:text checks:text problem:text notes:texts
        as_of:ts imported_at:ts""".split()
    )
)

ALL_TABLES: dict[str, tuple[Column, ...]] = {**TABLES, "file": FILE}


@cache
def own_schema(table: str) -> pa.Schema:
    """The columns a reader fills."""
    return pa.schema([pa.field(c.name, ARROW_TYPES[c.type]) for c in ALL_TABLES[table]])


@cache
def stored_schema(table: str) -> pa.Schema:
    """The columns on disk, `organisation` first."""
    text = pa.string()
    added = [pa.field("file_id", text), pa.field("import_id", text), pa.field("rank", pa.int64())]
    return pa.schema([pa.field("organisation", text), *own_schema(table), *added])


@cache
def query_schema(table: str) -> dict[str, str]:
    """The stored columns as Ibis types."""
    own = {c.name: QUERY_TYPES[c.type] for c in ALL_TABLES[table]}
    return {"organisation": "string", **own, "file_id": "string", "import_id": "string", "rank": "int64"}


def conform(table: str, rows: Any) -> pa.Table:
    """`rows` with exactly the columns and types of `table`; ValueError where a reader broke its contract."""
    schema = own_schema(table)
    missing = set(schema.names) - set(rows.column_names)
    unknown = set(rows.column_names) - set(schema.names)
    if missing or unknown:
        raise ValueError(f"table {table}: missing columns {sorted(missing)}, unknown columns {sorted(unknown)}")
    rows = rows.select(schema.names).cast(schema)
    empty = [c.name for c in ALL_TABLES[table] if c.required and rows[c.name].null_count]
    if empty:
        raise ValueError(f"table {table}: required columns hold nulls: {empty}")
    return rows


def stamp(table: str, rows: pa.Table, *, organisation: str, file_id: str, import_id: str, first_row: int) -> pa.Table:
    """`rows` as they are stored. `first_row` counts the rows ever written to the lake."""
    n = len(rows)
    columns = [
        pa.repeat(organisation, n),
        *rows.columns,
        pa.repeat(file_id, n),
        pa.repeat(import_id, n),
        _rank(rows, first_row),
    ]
    return pa.Table.from_arrays(columns, schema=stored_schema(table))


def _rank(rows: pa.Table, first_row: int) -> pa.Array:
    number = np.arange(first_row, first_row + len(rows), dtype=np.int64)
    if "as_of" not in rows.column_names:
        return pa.array(number)
    seconds = pc.fill_null(rows["as_of"].cast(pa.timestamp("s", tz="UTC"), safe=False).cast(pa.int64()), 0)
    minutes = np.clip(np.asarray(seconds, dtype=np.int64) // 60, 0, LAST_MINUTE)
    return pa.array((minutes << MINUTES_SHIFT) + number)


def organisation_key(organisation: str) -> str:
    """A name that may stand in any path: letters, digits and dashes stay, the rest is spelled out."""
    if not organisation:
        raise ValueError("an organisation needs a name")
    return "".join(c if c.isascii() and (c.isalnum() or c == "-") else f"_{ord(c):x}_" for c in organisation)
