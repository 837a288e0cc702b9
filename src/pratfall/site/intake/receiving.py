"""Bytes from a browser to disk: never in memory, under a name that can do no harm."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile

from pratfall.errors import Refused

from .models import GivenFile

LONGEST_NAME = 120
ROOM_LEFT_BYTES = 1 << 30  # a full disk would stop everybody's work, not only this upload
FORBIDDEN = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|\u202a-\u202e\u2066-\u2069]+")


def safe_name(name: str) -> str:
    """The name people know it by, without folders, control characters or a leading dot."""
    plain = FORBIDDEN.sub("_", name.replace("\\", "/").rsplit("/", 1)[-1]).strip(" .")
    stem, ending = os.path.splitext(plain)
    return f"{stem[: LONGEST_NAME - len(ending[:12])]}{ending[:12]}" or "file"


def check(file: UploadedFile, home: Path) -> None:
    """Refused: an empty file, one larger than this installation takes, or one the disk has no room for."""
    name, size = safe_name(file.name or ""), file.size or 0
    if size == 0:
        raise Refused("upload_empty", file=name)
    if size > settings.LARGEST_UPLOAD_BYTES:
        raise Refused("upload_too_large", file=name, size_bytes=size, limit_bytes=settings.LARGEST_UPLOAD_BYTES)
    if shutil.disk_usage(home).free - size < ROOM_LEFT_BYTES:
        raise Refused("upload_no_room", file=name, size_bytes=size)


def keep(file: UploadedFile, given: GivenFile) -> None:
    """Whole under its name, or not there: written or moved beside, then renamed."""
    given.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    arriving = given.path.with_name(".arriving")
    if isinstance(file, TemporaryUploadedFile):
        shutil.move(file.temporary_file_path(), arriving)
    else:
        with arriving.open("wb") as to:
            for chunk in file.chunks():
                to.write(chunk)
    arriving.replace(given.path)
