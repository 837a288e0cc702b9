"""Small tables read row by row, where a row is judged on its own: payments, mailings, ads, comments.

Files of this kind have thousands of rows, not millions. What needs the whole file is settled first:
the decimal mark of its amounts and the order of its numeric dates.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa

from pratfall.errors import AmbiguousExport, UnreadableFile

from . import dates, numbers
from .columns import Kind, Layout
from .dates import DateOrder, When
from .document import Document, Sheet
from .draft import SCHEMAS, Draft
from .exports import Context
from .headers import normal
from .numbers import Mark
from .sniff import Format
from .text_table import ends_with_newline

DATES = (Kind.DAY, Kind.TIME)
Numbered = tuple[int, list[str]]  # physical line, cells
AMOUNTS = (Kind.MONEY, Kind.COUNT, Kind.NUMBER, Kind.PERCENT, Kind.SHARE)


@dataclass(frozen=True)
class Row:
    """`cells` by field, trimmed, "" where absent; `amounts` by field, None where missing or no number."""

    line: int
    cells: Mapping[str, str]
    amounts: Mapping[str, Decimal | None]
    raw: Sequence[str]

    def __getitem__(self, field: str) -> str:
        return self.cells.get(field, "")

    def word(self, field: str) -> str:
        """For comparing statuses and types: lower case, no accents, single spaces."""
        return normal(self[field])

    def count(self, field: str) -> int | None:
        value = self.amounts.get(field)
        return int(value) if value is not None and value == value.to_integral_value() else None

    def number(self, field: str) -> float | None:
        value = self.amounts.get(field)
        return float(value) if value is not None else None


@dataclass(frozen=True)
class Ledger:
    """`order`: of dates written in numbers; UNDECIDED when no row needed it."""

    layout: Layout
    rows: tuple[Row, ...]
    order: DateOrder
    mark: Mark

    def when(self, row: Row, field: str) -> When | None:
        return dates.parse(row[field], self.order) if row[field] else None

    def clock(self, row: Row, field: str) -> int | None:
        """Seconds since midnight of a column of its own: `18:20:30`, `6:15 PM`."""
        when = dates.parse(f"2000-01-01 {row[field]}") if row[field] else None
        return when.seconds if when and when.has_time else None

    @staticmethod
    def at(when: When | None, clock: int | None) -> When | None:
        """A day from one column and a time from another."""
        if when is None or clock is None:
            return when
        return replace(when, has_time=True, seconds=clock)

    def cells_of(self, cells: Sequence[str]) -> dict[str, Decimal | None]:
        """The amounts of a row that is no data (a printed total), by field."""
        found: dict[str, Decimal | None] = {}
        for field, column in self.layout.cols.items():
            i = self.layout.where[field]
            if column.kind in AMOUNTS and i < len(cells):
                found[field] = _amount(cells[i].strip(), column.kind, self.mark)
        return found

    def extra(self, row: Row, wanted: Callable[[str], str | None]) -> dict[str, str]:
        """Values of columns nobody claims, by the name `wanted` gives their normalised header."""
        found: dict[str, str] = {}
        for header, value in zip(self.layout.headers, row.raw, strict=False):
            name = wanted(normal(header))
            if name and value.strip():
                found.setdefault(name, value.strip())
        return found


def read_ledger(
    document: Document,
    sheet: Sheet,
    layout: Layout,
    draft: Draft,
    context: Context,
    *,
    aside: Callable[[Sequence[str]], bool] | None = None,
) -> Ledger:
    """All rows below the header. `aside` picks rows that are no data (printed totals); they go to
    `draft.asides` and are not counted as read."""
    body: list[Numbered] = []
    for index, (line, cells) in enumerate(sheet.numbered()):
        if index <= layout.row or not any(cell.strip() for cell in cells):
            continue
        if aside is not None and aside(cells):
            draft.asides.append((line, cells))
        else:
            body.append((line, cells))
    draft.rows_read += len(body)
    body = _level(document, layout, body, draft)
    return _ledger(document, layout, body, draft, context.hints.user_order)


def _level(document: Document, layout: Layout, body: list[Numbered], draft: Draft) -> list[Numbered]:
    """Rows as wide as the header. The last one may be cut; shorter ones elsewhere are left out."""
    width = len(layout.headers)
    kept: list[Numbered] = []
    for i, (line, cells) in enumerate(body):
        if len(cells) > width and not any(cells[width:]):
            cells = cells[:width]
        if len(cells) == width or document.format is not Format.CSV:
            kept.append((line, cells))
            continue
        cut = i == len(body) - 1 and len(cells) < width
        if cut and not ends_with_newline(document.blob, document.encoding):
            raise UnreadableFile("file_truncated", file=document.blob.name, line=line)
        draft.skip("row_shorter_than_header" if len(cells) < width else "row_longer_than_header", [line])
    return kept


def _ledger(document: Document, layout: Layout, body: list[Numbered], draft: Draft, date_order: DateOrder) -> Ledger:
    amount_fields = [field for field, column in layout.cols.items() if column.kind in AMOUNTS]
    mark = _mark(layout, body, [field for field in amount_fields if layout.cols[field].kind is not Kind.COUNT])
    parsed = {field: _amounts(layout, body, field, mark) for field in amount_fields}
    _report_unreadable(layout, parsed, draft)
    rows = []
    for line, cells in body:
        named = {field: cells[i].strip() if i < len(cells) else "" for field, i in layout.where.items()}
        amounts = {field: parsed[field].get(named[field]) for field in amount_fields}
        rows.append(Row(line, named, amounts, cells))
    return Ledger(layout, tuple(rows), _order(document, layout, rows, mark, date_order), mark)


def _texts(layout: Layout, body: list[Numbered], field: str) -> list[str]:
    i = layout.where[field]
    return list(dict.fromkeys(cells[i].strip() for _, cells in body if i < len(cells) and cells[i].strip()))


def _mark(layout: Layout, body: list[Numbered], fields: Iterable[str]) -> Mark:
    """One decimal mark for all amounts of the file: they were printed by one program in one language."""
    seen = [text for field in fields for text in _texts(layout, body, field)]
    return numbers.mark_of(pa.array(seen, pa.string())) if seen else Mark.UNDECIDED


def _amounts(layout: Layout, body: list[Numbered], field: str, mark: Mark) -> dict[str, Decimal | None]:
    """Exact amounts by printed text."""
    kind = layout.cols[field].kind
    texts = _texts(layout, body, field)
    values = numbers.parse_money(pa.array([text.rstrip("% ") for text in texts], pa.string()), mark)
    return {text: _shared(text, value, kind) for text, value in zip(texts, values, strict=True)}


def _amount(text: str, kind: Kind, mark: Mark) -> Decimal | None:
    value = numbers.parse_money(pa.array([text.rstrip("% ")], pa.string()), mark)[0] if text else None
    return _shared(text, value, kind)


def _shared(text: str, value: Decimal | None, kind: Kind) -> Decimal | None:
    """A percent sign makes a share; placeholders are missing."""
    percent = kind is Kind.PERCENT or (kind is Kind.SHARE and text.endswith("%"))
    return _exact(value / 100 if value is not None and percent else value)


def _exact(value: Decimal | None) -> Decimal | None:
    """Six decimals and eighteen digits before them, as the lake keeps them; beyond that it is no amount."""
    if value is None or abs(value) >= Decimal(10) ** 18:
        return None
    return value.quantize(Decimal("0.000001")).normalize() + 0


def _report_unreadable(layout: Layout, parsed: Mapping[str, Mapping[str, Decimal | None]], draft: Draft) -> None:
    """A cell that is neither an amount nor a placeholder stays missing, and the report says so."""
    for field, values in parsed.items():
        bad = [text for text, value in values.items() if value is None]
        missing = numbers.is_null(pa.array(bad, pa.string())).to_pylist() if bad else []
        bad = [text for text, placeholder in zip(bad, missing, strict=True) if not placeholder]
        if bad:
            printed = layout.headers[layout.where[field]]
            draft.check("cells_readable", False, expected=printed, got=bad[0][:40], n=len(bad))


def _order(document: Document, layout: Layout, rows: Sequence[Row], mark: Mark, told: DateOrder) -> DateOrder:
    columns = [[row[f] for row in rows if row[f]] for f, column in layout.cols.items() if column.kind in DATES]
    return decide_order(columns, told, document.blob.name, mark)


def decide_order(
    columns: Sequence[Sequence[str]], told: DateOrder, name: str, mark: Mark = Mark.UNDECIDED
) -> DateOrder:
    """Day or month first, over every date column of a file.

    Evidence, best first: what the user said; a day above 12; the rows being in order of time one way
    only; the language of the numbers (nobody writes `1 234,50` beside a month first).
    """
    distinct = [list(dict.fromkeys(column)) for column in columns]
    values = [value for column in distinct for value in column]
    if any(dates.contradicts(column) for column in distinct):
        raise UnreadableFile("dates_contradict", file=name)
    order = told if told is not DateOrder.UNDECIDED else dates.order_of(values)
    if order is not DateOrder.UNDECIDED or not dates.needs_order(values):
        return order
    for column in columns:
        order = _by_sequence(column)
        if order is not DateOrder.UNDECIDED:
            return order
    if mark is Mark.COMMA:
        return DateOrder.DAY_FIRST
    example = next(value for value in values if dates.needs_order([value]))
    raise AmbiguousExport("date_order_unknown", file=name, example=example)


def _by_sequence(values: Sequence[str]) -> DateOrder:
    sorted_as = []
    for order in (DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST):
        found = [when.day for value in values if value and (when := dates.parse(value, order))]
        steps = list(itertools.pairwise(found))
        moves = sum(a != b for a, b in steps)
        if moves >= 2 and (all(a <= b for a, b in steps) or all(a >= b for a, b in steps)):
            sorted_as.append(order)
    return sorted_as[0] if len(sorted_as) == 1 else DateOrder.UNDECIDED


def local_text(when: When | None) -> str | None:
    """`2026-09-13 18:04:10`, or the day alone."""
    if when is None or not when.has_year:
        return None
    return when.local().isoformat(sep=" ") if when.has_time else when.day.isoformat()


def add_rows(draft: Draft, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Rows as mappings into columns; names that no row has stay null."""
    if rows:
        names = [name for name in SCHEMAS[table].names if any(name in row for row in rows)]
        draft.add(table, len(rows), **{name: [row.get(name) for row in rows] for name in names})


def skip_rows(draft: Draft, skipped: Sequence[tuple[str, int]]) -> None:
    """(reason, physical line) of every row left out."""
    for reason in sorted({reason for reason, _ in skipped}):
        draft.skip(reason, [line for other, line in skipped if other == reason])


def span(moments: Iterable[datetime | None]) -> tuple[datetime, datetime] | None:
    known = [moment for moment in moments if moment is not None]
    return (min(known), max(known)) if known else None
