"""HEAD.json: the one file that says which version of every table is the lake.

Tables change one after the other; HEAD changes once, by a rename, after all of them. Whoever reads
HEAD therefore sees all tables before an import or all after it, whatever happened in between.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pratfall.errors import LakeDamaged, LakeError

from .schema import SCHEMA_VERSION

NAME = "HEAD.json"


@dataclass(frozen=True)
class TableAt:
    """A Delta table: its folder inside the lake and the version that counts."""

    folder: str
    version: int


@dataclass(frozen=True)
class Head:
    """`rows` counts every row ever written, so that `rank` never repeats."""

    tables: Mapping[str, TableAt] = field(default_factory=dict)
    rows: int = 0
    schema: int = SCHEMA_VERSION


def read_head(root: Path) -> Head:
    """The lake's state now; a lake nobody wrote to has no tables. Raises LakeError on a newer layout."""
    try:
        text = (root / NAME).read_text(encoding="utf-8")
    except FileNotFoundError:
        return Head()
    try:
        data = json.loads(text)
        tables = {name: TableAt(str(at["folder"]), int(at["version"])) for name, at in data["tables"].items()}
        head = Head(tables, int(data["rows"]), int(data["schema"]))
    except (ValueError, KeyError, TypeError, AttributeError) as broken:
        raise LakeDamaged("lake_head_unreadable", path=str(root / NAME), why=str(broken)) from broken
    if head.schema > SCHEMA_VERSION:
        raise LakeError("lake_too_new", path=str(root), found=head.schema, known=SCHEMA_VERSION)
    return head


def replace_head(root: Path, head: Head) -> None:
    """Make `head` the lake: durable before it is visible, visible at once."""
    tables = {name: {"folder": at.folder, "version": at.version} for name, at in sorted(head.tables.items())}
    text = json.dumps({"schema": head.schema, "rows": head.rows, "tables": tables}, indent=1)
    new = root / f"{NAME}.new"
    with new.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(new, root / NAME)
    sync_folder(root)


def sync_folder(folder: Path) -> None:
    """Make names inside `folder` durable; Windows cannot and need not."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
