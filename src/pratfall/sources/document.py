"""One readable thing put before the readers: a file, a member of a zip, or a zip as a whole."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from pratfall.errors import UnreadableFile

from .blobs import Blob, in_memory
from .sniff import Format, check_lines, encoding_of, format_of
from .text_table import HEAD_ROWS, TextRows, delimiter_of, head_rows
from .workbook import LARGEST_WORKBOOK, ListRows, html_sheets, spreadsheetml_sheets, xls_sheets, xlsx_sheets
from .zips import members

LARGEST_JSON = 512 << 20
TABLES = (Format.CSV, Format.XLSX, Format.XLS, Format.SPREADSHEETML, Format.HTML)


@dataclass(frozen=True)
class Sheet:
    """One table of cells, all text ("" for an empty cell). A CSV has one sheet named ""."""

    name: str
    opener: Callable[[], TextRows | ListRows]
    head: list[list[str]]  # the first 100 rows

    def rows(self) -> TextRows | ListRows:
        """All rows from the first; `.line_num` is the physical line of the row just given."""
        return self.opener()

    def numbered(self) -> Iterator[tuple[int, list[str]]]:
        """(physical line where the row ends, cells); for small files only, row by row."""
        rows = self.rows()
        for row in rows:
            yield rows.line_num, row


@dataclass(frozen=True)
class Document:
    """`siblings`: the other members of the same zip; `members`: what a zip holds."""

    blob: Blob
    format: Format
    siblings: tuple[Blob, ...] = ()
    members: tuple[Blob, ...] = ()
    _cache: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def name(self) -> str:
        """The file's own name without folders; evidence for periods and accounts, never for detection."""
        return self.blob.last_name

    @cached_property
    def encoding(self) -> str:
        """Python's name of the encoding; "" for binary formats."""
        return encoding_of(self.blob) if self.format in (Format.CSV, Format.HTML, Format.JSON, Format.YTD) else ""

    @cached_property
    def delimiter(self) -> str:
        if self.format is not Format.CSV:
            return ""
        check_lines(self.blob, self.encoding)
        return delimiter_of(self.blob, self.encoding)

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """() for formats that are not tables."""
        match self.format:
            case Format.CSV:
                head = head_rows(self.blob, self.encoding, self.delimiter)
                return (Sheet("", lambda: TextRows(self.blob, self.encoding, self.delimiter), head),)
            case Format.XLSX:
                pairs = xlsx_sheets(self.blob)
            case Format.XLS:
                pairs = xls_sheets(self.blob)
            case Format.SPREADSHEETML:
                pairs = spreadsheetml_sheets(self.blob)
            case Format.HTML:
                pairs = html_sheets(self.blob, self.encoding)
            case _:
                return ()
        return tuple(Sheet(name, opener, opener().take(HEAD_ROWS)) for name, opener in pairs)

    def json(self) -> Any:
        """The parsed document; for `window.YTD…` what stands after the equals sign. Parsed once."""
        if "json" not in self._cache:
            self._cache["json"] = parse_json(self.blob, self.encoding)
        return self._cache["json"]

    def member(self, *endings: str) -> Blob | None:
        """The first member (of a zip) whose path ends with one of these, compared without case."""
        for ending in endings:
            for blob in self.members:
                if f"/{blob.path_in_zip}".lower().endswith(f"/{ending}".lower()):
                    return blob
        return None


def of_blob(blob: Blob, *, siblings: tuple[Blob, ...] = ()) -> Document:
    if blob.path_in_zip and blob.head(2) == b"PK":
        blob = in_memory(blob, limit=LARGEST_WORKBOOK)
    format_ = format_of(blob)
    inside = members(blob) if format_ is Format.ZIP else ()
    return Document(blob=blob, format=format_, siblings=siblings, members=inside)


def parse_json(blob: Blob, encoding: str = "utf-8-sig") -> Any:
    """UnreadableFile(json_damaged) with the line where it broke; (json_too_deep) for nesting bombs."""
    text = blob.read(limit=LARGEST_JSON).decode(encoding, errors="replace").lstrip("\ufeff")
    if text[:64].lstrip().startswith("window."):
        text = text.partition("=")[2]
    try:
        return json.loads(text, parse_int=_whole)
    except RecursionError as error:
        raise UnreadableFile("json_too_deep", file=blob.name) from error
    except json.JSONDecodeError as error:
        raise UnreadableFile("json_damaged", file=blob.name, line=error.lineno, column=error.colno) from error


def _whole(digits: str) -> int | float:
    """Numbers beyond 64 bits are no counts; converting a million digits would hang."""
    return int(digits) if len(digits) <= 20 else float("nan")
