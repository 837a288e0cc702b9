"""Remove rows for good: from the tables, from their history, from every file left.

Deleting in place would leave the rows in older versions of the table and in files nobody names.
So each table is written anew without them, in a new folder without history; HEAD changes to the new
folders at once; then the old folders go. Killed before HEAD changes, nothing was erased and the half
made folders go with the next writer; killed after, the next writer finishes the removal.

What it cannot do: wipe freed blocks of the disk, backups, or names inside other people's texts.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from . import delta
from .head import Head, TableAt

Doomed = Callable[[pa.Table], pa.ChunkedArray]  # rows of one table -> which of them go


@dataclass
class _Files:
    """Which files lost rows and which still have some."""

    lost: set[str] = field(default_factory=set)
    left: set[str] = field(default_factory=set)


def account_rows(root: Path, head: Head, key: str, platform: str, account_id: str) -> Mapping[str, Doomed]:
    """Everything of one account: its posts, numbers, days, spending, and what people wrote under its posts."""

    def of(account: str) -> Doomed:
        return lambda rows: pc.and_(pc.equal(rows["platform"], platform), pc.equal(rows[account], account_id))

    posts = _values(root, head, key, "post", of("account_id"), ["post_id"])

    def comment(rows: pa.Table) -> pa.ChunkedArray:
        under = pc.and_(pc.equal(rows["platform"], platform), pc.is_in(rows["post_id"], value_set=posts))
        return pc.or_(pc.fill_null(of("account_id")(rows), False), under)

    own = dict.fromkeys(("account", "post", "observation", "coverage"), of("account_id"))
    return {**own, "comment": comment, "spend": of("ad_account_id")}


def person_rows(root: Path, head: Head, key: str, person: str) -> Mapping[str, Doomed]:
    """What one author wrote and one donor gave, also where another export lists the same gift."""

    def given(rows: pa.Table) -> pa.ChunkedArray:
        return pc.equal(rows["donor_key"], person)

    gifts = _values(root, head, key, "conversion", given, ["transaction_id", "same_as"])

    def conversion(rows: pa.Table) -> pa.ChunkedArray:
        linked = pc.or_(pc.is_in(rows["transaction_id"], value_set=gifts), pc.is_in(rows["same_as"], value_set=gifts))
        return pc.or_(pc.fill_null(given(rows), False), linked)

    return {"comment": lambda rows: pc.equal(rows["author_key"], person), "conversion": conversion}


def rewritten(root: Path, head: Head, key: str, doomed: Mapping[str, Doomed]) -> tuple[Head, dict[str, int]]:
    """Every table in a new folder without the doomed rows, and how many went from each.

    The report of a file goes when its last row went: its name may tell, and it may be imported again.
    """
    files = _Files()
    gone: dict[str, int] = {}
    tables: dict[str, TableAt] = {}
    for name, at in sorted(head.tables.items(), key=lambda item: item[0] == "file"):  # reports last
        mark = _report_of(files) if name == "file" else doomed.get(name)
        keep = _keeper(name, key, mark, files, gone)
        tables[name] = delta.rewrite(root, name, at, _next_folder(at), keep)
    return Head(tables, head.rows), {name: n for name, n in gone.items() if n}


def clear_spill(root: Path) -> None:
    """What engines spilled to disk; those still running keep their open files and lose only the names."""
    shutil.rmtree(root / "spill", ignore_errors=True)


def _keeper(
    name: str, key: str, mark: Doomed | None, files: _Files, gone: dict[str, int]
) -> Callable[[pa.Table], pa.Table]:
    def keep(rows: pa.Table) -> pa.Table:
        own = rows["organisation"][0].as_py() == key  # a piece comes from one partition
        kept = rows
        if own and mark is not None:
            go = pc.fill_null(mark(rows), False)
            kept = rows.filter(pc.invert(go))
            gone[name] = gone.get(name, 0) + len(rows) - len(kept)
            files.lost.update(pc.unique(rows.filter(go)["file_id"]).to_pylist())
        if own:
            files.left.update(pc.unique(kept["file_id"]).to_pylist())
        return kept

    return keep


def _report_of(files: _Files) -> Doomed:
    return lambda rows: pc.is_in(rows["file_id"], value_set=pa.array(sorted(files.lost - files.left), pa.string()))


def _values(root: Path, head: Head, key: str, table: str, mark: Doomed, columns: list[str]) -> pa.Array:
    """The distinct values in `columns` of the marked rows."""
    found: set[str] = set()
    for piece in delta.pieces(root, table, head.tables[table], key) if table in head.tables else ():
        marked = piece.filter(pc.fill_null(mark(piece), False))
        for column in columns:
            found.update(value for value in pc.unique(marked[column]).to_pylist() if value)
    return pa.array(sorted(found), pa.string())


def _next_folder(at: TableAt) -> str:
    name, _, generation = at.folder.rpartition("-")
    return f"{name}-{int(generation) + 1}"
