"""Members of a zip, opened one by one, never unpacked to disk; bombs and strange names are refused."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import IO

from pratfall.errors import UnreadableFile

from .blobs import LARGEST_FILE, Blob, too_large

MOST_ENTRIES = 200_000
LARGEST_TOTAL = 64 << 30  # announced; photo archives are large, and only their tables are ever opened
BOMB_RATIO = 250  # tables full of zeros reach about 60
BOMB_SIZE = 50 << 20
DAMAGE = (zipfile.BadZipFile, OSError, ValueError, EOFError, RuntimeError, zlib.error, lzma.LZMAError)
# Never data: what systems add to zips they make.
CLUTTER = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


class _Capped(io.RawIOBase):
    """A member that may not give more bytes than its directory entry announced."""

    def __init__(self, outer: IO[bytes], info: zipfile.ZipInfo, name: str) -> None:
        self._outer, self._name = outer, name
        self._stream = zipfile.ZipFile(outer).open(info)  # noqa: SIM115 - closed with this stream
        self._left = info.file_size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            data = self._stream.read(len(buffer))
        except DAMAGE as error:
            raise UnreadableFile("zip_member_damaged", file=self._name) from error
        self._left -= len(data)
        if self._left < 0:
            raise UnreadableFile("zip_bomb", file=self._name)
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._stream.close()
            self._outer.close()
        super().close()


def members(blob: Blob) -> tuple[Blob, ...]:
    """Every member that could hold data. UnreadableFile for bombs, locked zips and unsafe names."""
    try:
        with blob.open() as stream, zipfile.ZipFile(stream) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir() and not _is_clutter(info.filename)]
    except DAMAGE as error:
        raise UnreadableFile("zip_truncated", file=blob.name) from error
    if len(infos) > MOST_ENTRIES:
        raise UnreadableFile("zip_bomb", file=blob.name, entries=len(infos))
    if sum(info.file_size for info in infos) > LARGEST_TOTAL:
        raise UnreadableFile("zip_bomb", file=blob.name, total_bytes=sum(info.file_size for info in infos))
    for info in infos:
        _check(blob, info)
    return tuple(_member(blob, info) for info in infos)


def _is_clutter(name: str) -> bool:
    return name.startswith(CLUTTER[0]) or name.rsplit("/", 1)[-1] in CLUTTER[1:] or "/._" in f"/{name}"


def _check(blob: Blob, info: zipfile.ZipInfo) -> None:
    path = PurePosixPath(info.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or (path.parts and path.parts[0].endswith(":")):
        raise UnreadableFile("zip_unsafe_name", file=blob.name, member=info.filename[:120])
    if info.flag_bits & 1:
        raise UnreadableFile("zip_locked", file=blob.name, member=info.filename[:120])
    if info.file_size > BOMB_SIZE and info.file_size > BOMB_RATIO * max(info.compress_size, 1):
        raise UnreadableFile("zip_bomb", file=blob.name, member=info.filename[:120], ratio=BOMB_RATIO)


def _member(blob: Blob, info: zipfile.ZipInfo) -> Blob:
    inner = f"{blob.path_in_zip}/{info.filename}" if blob.path_in_zip else info.filename
    return Blob(name=blob.name, size=info.file_size, opener=_opener(blob, info), path_in_zip=inner)


def _opener(blob: Blob, info: zipfile.ZipInfo) -> Callable[[], IO[bytes]]:
    def open_member() -> IO[bytes]:
        if info.file_size > LARGEST_FILE:
            raise too_large(blob, LARGEST_FILE)
        try:
            raw = _Capped(blob.open(), info, f"{blob.name}/{info.filename}")
        except DAMAGE as error:
            raise UnreadableFile("zip_member_damaged", file=f"{blob.name}/{info.filename}") from error
        return io.BufferedReader(raw, 1 << 20)

    return open_member
