"""Everything of one organisation as CSV and Parquet, readable without Pratfall."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq

from . import delta
from .head import Head
from .schema import ALL_TABLES, stored_schema

# Spreadsheets run a cell that starts so (OWASP, CSV injection); a leading apostrophe makes it text.
FORMULA = "^[=+\\-@\t\r\n＝＋－＠]"  # the full-width ones too


def export(root: Path, head: Head, key: str, organisation: str, folder: Path) -> tuple[Path, ...]:
    """Write `<table>.csv` and `<table>.parquet` for every table, also the empty ones. Returns the paths."""
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for name in ALL_TABLES:
        at = head.tables.get(name)
        pieces = delta.pieces(root, name, at, key) if at else iter(())
        written += _write(folder, name, _named(pieces, organisation))
    return tuple(written)


def _write(folder: Path, name: str, pieces: Iterator[pa.Table]) -> list[Path]:
    paths = [folder / f"{name}.csv", folder / f"{name}.parquet"]
    schema = stored_schema(name).remove(stored_schema(name).get_field_index("rank"))
    with (
        pyarrow.csv.CSVWriter(paths[0], _safe(schema.empty_table()).schema) as text,
        pq.ParquetWriter(paths[1], schema, compression="zstd") as columns,
    ):
        for piece in pieces:
            columns.write_table(piece)
            text.write_table(_safe(piece))
    return paths


def _named(pieces: Iterator[pa.Table], organisation: str) -> Iterator[pa.Table]:
    """The organisation by its name instead of its key, without the lake's own order column."""
    for piece in pieces:
        piece = piece.drop_columns("rank")
        yield piece.set_column(0, "organisation", pa.repeat(organisation, len(piece)))


def _safe(rows: pa.Table) -> pa.Table:
    for i, column in enumerate(rows.schema):
        values = rows[column.name]
        if pa.types.is_list(column.type):
            values = _joined(values)
        if pa.types.is_string(values.type):
            risky = pc.fill_null(pc.match_substring_regex(values, FORMULA), False)
            values = pc.if_else(risky, pc.binary_join_element_wise("'", values, ""), values)
        rows = rows.set_column(i, column.name, values)
    return rows


def _joined(lists: pa.ChunkedArray) -> pa.ChunkedArray:
    """Lists as text, one space between; hashtags and links hold none."""
    return pc.binary_join(lists, " ")
