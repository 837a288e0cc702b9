"""Delta tables as this lake uses them: create, append, take back, pack, rewrite.

Partitioned by organisation alone. A partition by month was left out: every question here reads all
months, and an import of two years would leave 24 small files per table instead of one.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from deltalake import DeltaTable, WriterProperties, write_deltalake
from deltalake.exceptions import DeltaError

from pratfall.errors import LakeDamaged

from .head import Head, TableAt, sync_folder
from .schema import stored_schema

# Column statistics would copy texts and ids into the log, and nothing here reads them.
CONFIGURATION = {"delta.dataSkippingNumIndexedCols": "0"}
PROPERTIES = WriterProperties(compression="ZSTD", compression_level=1, max_row_group_size=262_144)


def create(root: Path, table: str, folder: str) -> TableAt:
    """An empty table. What a killed process left in `folder` goes first."""
    path = root / folder
    if path.exists():
        shutil.rmtree(path)
    DeltaTable.create(
        path, stored_schema(table), name=table, partition_by=["organisation"], configuration=dict(CONFIGURATION)
    )
    return TableAt(folder, 0)


def append(root: Path, at: TableAt, rows: pa.Table) -> TableAt:
    """`rows` in one more version. Columns the table on disk does not know yet are added to it."""
    table = _open(root, at)
    grown = {f.name for f in table.schema().fields} != set(rows.column_names)
    write_deltalake(table, rows, mode="append", schema_mode="merge" if grown else None, writer_properties=PROPERTIES)
    return TableAt(at.folder, table.version())


def without(root: Path, at: TableAt, predicate: str) -> tuple[TableAt, int]:
    """One more version that lacks the rows of an SQL condition, and how many those were. Older versions keep them."""
    table = _open(root, at)
    gone = table.delete(predicate, writer_properties=PROPERTIES)["num_deleted_rows"]
    return TableAt(at.folder, table.version()), int(gone or 0)


def take_back(root: Path, at: TableAt) -> TableAt:
    """Undo versions newer than `at`: the work of an import that never finished."""
    table = _open(root, at)
    if table.version() != at.version:
        table.restore(at.version)
    return TableAt(at.folder, table.version())


def files(root: Path, at: TableAt, organisation: str | None = None) -> list[Path]:
    """The data files of that version, of one organisation or of all. Never a glob: old files lie beside."""
    try:
        table = DeltaTable(root / at.folder, version=at.version)
        if organisation is None:
            uris = table.file_uris()
        else:
            uris = table.file_uris(file_pruning_predicate=[("organisation", "=", organisation)])
    except (DeltaError, OSError) as broken:
        raise LakeDamaged("lake_table_unreadable", table=at.folder, version=at.version, why=str(broken)) from broken
    # The address of the folder comes back percent-encoded; partition and file name need no encoding.
    return [root.joinpath(at.folder, *uri.split("/")[-2:]) for uri in uris]


def pack(root: Path, at: TableAt) -> TableAt:
    """Many small files into few large ones; the old files stay for those who are reading them."""
    table = _open(root, at)
    table.optimize.compact(writer_properties=PROPERTIES)
    return TableAt(at.folder, table.version())


def sweep(root: Path, at: TableAt, *, keep_hours: int) -> tuple[TableAt, int]:
    """Delete files no version since `keep_hours` ago needs, those of killed imports too, and count them."""
    table = _open(root, at)
    gone = table.vacuum(retention_hours=keep_hours, dry_run=False, enforce_retention_duration=False, full=True)
    return TableAt(at.folder, table.version()), len(gone)


def pieces(root: Path, table: str, at: TableAt, organisation: str | None = None) -> Iterator[pa.Table]:
    """All rows, a few at a time, every column there; each piece of one organisation."""
    schema = stored_schema(table)
    for path in files(root, at, organisation):
        owner = path.parent.name.removeprefix("organisation=")
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=1 << 18):
                yield _complete(pa.Table.from_batches([batch]), owner, schema)


def rewrite(root: Path, table: str, at: TableAt, folder: str, keep: Callable[[pa.Table], pa.Table]) -> TableAt:
    """A new table in `folder` with what `keep` leaves of every piece; it has no history."""
    new = create(root, table, folder)
    for piece in pieces(root, table, at):
        kept = keep(piece)
        if len(kept):
            new = append(root, new, kept)
    return new


def newest(root: Path, at: TableAt) -> TableAt:
    """The version on disk, which may be ahead of HEAD's."""
    return TableAt(at.folder, _open(root, at).version())


def settle(root: Path, old: Head, new: Head) -> None:
    """Make every file that `new` names and `old` did not durable, before HEAD may name it."""
    for name, at in new.tables.items():
        before = old.tables.get(name)
        if before == at:
            continue
        known = set(files(root, before)) if before else set()
        # Versions are counted per folder: of a table written anew every entry of the log is young.
        durable = before.version if before and before.folder == at.folder else -1
        log = (root / at.folder / "_delta_log").glob("*.json")
        young = [path for path in log if not path.stem.isdecimal() or int(path.stem) > durable]
        _sync(root, [*(path for path in files(root, at) if path not in known), *young])


def drop_unnamed(root: Path, head: Head) -> None:
    """Remove table folders HEAD does not name: half-made ones and erased ones."""
    for folder in unnamed(root, head):
        shutil.rmtree(root / folder)


def unnamed(root: Path, head: Head) -> list[str]:
    named = {at.folder for at in head.tables.values()}
    return [path.parent.name for path in root.glob("*/_delta_log") if path.parent.name not in named]


def _complete(piece: pa.Table, organisation: str, schema: pa.Schema) -> pa.Table:
    """Columns younger than the file, and the partition, which files do not hold."""
    columns = []
    for field in schema:
        if field.name == "organisation":
            columns.append(pa.repeat(organisation, len(piece)))
        elif field.name in piece.column_names:
            columns.append(piece[field.name].cast(field.type))
        else:
            columns.append(pa.nulls(len(piece), field.type))
    return pa.Table.from_arrays(columns, schema=schema)


def _open(root: Path, at: TableAt) -> DeltaTable:
    """The newest version on disk."""
    try:
        return DeltaTable(root / at.folder)
    except (DeltaError, OSError) as broken:
        raise LakeDamaged("lake_table_unreadable", table=at.folder, version="newest", why=str(broken)) from broken


def _sync(root: Path, paths: Iterable[Path]) -> None:
    """Files below `root`, and the names that lead to them from there."""
    folders = set()
    for path in paths:
        with path.open("rb") as file:
            os.fsync(file.fileno())
        folders |= {folder for folder in path.parents if folder.is_relative_to(root)}
    for folder in sorted(folders, reverse=True):
        sync_folder(folder)
