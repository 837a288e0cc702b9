"""A page as CSV: its tables one below the other, each under its heading; lines between them stand alone."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from .blocks import Drawing, Fact, Heading, Line, Page, Table

BOM = "\ufeff"  # without it spreadsheets take UTF-8 for something older
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_of(page: Page) -> str:
    written = io.StringIO(newline="")
    csv.writer(written).writerows([_safe(cell) for cell in row] for row in _rows(page))
    return BOM + written.getvalue()


def _rows(page: Page) -> Iterator[Sequence[str]]:
    for block in page.blocks:
        match block:
            case Heading():
                yield from ([], [block.text])
            case Line():
                yield [block.text]
            case Fact():
                yield [block.label, block.value]
            case Table():
                yield from ([block.head] if block.head else [])
                yield from block.rows
                yield []
            case Drawing():
                yield [block.words] if block.words else []


def _safe(cell: str) -> str:
    """No spreadsheet takes it for a formula; a negative number stays one."""
    if not cell.startswith(FORMULA) or _is_number(cell):
        return cell
    return f"'{cell}"


def _is_number(cell: str) -> bool:
    try:
        float(cell.replace("\u202f", "").replace("\u00a0", "").replace(",", "."))
    except ValueError:
        return False
    return True
