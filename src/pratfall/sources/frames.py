"""A sheet's rows in chunks, as typed columns: the hot path of every table reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pratfall.errors import UnreadableFile

from .cells import NUMERIC, Converter, Hints
from .columns import Col, Kind, Layout
from .dates import DateOrder
from .document import Document, Sheet
from .draft import TYPES, Draft
from .sniff import Format
from .text_table import ends_with_newline

__all__ = ["NUMERIC", "Chunk", "Frame", "Hints", "frames", "in_zone", "moment", "printed_local"]

CELLS_PER_CHUNK = 800_000
LEAST_ROWS = 1000  # per chunk, however wide
TS = TYPES["ts"]


@dataclass
class Chunk:
    """Rows of one width; `lines[i]` is computed only when somebody asks (rows are rarely skipped)."""

    rows: list[list[str]]
    first_line: int
    numbers: np.ndarray  # index of each row among the chunk's physical rows
    heights: Callable[[], np.ndarray]  # first physical line of every physical row

    def line(self, i: int) -> int:
        return int(self.heights()[self.numbers[i]])


@dataclass
class Frame:
    """n rows as Arrow arrays by field. Text "" is null; numbers are float64; DAY is date32.

    A TIME field `f` gives three columns: `f` the UTC instant (null without a printed zone),
    `f.local` the printed local time as naive timestamp, `f.has_time` bool.
    """

    n: int
    columns: dict[str, Any]
    draft: Draft
    _line_of: Callable[[int], int]
    _rows: np.ndarray

    def has(self, name: str) -> bool:
        return name in self.columns

    def __getitem__(self, name: str) -> Any:
        """The column, or all null when the file has none."""
        return self.columns.get(name, pa.nulls(self.n))

    def text(self, name: str) -> Any:
        return self.columns.get(name, pa.nulls(self.n, pa.string()))

    def metrics(self, *names: str, prefix: str = "") -> dict[str, Any]:
        """The metric columns the file has, by metric name; `prefix` selects e.g. `promoted.likes`."""
        return {name: self.columns[prefix + name] for name in names if prefix + name in self.columns}

    def line(self, i: int) -> int:
        """Physical line number (1-based) of row i."""
        return self._line_of(int(self._rows[i]))

    def drop(self, mask: Any, reason: str) -> Frame:
        """Leaves out the rows where `mask` is true and accounts for them."""
        bad = np.asarray(pc.fill_null(mask, False) if isinstance(mask, pa.Array) else mask, dtype=bool)
        if not bad.any():
            return self
        self.draft.skip(reason, [self.line(int(i)) for i in np.flatnonzero(bad)])
        keep = pa.array(~bad)
        columns = {name: values.filter(keep) for name, values in self.columns.items()}
        return Frame(int((~bad).sum()), columns, self.draft, self._line_of, self._rows[~bad])


def frames(
    document: Document, sheet: Sheet, layout: Layout, draft: Draft, hints: Hints, *,
    date_order: DateOrder = DateOrder.UNDECIDED, aside: Callable[[list[str]], bool] | None = None,
) -> Iterator[Frame]:  # fmt: skip
    """Typed chunks of the rows under `layout`'s header.

    `date_order`: what this source prints when the file itself does not tell. `aside(cells)`: rows
    that are no data (totals, notes); they go to `draft.asides` and are not counted as read.
    Rows without a value that must be filled are skipped, with their line numbers.
    """
    converter = Converter(document.blob.name, sheet, layout, hints, date_order)
    for chunk in _chunks(document, sheet, layout, draft, aside):
        n = len(chunk.rows)
        frame = Frame(n, converter.columns(chunk.rows, chunk.line), draft, chunk.line, np.arange(n))
        for name, column in layout.cols.items():
            if column.filled:
                reason = "bad_date" if column.kind in (Kind.TIME, Kind.DAY) else f"no_{name}"
                frame = frame.drop(_absent(frame, name, column), reason)
        yield frame
    for printed, (count, example) in converter.unreadable.items():
        draft.check("cells_readable", False, expected=printed, got=example, n=count)


def _absent(frame: Frame, name: str, column: Col) -> Any:
    return frame.columns[f"{name}.local" if column.kind is Kind.TIME else name].is_null()


def _chunks(
    document: Document, sheet: Sheet, layout: Layout, draft: Draft, aside: Callable[[list[str]], bool] | None
) -> Iterator[Chunk]:
    width = len(layout.headers)
    size = max(LEAST_ROWS, CELLS_PER_CHUNK // max(width, 1))
    rows = sheet.rows()
    try:
        rows.take(layout.row + 1)
        while True:
            before = rows.line_num
            taken = rows.take(size)
            if not taken:
                return
            last = len(taken) < size
            chunk = _level(document, taken, width, before, draft, aside, last=last)
            if chunk.rows:
                yield chunk
            if last:
                return
    finally:
        rows.close()


def _level(
    document: Document, taken: list[list[str]], width: int, before: int, draft: Draft,
    aside: Callable[[list[str]], bool] | None, *, last: bool,
) -> Chunk:  # fmt: skip
    """Rows of the header's width; blank rows vanish, ragged ones are repaired or skipped."""
    cached: list[np.ndarray] = []

    def heights() -> np.ndarray:
        if not cached:
            lines = np.fromiter((1 + sum(map(_breaks, row)) for row in taken), np.int64, len(taken))
            cached.append(before + 1 + np.concatenate(([0], np.cumsum(lines)[:-1])))
        return cached[0]

    if aside is None and set(map(len, taken)) == {width} and all(map(any, taken)):
        draft.rows_read += len(taken)
        return Chunk(taken, before + 1, np.arange(len(taken)), heights)
    kept: list[list[str]] = []
    index: list[int] = []
    for i, row in enumerate(taken):
        if not any(row):
            continue
        if aside is not None and aside(row):
            draft.asides.append((int(heights()[i]), row))
            continue
        draft.rows_read += 1
        if len(row) > width and not any(row[width:]):
            row = row[:width]
        if len(row) != width:
            line = int(heights()[i])
            cut = last and i == len(taken) - 1 and len(row) < width and document.format is Format.CSV
            if cut and not ends_with_newline(document.blob, document.encoding):
                raise UnreadableFile("file_truncated", file=document.blob.name, line=line)
            draft.skip("row_shorter_than_header" if len(row) < width else "row_longer_than_header", [line])
            continue
        kept.append(row)
        index.append(i)
    return Chunk(kept, before + 1, np.array(index, dtype=np.int64), heights)


def _breaks(cell: str) -> int:
    return cell.count("\n") or cell.count("\r")


def in_zone(locals_: Any, zone: str) -> Any:
    """Printed local times (naive timestamps) of an IANA zone -> UTC instants."""
    return pc.assume_timezone(locals_, zone, ambiguous="earliest", nonexistent="latest").cast(TS)


def printed_local(locals_: Any, timed: Any) -> Any:
    """(n,) naive timestamps -> the text kept in `published_local`: with its hour only where printed."""
    full = pc.strftime(locals_.cast(pa.timestamp("s")), format="%Y-%m-%d %H:%M:%S")
    return pc.if_else(pc.fill_null(timed, False), full, pc.utf8_slice_codeunits(full, 0, 10))


def moment(value: datetime) -> pa.Scalar:
    """An aware datetime as a scalar of the lake's timestamp type."""
    return pa.scalar(value, TS)
