from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

from openpyxl import load_workbook

from pratfall.sample.tables import csv_text, write_csv, write_xlsx, write_zip


def test_text_with_lines_quotes_and_delimiters_survives() -> None:
    row = ["a,b", 'say "no"', "two\nlines", "é"]
    assert list(csv.reader(io.StringIO(csv_text(["1", "2", "3", "4"], [row]))))[1] == row


def test_a_byte_order_mark_is_written_where_the_network_writes_one(tmp_path: Path) -> None:
    assert write_csv(tmp_path / "a.csv", ["x"], [], bom=True).read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_workbook_does_not_say_when_it_was_made(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"One": [["x", 1], [None, 2.5]]})
    with zipfile.ZipFile(path) as packed:
        assert {info.date_time for info in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2000-01-01T00:00:00Z" in packed.read("docProps/core.xml")
    assert list(load_workbook(path)["One"].values) == [("x", 1), (None, 2.5)]


def test_a_zip_holds_its_members_in_the_order_given(tmp_path: Path) -> None:
    with zipfile.ZipFile(write_zip(tmp_path / "a.zip", {"b": b"2", "a": b"1"})) as packed:
        assert packed.namelist() == ["b", "a"]
