"""Sheets of a workbook as rows of text: xlsx, old binary xls, SpreadsheetML, and HTML tables.

Cells become text so that one path reads every format: dates as ISO text, whole numbers without a
decimal part, nothing as "". A number too large to be exact (an id Excel has rounded) becomes
`1.22158E+17`, which readers recognise as a spoiled id.
"""

from __future__ import annotations

import io
import itertools
import struct
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from html.parser import HTMLParser

from pratfall.errors import UnreadableFile

from .blobs import Blob
from .zips import DAMAGE, members

LARGEST_WORKBOOK = 100 << 20
MOST_CELLS = 20_000_000
LARGEST_XML = 100 << 20
EXACT = 1 << 53
_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"


class ListRows:
    """Rows from memory or a generator, counted like lines (`line_num`, 1-based)."""

    def __init__(self, rows: Iterable[list[str]]) -> None:
        self._rows = iter(rows)
        self.line_num = 0

    def __iter__(self) -> Iterator[list[str]]:
        return self

    def __next__(self) -> list[str]:
        row = next(self._rows)
        self.line_num += 1
        return row

    def take(self, count: int) -> list[list[str]]:
        return list(itertools.islice(self, count))

    def close(self) -> None:
        pass


def cell_text(value: object) -> str:
    """One cell of a workbook as text (see the module's head for the rules)."""
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case int():
            return str(value) if abs(value) < EXACT else f"{value:.5E}"
        case float():
            if value.is_integer():
                return str(int(value)) if abs(value) < EXACT else f"{value:.5E}"
            return repr(value)
        case datetime():
            return value.strftime("%Y-%m-%d") if value.time() == time() else value.strftime("%Y-%m-%d %H:%M:%S")
        case date():
            return value.isoformat()
        case time():
            return value.strftime("%H:%M:%S")
        case timedelta():
            return repr(value.total_seconds())
    return str(value)


SheetRows = tuple[tuple[str, Callable[[], ListRows]], ...]


def xlsx_sheets(blob: Blob) -> SheetRows:
    import openpyxl

    members(blob)  # refuses bombs before the parser meets them
    data = blob.read(limit=LARGEST_WORKBOOK)
    failures = (*DAMAGE, KeyError, TypeError, IndexError, AttributeError, ElementTree.ParseError)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        names = [(sheet.title, sheet) for sheet in book.worksheets]
        sheets = []
        for name, sheet in names:
            sheet.reset_dimensions()  # some tools announce one cell; the rows themselves are right
            texts = ([cell_text(cell) for cell in row] for row in sheet.iter_rows(values_only=True))
            rows = _rectangle(texts, blob)
            sheets.append((name, rows))
    except failures as error:
        raise UnreadableFile("workbook_damaged", file=blob.name) from error
    return _in_memory(sheets)


def xls_sheets(blob: Blob) -> SheetRows:
    import xlrd

    data = blob.read(limit=LARGEST_XML)
    failures = (
        *DAMAGE,
        xlrd.XLRDError,
        xlrd.compdoc.CompDocError,
        AssertionError,
        LookupError,
        TypeError,
        struct.error,
    )
    try:
        book = xlrd.open_workbook(file_contents=data, logfile=io.StringIO())
        sheets = [(sheet.name, [_xls_row(row, book.datemode) for row in sheet.get_rows()]) for sheet in book.sheets()]
    except failures as error:
        raise UnreadableFile("workbook_damaged", file=blob.name) from error
    return _in_memory(sheets)


def _xls_row(cells: Iterable[object], datemode: int) -> list[str]:
    import xlrd

    texts = []
    for cell in cells:
        kind, value = cell.ctype, cell.value  # type: ignore[attr-defined]
        if kind == xlrd.XL_CELL_DATE:
            value = xlrd.xldate_as_datetime(value, datemode)
        elif kind == xlrd.XL_CELL_BOOLEAN:
            value = bool(value)
        elif kind == xlrd.XL_CELL_ERROR:
            value = None
        texts.append(cell_text(value))
    return texts


def spreadsheetml_sheets(blob: Blob) -> SheetRows:
    data = blob.read(limit=LARGEST_XML)
    if b"<!ENTITY" in data[:65536] or b"<!DOCTYPE" in data[:65536]:
        raise UnreadableFile("workbook_damaged", file=blob.name)
    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise UnreadableFile("workbook_damaged", file=blob.name) from error
    sheets = [
        (sheet.get(f"{_SS}Name", ""), _rectangle((_xml_row(row) for row in sheet.iter(f"{_SS}Row")), blob))
        for sheet in root.iter(f"{_SS}Worksheet")
    ]
    return _in_memory(sheets)


def _xml_row(row: ElementTree.Element) -> list[str]:
    texts: list[str] = []
    for cell in row.iter(f"{_SS}Cell"):
        index = cell.get(f"{_SS}Index", "")
        if index.isdigit() and len(texts) < int(index) - 1 < 20_000:  # empty cells before it are left out
            texts += [""] * (int(index) - 1 - len(texts))
        data = cell.find(f"{_SS}Data")
        texts.append(_xml_text(data) if data is not None else "")
    return texts


def _xml_text(data: ElementTree.Element) -> str:
    text = "".join(data.itertext())
    if data.get(f"{_SS}Type") == "DateTime":
        return text.replace("T", " ").removesuffix(".000").removesuffix(" 00:00:00")
    if data.get(f"{_SS}Type") == "Number":
        try:
            return cell_text(int(text) if text.lstrip("-").isdigit() else float(text))
        except (ValueError, OverflowError):
            return text
    return text


class _TableParser(HTMLParser):
    """Rows of the tables of a page, in order of appearance."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[str]]] = []
        self._cell: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append([])
        elif tag == "tr" and self.tables:
            self._finish_cell()
            self.tables[-1].append([])
        elif tag in ("td", "th") and self.tables and self.tables[-1]:
            self._finish_cell()
            self._cell = []

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self._finish_cell()

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def _finish_cell(self) -> None:
        if self._cell is not None:
            self.tables[-1][-1].append(" ".join("".join(self._cell).split()))
            self._cell = None


def html_sheets(blob: Blob, encoding: str) -> SheetRows:
    parser = _TableParser()
    parser.feed(blob.read(limit=LARGEST_XML).decode(encoding, errors="replace"))
    parser.close()
    return _in_memory([(f"table {i}", _rectangle(rows, blob)) for i, rows in enumerate(parser.tables, 1)])


def _rectangle(rows: Iterable[list[str]], blob: Blob) -> list[list[str]]:
    """Rows of one width: trailing empty cells are often left out of workbooks.

    UnreadableFile(workbook_too_large) for one cell far out in every row, which costs a file nothing
    and memory everything.
    """
    kept: list[list[str]] = []
    width = cells = 0
    for row in rows:
        while row and not row[-1]:
            row.pop()
        kept.append(row)
        width = max(width, len(row))
        cells += len(row)
        if max(cells, width * len(kept)) > MOST_CELLS:
            raise UnreadableFile("workbook_too_large", file=blob.name, limit_cells=MOST_CELLS)
    while kept and not kept[-1]:
        kept.pop()
    return [row + [""] * (width - len(row)) for row in kept]


def _in_memory(sheets: list[tuple[str, list[list[str]]]]) -> SheetRows:
    def opener(rows: list[list[str]]) -> Callable[[], ListRows]:
        return lambda: ListRows(rows)

    return tuple((name, opener(rows)) for name, rows in sheets)
