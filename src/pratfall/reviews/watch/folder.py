"""Which files of a watched folder are new or changed, and finished being written."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

SETTLED_SECONDS = 2.0  # a file written to more recently may not be complete yet
UNFINISHED = frozenset({".part", ".partial", ".crdownload", ".download", ".tmp"})

Stamp = tuple[int, int]  # size in bytes, changed at in ns


def changed_files(folder: Path, known: Mapping[str, Stamp], *, now_seconds: float) -> dict[Path, Stamp]:
    """Files below `folder` whose size or time differ from what is `known` by path. Hidden files are left alone."""
    found = {}
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if hidden or path.suffix.lower() in UNFINISHED or not path.is_file():
            continue
        state = path.stat()
        stamp = state.st_size, state.st_mtime_ns
        if known.get(str(path)) != stamp and now_seconds - state.st_mtime >= SETTLED_SECONDS:
            found[path] = stamp
    return found
