"""Take an import back: a new version of every table without the rows of some files.

Every row carries the file it came from, and what several files say of one post is weighed when it is read, so that
nothing else has to be mended. Killed before HEAD changes, nothing was taken back.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from . import delta
from .head import Head


def without_files(root: Path, head: Head, key: str, file_ids: Collection[str]) -> tuple[Head, dict[str, int]]:
    """`head` with new versions that lack the files' rows, and how many went from each table."""
    if not file_ids:
        return head, {}
    listed = ", ".join(_quoted(file_id) for file_id in sorted(set(file_ids)))
    condition = f"organisation = '{key}' AND file_id IN ({listed})"
    found = {name: delta.without(root, at, condition) for name, at in head.tables.items()}
    tables = {name: at for name, (at, _) in found.items()}
    return Head(tables, head.rows), {name: gone for name, (_, gone) in found.items() if gone}


def _quoted(text: str) -> str:
    escaped = text.replace("'", "''")
    return f"'{escaped}'"
