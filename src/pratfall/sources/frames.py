"""A sheet's rows in chunks, as typed columns: the hot path of every table reader.

What must be decided over the whole file (decimal mark, day or month first) is decided on the first
chunk and watched in the others: evidence to the contrary raises ReadAgain, and the file is read from
the start with what is now known. Most files are one chunk.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pratfall.errors import AmbiguousExport, UnreadableFile

from . import dates, numbers
from .columns import Col, Kind, Layout
from .dates import DateOrder
from .document import Document, Sheet
from .draft import TYPES, Draft
from .numbers import Mark
from .sniff import Format
from .text_table import ends_with_newline

CELLS_PER_CHUNK = 800_000
TS = TYPES["ts"]
NUMERIC = (Kind.COUNT, Kind.NUMBER, Kind.SHARE, Kind.PERCENT)
_TRUE = {"1", "true", "yes", "y", "oui", "vrai", "si", "verdadero", "sim", "ja", "wahr", "x"}
_FALSE = {"0", "false", "no", "n", "non", "faux", "falso", "nao", "nein", "falsch"}


@dataclass
class Hints:
    """What an earlier pass over the same file, or the user, has settled. Keys: sheet, or sheet and field."""

    marks: dict[tuple[str, str], Mark] = field(default_factory=dict)
    orders: dict[str, DateOrder] = field(default_factory=dict)
    user_order: DateOrder = DateOrder.UNDECIDED


class ReadAgain(Exception):
    """The file must be read from its start with richer hints (already updated in place)."""


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
    converter = _Converter(document, sheet, layout, draft, hints, date_order)
    for chunk in _chunks(document, sheet, layout, draft, aside):
        frame = converter.frame(chunk)
        for name, column in layout.cols.items():
            if column.filled:
                frame = frame.drop(
                    _absent(frame, name, column), f"no_{name}" if column.kind is not Kind.TIME else "bad_date"
                )
        yield frame


def _absent(frame: Frame, name: str, column: Col) -> Any:
    return frame.columns[f"{name}.local" if column.kind is Kind.TIME else name].is_null()


def _chunks(
    document: Document, sheet: Sheet, layout: Layout, draft: Draft, aside: Callable[[list[str]], bool] | None
) -> Iterator[Chunk]:
    width = len(layout.headers)
    size = max(1000, CELLS_PER_CHUNK // max(width, 1))
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


class _Converter:
    def __init__(
        self, document: Document, sheet: Sheet, layout: Layout, draft: Draft, hints: Hints, default: DateOrder
    ) -> None:
        self._document, self._sheet, self._layout = document, sheet, layout
        self._draft, self._hints, self._default = draft, hints, default
        self._used_marks: dict[str, Mark] = {}
        self._used_order: DateOrder | None = None

    def frame(self, chunk: Chunk) -> Frame:
        by_column = list(zip(*chunk.rows, strict=True))
        columns: dict[str, Any] = {}
        n = len(chunk.rows)
        texts = {name: self._text(by_column[i]) for name, i in self._layout.where.items()}
        distinct = {
            name: texts[name].dictionary_encode()
            for name, column in self._layout.cols.items()
            if column.kind not in (Kind.TEXT, Kind.ID)
        }
        file_mark = self._file_mark(distinct)
        for name, column in self._layout.cols.items():
            if name in distinct:
                columns.update(self._typed(name, column, distinct[name], file_mark, chunk))
            else:
                columns[name] = texts[name]
        return Frame(n, columns, self._draft, chunk.line, np.arange(n))

    def _text(self, cells: tuple[str, ...]) -> Any:
        texts = pc.utf8_trim_whitespace(pa.array(cells, pa.string()))
        return pc.if_else(pc.equal(texts, ""), None, texts)

    def _typed(self, name: str, column: Col, encoded: Any, file_mark: Mark, chunk: Chunk) -> dict[str, Any]:
        values = encoded.dictionary
        match column.kind:
            case Kind.DAY | Kind.TIME:
                return self._dated(name, column, encoded)
            case Kind.FLAG:
                parsed = pa.array([_flag(v) for v in values.to_pylist()], pa.bool_())
            case Kind.SECONDS:
                parsed = _seconds(values, self._mark(name, column, values, file_mark))
            case Kind.MONEY:
                amounts = numbers.parse_money(values, self._mark(name, column, values, file_mark))
                parsed = pa.array([_exact(amount) for amount in amounts], TYPES["decimal"])
            case _:
                whole = column.kind is Kind.COUNT
                parsed = numbers.parse(values, self._mark(name, column, values, file_mark), whole=whole)
                if column.kind is Kind.PERCENT:
                    bare = pc.invert(pc.match_substring(values, "%"))
                    parsed = pc.if_else(bare, pc.divide(parsed, 100.0), parsed)
        self._report_unreadable(name, encoded, parsed, chunk)
        return {name: parsed.take(encoded.indices)}

    def _report_unreadable(self, name: str, encoded: Any, parsed: Any, chunk: Chunk) -> None:
        """A cell that is neither a number nor a placeholder stays null, and the report says so."""
        bad = pc.and_(parsed.is_null(), pc.invert(numbers.is_null(encoded.dictionary)))
        if not pc.any(bad).as_py():
            return
        rows = np.flatnonzero(pc.fill_null(bad.take(encoded.indices), False).to_numpy(zero_copy_only=False))
        got = f"{chunk.rows[rows[0]][self._layout.where[name]][:40]!r}, line {chunk.line(int(rows[0]))}"
        printed = self._layout.headers[self._layout.where[name]]
        self._draft.check("cells_readable", False, expected=printed, got=got, n=len(rows))

    # --- decimal marks

    def _file_mark(self, distinct: Mapping[str, Any]) -> Mark:
        """A column that reads both ways follows a column of the same file that does not."""
        marks = set()
        for name, column in self._layout.cols.items():
            if column.kind in (*NUMERIC, Kind.MONEY, Kind.SECONDS):
                key = (self._sheet.name, name)
                marks.add(self._hints.marks.get(key) or numbers.mark_of(distinct[name].dictionary))
        marks.discard(Mark.UNDECIDED)
        return marks.pop() if len(marks) == 1 else Mark.UNDECIDED

    def _mark(self, name: str, column: Col, values: Any, file_mark: Mark) -> Mark:
        key = (self._sheet.name, name)
        evidence = numbers.mark_of(values)
        if key in self._hints.marks:
            return self._hints.marks[key]
        own = evidence if evidence is not Mark.UNDECIDED or column.kind is Kind.COUNT else file_mark
        used = self._used_marks.setdefault(name, own)
        if evidence not in (Mark.UNDECIDED, used):
            self._hints.marks[key] = evidence
            raise ReadAgain
        return used

    # --- dates

    def _dated(self, name: str, column: Col, encoded: Any) -> dict[str, Any]:
        values = [value or "" for value in encoded.dictionary.to_pylist()]
        if (quick := _iso_instants(encoded.dictionary)) is not None:
            instants, locals_, timed = quick
        else:
            order = self._order(values)
            parsed = [dates.parse(value, order) if value else None for value in values]
            parsed = [when if when is None or when.has_year else None for when in parsed]
            instants = pa.array([when.instant() if when else None for when in parsed], TS)
            locals_ = pa.array([when.local() if when else None for when in parsed], pa.timestamp("us"))
            timed = pa.array([when.has_time if when else None for when in parsed], pa.bool_())
        if column.kind is Kind.DAY:
            return {name: locals_.cast(pa.date32(), safe=False).take(encoded.indices)}
        return {
            name: instants.take(encoded.indices),
            f"{name}.local": locals_.take(encoded.indices),
            f"{name}.has_time": timed.take(encoded.indices),
        }

    def _order(self, values: list[str]) -> DateOrder:
        if self._hints.user_order is not DateOrder.UNDECIDED:
            return self._hints.user_order
        if not dates.needs_order(values):
            return self._used_order or DateOrder.UNDECIDED
        if dates.contradicts(values):
            raise self._contradiction(values)
        key, evidence = self._sheet.name, dates.order_of(values)
        known = self._hints.orders.get(key)
        if known and evidence not in (DateOrder.UNDECIDED, known):
            raise self._contradiction(values)
        if known:
            return known
        if self._used_order is None and evidence is DateOrder.UNDECIDED:
            evidence = self._order_of_sheet()
        used = self._used_order or (evidence if evidence is not DateOrder.UNDECIDED else self._default)
        if used is DateOrder.UNDECIDED:
            raise AmbiguousExport("date_order_unknown", file=self._document.blob.name, example=values[0])
        if evidence not in (DateOrder.UNDECIDED, used):
            self._hints.orders[key] = evidence
            raise ReadAgain
        self._used_order = used
        return used

    def _contradiction(self, values: list[str]) -> UnreadableFile:
        day = next((v for v in values if dates.order_of([v]) is DateOrder.DAY_FIRST), "")
        month = next((v for v in values if dates.order_of([v]) is DateOrder.MONTH_FIRST), "")
        return UnreadableFile("dates_contradict", file=self._document.blob.name, day_first=day, month_first=month)

    def _order_of_sheet(self) -> DateOrder:
        """Evidence from every date column of the whole sheet."""
        where = [i for name, i in self._layout.where.items() if self._layout.cols[name].kind in (Kind.DAY, Kind.TIME)]
        rows = self._sheet.rows()
        rows.take(self._layout.row + 1)
        seen = set(itertools.chain.from_iterable((row[i] for i in where if i < len(row)) for row in rows))
        rows.close()
        if dates.contradicts(seen):
            raise self._contradiction(sorted(seen))
        return dates.order_of(seen)


def _iso_instants(values: Any) -> tuple[Any, Any, Any] | None:
    """`2021-12-28 16:45 +0000` for a whole column at once; None when any value is different."""
    if len(values) < 64:  # parsing a few is as quick, and reads more
        return None
    if not pc.all(pc.fill_null(pc.match_substring_regex(values, r"^\d{4}-\d\d-\d\d \d\d:\d\d \+0000$"), True)).as_py():
        return None
    plain = pc.replace_substring(pc.utf8_slice_codeunits(values, 0, 16), " ", "T")
    try:
        locals_ = plain.cast(pa.timestamp("us"))
    except pa.ArrowInvalid:  # a 30th of February: the slow way says which row
        return None
    return pc.assume_timezone(locals_, "UTC").cast(TS), locals_, pc.if_else(locals_.is_valid(), True, None)


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


def _flag(value: str | None) -> bool | None:
    word = dates.bare(value or "")
    return True if word in _TRUE else False if word in _FALSE else None


def _seconds(values: Any, mark: Mark) -> Any:
    plain = numbers.parse(values, mark, whole=False)
    clocks = [_clock(value) if value and ":" in value else None for value in values.to_pylist()]
    return pc.coalesce(plain, pa.array(clocks, pa.float64()))


def _clock(value: str) -> float | None:
    parts = value.strip().split(":")
    if len(parts) > 3 or not all(part.strip().replace(".", "", 1).isdigit() for part in parts):
        return None
    return sum(float(part) * 60**i for i, part in enumerate(reversed(parts)))


def _exact(amount: Decimal | None) -> Decimal | None:
    """Six decimals and eighteen digits before them: beyond that it is no money."""
    if amount is None or abs(amount) >= Decimal(10) ** 18:
        return None
    return amount.quantize(Decimal("0.000001"))
