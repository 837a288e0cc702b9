"""Bytes of one file, or of one member of a zip, that can be opened again and again."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from pratfall.errors import UnreadableFile

GIB = 1 << 30
LARGEST_FILE = 4 * GIB
BLOCK = 1 << 20


@dataclass(frozen=True)
class Blob:
    """`name` is what the user calls the file; `path_in_zip` is "" outside a zip."""

    name: str
    size: int
    opener: Callable[[], IO[bytes]]
    path_in_zip: str = ""

    @property
    def last_name(self) -> str:
        """The file's own name, without folders: `Totals.csv`."""
        return (self.path_in_zip or self.name).replace("\\", "/").rsplit("/", 1)[-1]

    def open(self) -> IO[bytes]:
        return self.opener()

    def head(self, size: int = 65536) -> bytes:
        with self.open() as stream:
            return stream.read(size)

    def read(self, *, limit: int) -> bytes:
        """All bytes; UnreadableFile(file_too_large) beyond `limit`."""
        if self.size > limit:
            raise too_large(self, limit)
        with self.open() as stream:
            data = stream.read(limit + 1)
        if len(data) > limit:
            raise too_large(self, limit)
        return data

    def sha256(self) -> str:
        digest = hashlib.sha256()
        with self.open() as stream:
            while block := stream.read(BLOCK):
                digest.update(block)
        return digest.hexdigest()


def too_large(blob: Blob, limit: int) -> UnreadableFile:
    return UnreadableFile("file_too_large", file=blob.name, size_bytes=blob.size, limit_bytes=limit)


def of_path(path: Path, *, limit: int = LARGEST_FILE) -> Blob:
    """A file on disk. Its size is checked before a byte is read (a 10 GB sparse file costs nothing)."""
    try:
        size = path.stat().st_size
    except OSError as error:
        raise UnreadableFile("file_not_readable", file=path.name, why=error.strerror or "") from error
    if not path.is_file():
        raise UnreadableFile("not_a_file", file=path.name)
    blob = Blob(name=path.name, size=size, opener=lambda: path.open("rb"))
    if size > limit:
        raise too_large(blob, limit)
    if size == 0:
        raise UnreadableFile("file_empty", file=path.name)
    return blob


def in_memory(blob: Blob, *, limit: int) -> Blob:
    """The same bytes, held: containers need to jump about, members of a zip can only be read on."""
    data = blob.read(limit=limit)
    return Blob(name=blob.name, size=len(data), opener=lambda: io.BytesIO(data), path_in_zip=blob.path_in_zip)
