"""What bytes are, whatever the file is called."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from pratfall.errors import UnreadableFile
from pratfall.sources.blobs import Blob
from pratfall.sources.sniff import Format, check_lines, encoding_of, format_of


def blob(data: bytes) -> Blob:
    return Blob("some.csv", len(data), lambda: io.BytesIO(data))


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "."), data)
    return out.getvalue()


def workbook() -> bytes:
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    return out.getvalue()


def named(value: object) -> str:
    """Names of cases that are the same in every process: a zip holds the second it was made."""
    return "bytes" if isinstance(value, bytes) else str(value)


SPREADSHEETML = (
    b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'
    b'<Worksheet Name="a"><Table/></Worksheet></Workbook>'
)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"Date,Likes\n", Format.CSV),
        ("\ufeffDate,Likes\n".encode(), Format.CSV),
        ("Date\tLikes\n1\t2\n".encode("utf-16"), Format.CSV),
        ("Date\tLikes\n1\t2\n".encode("utf-16-le"), Format.CSV),
        (b'{"a": 1}', Format.JSON),
        (b"\n [1]", Format.JSON),
        (b"window.YTD.tweets.part0 = [ ]", Format.YTD),
        (zipped(Table_data__csv=b"a,b\n"), Format.ZIP),
        (workbook(), Format.XLSX),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, Format.XLS),
        (SPREADSHEETML, Format.SPREADSHEETML),
        (b"<html><table><tr><td>Date</td></tr></table></html>", Format.HTML),
        (bytes([58]) + b"\xa2eroots\x81", Format.CAR),
    ],
    ids=named,
)
def test_bytes_tell_the_format(data: bytes, expected: Format) -> None:
    assert format_of(blob(data)) is expected


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<!DOCTYPE html><html><title>502 Bad\n Gateway</title></html>", "file_is_web_page"),
        (b"\x89PNG\r\n\x1a\n", "file_is_other_kind"),
        (b"%PDF-1.7", "file_is_other_kind"),
        (b"Date,Li\x00kes\n1,2\n", "file_binary"),
        (zipped(a=b"1")[:-30], "zip_truncated"),
    ],
    ids=named,
)
def test_what_is_no_data_is_refused_with_a_reason(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        format_of(blob(data))
    assert refused.value.code == code


def test_a_web_page_is_named_by_its_title() -> None:
    with pytest.raises(UnreadableFile) as refused:
        format_of(blob(b"<html><head><title>Sign  in</title></head></html>"))
    assert refused.value.facts["title"] == "sign in"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"plain", "utf-8"),
        ("é".encode(), "utf-8"),
        ("\ufeffé".encode(), "utf-8-sig"),
        ("Espa\u00f1a, caf\u00e9".encode("cp1252"), "cp1252"),
        ("Date\tLikes\n".encode("utf-16"), "utf-16"),
        ("Date\tLikes\n".encode("utf-16-be"), "utf-16-be"),
    ],
)
def test_every_byte_has_a_meaning_in_the_encoding(data: bytes, encoding: str) -> None:
    assert encoding_of(blob(data)) == encoding


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        ("a\né\n".encode() + b"caf\xe9\n", "encoding_mixed", 3),
        ("a\ncafé".encode()[:-1], "file_truncated", 2),
        (b"a\x81\x8d\n", "encoding_unknown", 1),
    ],
)
def test_bytes_without_one_meaning_are_refused_with_their_line(data: bytes, code: str, line: int) -> None:
    with pytest.raises(UnreadableFile) as refused:
        encoding_of(blob(data))
    assert refused.value.code == code
    assert refused.value.facts["line"] == line


def test_a_late_nul_is_found_too() -> None:
    with pytest.raises(UnreadableFile, match="file_binary"):
        encoding_of(blob(b"a,b\n" * 5000 + b"\0"))


def test_a_table_in_one_endless_line_is_refused() -> None:
    with pytest.raises(UnreadableFile) as refused:
        check_lines(blob(b"a,b\n" + b"1," * 2_500_000), "utf-8")
    assert refused.value.code == "line_too_long"
    check_lines(blob(b"a,b\n" * 1_000_000), "utf-8")


def test_the_real_files_are_what_they_are(shared_data: Path) -> None:
    page = shared_data / "exports/facebook/fb_insights_page_level_2014.csv"
    assert encoding_of(blob(page.read_bytes())) == "cp1252"
    car = shared_data / "exports/bluesky/greenground.repo.car"
    assert format_of(blob(car.read_bytes())) is Format.CAR
