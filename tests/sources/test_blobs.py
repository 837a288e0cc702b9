"""Files and their sizes."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path

import pytest

from pratfall.errors import UnreadableFile
from pratfall.sources.blobs import Blob, of_path


def test_a_ten_gigabyte_file_is_refused_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as stream:
        stream.truncate(10 << 30)
    started = time.perf_counter()
    with pytest.raises(UnreadableFile) as refused:
        of_path(path)
    assert time.perf_counter() - started < 0.5
    assert refused.value.code == "file_too_large"
    assert refused.value.facts["file"] == "huge.csv"
    assert refused.value.facts["size_bytes"] == 10 << 30


@pytest.mark.parametrize(
    ("make", "code"), [("empty", "file_empty"), ("folder", "not_a_file"), ("none", "file_not_readable")]
)
def test_what_holds_nothing_is_refused(make: str, code: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    if make == "empty":
        path.touch()
    elif make == "folder":
        path.mkdir()
    with pytest.raises(UnreadableFile) as refused:
        of_path(path)
    assert refused.value.code == code


def test_the_file_id_is_the_hash_of_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"x" * 3_000_000)
    assert of_path(path).sha256() == hashlib.sha256(b"x" * 3_000_000).hexdigest()


def test_reading_stops_at_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"x" * 100)
    with pytest.raises(UnreadableFile, match="file_too_large"):
        of_path(path).read(limit=99)


def test_the_last_name_ignores_both_kinds_of_slashes() -> None:
    blob = Blob("a.zip", 1, lambda: None, "folder\\Totals.csv")  # type: ignore[arg-type, return-value]
    assert blob.last_name == "Totals.csv"
