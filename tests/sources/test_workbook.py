"""Workbooks as rows of text, whatever made them."""

from __future__ import annotations

import io
from datetime import date, datetime, time

import openpyxl
import pytest

from pratfall.errors import UnreadableFile
from pratfall.sources import workbook as reading_workbooks
from pratfall.sources.blobs import Blob
from pratfall.sources.workbook import ListRows, cell_text, html_sheets, spreadsheetml_sheets, xls_sheets, xlsx_sheets


def blob(data: bytes) -> Blob:
    return Blob("a.xlsx", len(data), lambda: io.BytesIO(data))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (12, "12"),
        (12.0, "12"),
        (0.127, "0.127"),
        (1.22158e17, "1.22158E+17"),
        (122158000000000001, "1.22158E+17"),
        (True, "TRUE"),
        (datetime(2026, 8, 5), "2026-08-05"),
        (datetime(2026, 8, 5, 14, 3), "2026-08-05 14:03:00"),
        (date(2026, 8, 5), "2026-08-05"),
        (time(0, 4, 34), "00:04:34"),
        ("< 1%", "< 1%"),
    ],
)
def test_a_cell_becomes_text_without_changing_its_value(value: object, text: str) -> None:
    assert cell_text(value) == text


def test_an_xlsx_gives_its_sheets_with_rows_of_one_width() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "ENGAGEMENT"
    for row in (["Date", "Impressions"], [datetime(2026, 8, 5), "12"], [datetime(2026, 8, 6)], [None, None]):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    ((name, opener),) = xlsx_sheets(blob(out.getvalue()))
    assert name == "ENGAGEMENT"
    assert list(opener()) == [["Date", "Impressions"], ["2026-08-05", "12"], ["2026-08-06", ""]]


SPREADSHEETML = """<?xml version="1.0"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="Key Metrics"><Table>
<Row><Cell><Data ss:Type="String">Post ID</Data></Cell>
<Cell ss:Index="3"><Data ss:Type="String">Reach</Data></Cell></Row>
<Row><Cell><Data ss:Type="String">1_2</Data></Cell><Cell><Data ss:Type="DateTime">2015-02-19T00:00:00.000</Data></Cell>
<Cell><Data ss:Type="Number">1938.0</Data></Cell></Row>
</Table></Worksheet></Workbook>"""


def test_xml_named_xls_is_read_with_its_empty_cells_in_place() -> None:
    ((name, opener),) = spreadsheetml_sheets(blob(SPREADSHEETML.encode()))
    assert name == "Key Metrics"
    assert list(opener()) == [["Post ID", "", "Reach"], ["1_2", "2015-02-19", "1938"]]


def test_xml_that_defines_entities_is_refused() -> None:
    bomb = SPREADSHEETML.replace("<Workbook", '<!DOCTYPE x [<!ENTITY a "b">]><Workbook', 1)
    with pytest.raises(UnreadableFile, match="workbook_damaged"):
        spreadsheetml_sheets(blob(bomb.encode()))


def test_cells_far_out_in_every_row_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_workbooks, "MOST_CELLS", 1000)
    rows = "<Row><Cell ss:Index='90'><Data ss:Type='String'>x</Data></Cell></Row>" * 20
    text = SPREADSHEETML.replace("<Table>", "<Table>" + rows)
    with pytest.raises(UnreadableFile, match="workbook_too_large"):
        spreadsheetml_sheets(blob(text.encode()))


def test_an_html_table_named_xls_is_read() -> None:
    page = b"<html><table><tr><th>Date<th>Likes</tr><tr><td>2026-01-01</td><td> 3\n </td></tr></table></html>"
    ((_, opener),) = html_sheets(blob(page), "utf-8")
    assert list(opener()) == [["Date", "Likes"], ["2026-01-01", "3"]]


@pytest.mark.parametrize("sheets", [xlsx_sheets, xls_sheets, spreadsheetml_sheets])
def test_a_damaged_workbook_is_refused(sheets: object) -> None:
    for data in (b"PK\x03\x04 rubbish", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000, b"<Workbook"):
        with pytest.raises(UnreadableFile):
            sheets(blob(data))  # type: ignore[operator]


def test_rows_taken_in_pieces_lose_none() -> None:
    rows = ListRows([[str(i)] for i in range(10)])
    assert [len(rows.take(4)) for _ in range(4)] == [4, 4, 2, 0]
    assert rows.line_num == 10
