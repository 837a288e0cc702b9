"""Writing the containers exports come in, to the byte the same each time."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

Rows = Sequence[Sequence[Any]]
EARLIEST = (1980, 1, 1, 0, 0, 0)  # zips cannot say an earlier one
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def csv_text(header: Sequence[str], rows: Rows, *, delimiter: str = ",", quote_all: bool = False) -> str:
    out = io.StringIO()
    writer = csv.writer(
        out, delimiter=delimiter, quoting=csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL, lineterminator="\n"
    )
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def write_csv(path: Path, header: Sequence[str], rows: Rows, *, bom: bool = False, **form: Any) -> Path:
    path.write_text(csv_text(header, rows, **form), encoding="utf-8-sig" if bom else "utf-8", newline="")
    return path


def write_xlsx(path: Path, sheets: Mapping[str, Rows]) -> Path:
    book = Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    held = io.BytesIO()
    book.save(held)
    with zipfile.ZipFile(held) as made:
        return write_zip(path, {name: _undated(name, made.read(name)) for name in made.namelist()})


def write_zip(path: Path, members: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as packed:
        for name, data in members.items():
            packed.writestr(zipfile.ZipInfo(name, EARLIEST), data, compress_type=zipfile.ZIP_DEFLATED)
    return path


def _undated(name: str, data: bytes) -> bytes:
    """A workbook says when it was made, which would make every copy a new file."""
    return _STAMP.sub(rb"\g<1>2000-01-01T00:00:00Z", data) if name == "docProps/core.xml" else data
