"""What readers are shown of a file."""

from __future__ import annotations

import io
import zipfile

import pytest

from pratfall.errors import UnreadableFile
from pratfall.sources.blobs import Blob
from pratfall.sources.document import Document, of_blob, parse_json
from pratfall.sources.sniff import Format


def document(data: bytes, name: str = "a.csv") -> Document:
    return of_blob(Blob(name, len(data), lambda: io.BytesIO(data)))


def test_a_csv_has_one_sheet_with_numbered_rows() -> None:
    found = document(b'a;b\n"x\ny";2\n3;4\n')
    (sheet,) = found.sheets
    assert (found.encoding, found.delimiter, sheet.name) == ("utf-8", ";", "")
    assert list(sheet.numbered()) == [(1, ["a", "b"]), (3, ["x\ny", "2"]), (4, ["3", "4"])]
    assert sheet.head == [["a", "b"], ["x\ny", "2"], ["3", "4"]]


def test_an_archive_script_is_parsed_behind_its_equals_sign() -> None:
    found = document(b'window.YTD.tweets.part0 = [ {"tweet": {"id_str": "1"}} ]', "tweets.js")
    assert found.format is Format.YTD
    assert found.sheets == ()
    assert found.json() == [{"tweet": {"id_str": "1"}}]
    assert found.json() is found.json()


def test_a_zip_finds_its_members_by_the_end_of_their_path() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("top/data/tweets.js", "1")
        archive.writestr("top/data/old-tweets.js", "2")
    found = document(out.getvalue(), "a.zip")
    member = found.member("data/TWEETS.js")
    assert member is not None
    assert member.path_in_zip == "top/data/tweets.js"
    assert found.member("like.js") is None


@pytest.mark.parametrize(
    ("text", "code"),
    [('{"a": [1,\n2', "json_damaged"), ("[" * 100_000, "json_too_deep"), ("{'a': 1}", "json_damaged")],
)
def test_damaged_json_is_refused_with_its_line(text: str, code: str) -> None:
    data = text.encode()
    with pytest.raises(UnreadableFile) as refused:
        parse_json(Blob("a.json", len(data), lambda: io.BytesIO(data)))
    assert refused.value.code == code


def test_a_number_of_a_million_digits_costs_nothing() -> None:
    data = b'{"likes": ' + b"9" * 1_000_000 + b"}"
    value = parse_json(Blob("a.json", len(data), lambda: io.BytesIO(data)))["likes"]
    assert value != value  # not a number
