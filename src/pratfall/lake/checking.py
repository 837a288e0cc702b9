"""Is the lake whole? For `pratfall doctor`."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq

from pratfall.errors import LakeError
from pratfall.records.imports import Check

from . import delta
from .head import Head, TableAt, read_head


def check(root: Path) -> tuple[Check, ...]:
    """One Check per question; `passed` None where the answer only informs."""
    try:
        head = read_head(root)
    except LakeError as broken:
        return (Check("lake_head", False, got=str(broken)),)
    found = [Check("lake_head", True, got=f"schema {head.schema}", n=len(head.tables))]
    for name, at in sorted(head.tables.items()):
        found.append(_files(root, name, at))
    found.append(_unfinished(root, head))
    return tuple(found)


def _files(root: Path, name: str, at: TableAt) -> Check:
    """Every file HEAD names is there and its end, where Parquet keeps its index, can be read."""
    try:
        paths = delta.files(root, at)
    except LakeError as broken:
        return Check("lake_table", False, name, str(broken))
    rows, bad = 0, []
    for path in paths:
        try:
            rows += pq.read_metadata(path).num_rows
        except (OSError, ValueError) as broken:
            bad.append(f"{path.name}: {broken}")
    return Check("lake_table", not bad, name, "; ".join(bad[:3]) or f"{len(paths)} files", rows)


def _unfinished(root: Path, head: Head) -> Check:
    """Work that never became visible: of an import that runs now, or was killed. The next import clears it."""
    left = delta.unnamed(root, head)
    left += [at.folder for at in head.tables.values() if _moved_on(root, at)]
    return Check("lake_unfinished", None, got=" ".join(sorted(left)), n=len(left))


def _moved_on(root: Path, at: TableAt) -> bool:
    try:
        return delta.newest(root, at) != at
    except LakeError:
        return False
