"""Where the public pages lie as files, and how a page's files are replaced: each is there whole, old or new.

<folder>/<slug>/index.html, page.css, en/index.html, en/feed.xml, fr/index.html, fr/feed.xml, and each with .gz
"""

from __future__ import annotations

import gzip
import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock

from pratfall.reviews import settings

VARIABLE = "PRATFALL_PUBLIC"
PACKED = ".gz"
_LOCK, _NEW = ".lock", ".new"
_PATIENCE_SECONDS = 30


def root() -> Path:
    """PRATFALL_PUBLIC, for a web server that must not see anything else; else beside the other data."""
    given = os.environ.get(VARIABLE, "")
    return Path(given).expanduser().absolute() if given else settings.home() / "public"


@contextmanager
def alone() -> Iterator[None]:
    """One writer at a time, over all processes; a writer that dies lets go. Raises filelock.Timeout."""
    root().mkdir(mode=0o755, parents=True, exist_ok=True)
    with FileLock(root() / _LOCK, timeout=_PATIENCE_SECONDS):
        yield


def put(slug: str, files: Mapping[str, bytes]) -> bool:
    """`files` (path to content), and no other, are what lies there now; whether anything had to be written.

    Within `alone()`. Cut off at any moment, each file is whole, and the next call does what was left.
    """
    folder = root() / slug
    wanted = dict(_with_packed(files))
    changed = [path for path, content in wanted.items() if _content(folder / path) != content]
    for path in changed:
        _replace(folder / path, wanted[path])
    left_over = [file for file in sorted(folder.rglob("*")) if file.is_file() and _name(file, folder) not in wanted]
    for file in left_over:
        file.unlink()
    return bool(changed or left_over)


def _with_packed(files: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """The packed form first: whoever finds the new plain one finds a packed one that is as new."""
    for path, content in files.items():
        yield path + PACKED, gzip.compress(content, mtime=0)
        yield path, content


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None


def _replace(path: Path, content: bytes) -> None:
    """On disk before it takes the old one's place."""
    path.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    passing = path.with_name(f".{path.name}.{secrets.token_hex(8)}{_NEW}")
    with passing.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    passing.chmod(0o644)  # a web server of another user may read it
    os.replace(passing, path)


def _name(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()
