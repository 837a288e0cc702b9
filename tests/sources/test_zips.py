"""Zips: members one by one, and every known way to hurt a reader with one."""

from __future__ import annotations

import io
import zipfile

import pytest

from pratfall.errors import UnreadableFile
from pratfall.sources.blobs import Blob
from pratfall.sources.zips import members


def zip_of(*entries: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return out.getvalue()


def blob(data: bytes) -> Blob:
    return Blob("a.zip", len(data), lambda: io.BytesIO(data))


def refusal(data: bytes) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as refused:
        for member in members(blob(data)):
            member.read(limit=1 << 30)
    return refused.value


def test_members_are_read_without_unpacking() -> None:
    found = members(blob(zip_of(("data/tweets.js", b"x"), ("Totals.csv", b"a,b\n1,2\n"))))
    assert [(m.path_in_zip, m.last_name, m.read(limit=100)) for m in found] == [
        ("data/tweets.js", "tweets.js", b"x"),
        ("Totals.csv", "Totals.csv", b"a,b\n1,2\n"),
    ]


def test_the_clutter_of_systems_is_left_out() -> None:
    assert members(blob(zip_of(("__MACOSX/._a.csv", b"x"), ("b/.DS_Store", b"x"), ("b/", b"")))) == ()


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "a/../../b.csv", "..\\..\\b.csv", "C:\\b.csv"])
def test_a_path_that_leaves_the_zip_is_refused(name: str) -> None:
    refused = refusal(zip_of((name, b"x")))
    assert refused.code == "zip_unsafe_name"
    assert refused.facts["member"]


def test_a_bomb_is_refused_before_it_goes_off() -> None:
    assert refusal(zip_of(("a.csv", b"0" * (60 << 20)))).code == "zip_bomb"


def test_a_member_that_lies_about_its_size_is_refused() -> None:
    data = bytearray(zip_of(("a.csv", b"1,2,3\n" * 1000)))
    at = data.rindex(b"PK\x01\x02") + 24
    data[at : at + 4] = (10).to_bytes(4, "little")
    assert refusal(bytes(data)).code in ("zip_bomb", "zip_member_damaged")


def test_a_damaged_member_is_refused() -> None:
    data = bytearray(zip_of(("a.csv", bytes(range(256)) * 40)))
    data[60:90] = b"\xff" * 30
    assert refusal(bytes(data)).code == "zip_member_damaged"


def test_a_zip_without_its_directory_is_truncated() -> None:
    assert refusal(zip_of(("a.csv", b"1"))[:-25]).code == "zip_truncated"


def test_a_locked_zip_says_so() -> None:
    data = bytearray(zip_of(("a.csv", b"1")))
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    data[data.index(b"PK\x03\x04") + 6] |= 1
    assert refusal(bytes(data)).code == "zip_locked"
