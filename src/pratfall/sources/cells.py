"""Cells into typed columns: numbers, dates and flags of one sheet, decided column by column.

What must be decided over the whole file (decimal mark, day or month first) is decided on the first
chunk and watched in the others: evidence to the contrary raises ReadAgain, and the file is read from
the start with what is now known. Most files are one chunk.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, assert_never

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pratfall.errors import AmbiguousExport, UnreadableFile

from . import dates, numbers
from .columns import Kind, Layout
from .dates import DateOrder
from .document import Sheet
from .draft import TYPES
from .numbers import Mark

TS = TYPES["ts"]
NUMERIC = (Kind.COUNT, Kind.NUMBER, Kind.SHARE, Kind.PERCENT)
MARKED = (*NUMERIC, Kind.MONEY, Kind.SECONDS)
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


class Converter:
    """One sheet's cells. `unreadable`: printed column name -> (cells that are neither number nor
    placeholder, the first of them with its line); such cells are null."""

    def __init__(self, file: str, sheet: Sheet, layout: Layout, hints: Hints, default: DateOrder) -> None:
        self._file, self._sheet, self._layout = file, sheet, layout
        self._hints, self._default = hints, default
        self._used_marks: dict[str, Mark] = {}
        self._used_order: DateOrder | None = None
        self.unreadable: dict[str, tuple[int, str]] = {}

    def columns(self, rows: Sequence[Sequence[str]], line_of: Callable[[int], int]) -> dict[str, Any]:
        """Rows of the header's width -> Arrow arrays by field (see `frames.Frame`)."""
        by_column = list(zip(*rows, strict=True)) or [()] * len(self._layout.headers)
        texts = {name: _text(by_column[i]) for name, i in self._layout.where.items()}
        kinds = {name: column.kind for name, column in self._layout.cols.items()}
        distinct = {n: text.dictionary_encode() for n, text in texts.items() if kinds[n] not in (Kind.TEXT, Kind.ID)}
        evidence = {n: numbers.mark_of(d.dictionary) for n, d in distinct.items() if kinds[n] in MARKED}
        file_mark = self._file_mark(evidence)
        out: dict[str, Any] = {}
        for name, kind in kinds.items():
            if kind in (Kind.TEXT, Kind.ID):
                out[name] = texts[name]
            elif kind in (Kind.DAY, Kind.TIME):
                out |= self._dated(name, kind, distinct[name])
            else:
                mark = self._mark(name, kind, evidence.get(name, Mark.UNDECIDED), file_mark)
                parsed = _typed(kind, distinct[name].dictionary, mark)
                self._watch(name, distinct[name], parsed, rows, line_of)
                out[name] = parsed.take(distinct[name].indices)
        return out

    def _watch(
        self, name: str, encoded: Any, parsed: Any, rows: Sequence[Sequence[str]], line_of: Callable[[int], int]
    ) -> None:  # fmt: skip
        bad = pc.and_(parsed.is_null(), pc.invert(numbers.is_null(encoded.dictionary)))
        if not pc.any(bad).as_py():
            return
        where = np.flatnonzero(pc.fill_null(bad.take(encoded.indices), False).to_numpy(zero_copy_only=False))
        i, first = self._layout.where[name], int(where[0])
        count, example = self.unreadable.get(self._layout.headers[i], (0, ""))
        example = example or f"{rows[first][i][:40]!r}, line {line_of(first)}"
        self.unreadable[self._layout.headers[i]] = (count + len(where), example)

    # --- decimal marks

    def _file_mark(self, evidence: Mapping[str, Mark]) -> Mark:
        """A column that reads both ways follows the columns of the same file that do not."""
        known = {self._hints.marks.get((self._sheet.name, name), mark) for name, mark in evidence.items()}
        known.discard(Mark.UNDECIDED)
        return known.pop() if len(known) == 1 else Mark.UNDECIDED

    def _mark(self, name: str, kind: Kind, evidence: Mark, file_mark: Mark) -> Mark:
        key = (self._sheet.name, name)
        if key in self._hints.marks:
            return self._hints.marks[key]
        own = evidence if evidence is not Mark.UNDECIDED or kind is Kind.COUNT else file_mark
        used = self._used_marks.setdefault(name, own)
        if evidence not in (Mark.UNDECIDED, used):
            self._hints.marks[key] = evidence
            raise ReadAgain
        return used

    # --- dates

    def _dated(self, name: str, kind: Kind, encoded: Any) -> dict[str, Any]:
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
        if kind is Kind.DAY:
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
            raise AmbiguousExport("date_order_unknown", file=self._file, example=values[0])
        if evidence not in (DateOrder.UNDECIDED, used):
            self._hints.orders[key] = evidence
            raise ReadAgain
        self._used_order = used
        return used

    def _contradiction(self, values: list[str]) -> UnreadableFile:
        day = next((v for v in values if dates.order_of([v]) is DateOrder.DAY_FIRST), "")
        month = next((v for v in values if dates.order_of([v]) is DateOrder.MONTH_FIRST), "")
        return UnreadableFile("dates_contradict", file=self._file, day_first=day, month_first=month)

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


def _text(cells: Sequence[str]) -> Any:
    """Trimmed; an empty cell is null."""
    texts = pc.utf8_trim_whitespace(pa.array(cells, pa.string()))
    return pc.if_else(pc.equal(texts, ""), None, texts)


def _typed(kind: Kind, values: Any, mark: Mark) -> Any:
    """Distinct texts of a column that is neither text nor date -> an array as long."""
    match kind:
        case Kind.FLAG:
            return pa.array([_flag(value) for value in values.to_pylist()], pa.bool_())
        case Kind.SECONDS:
            return _seconds(values, mark)
        case Kind.MONEY:
            return pa.array([_exact(amount) for amount in numbers.parse_money(values, mark)], TYPES["decimal"])
        case Kind.PERCENT:
            parsed = numbers.parse(values, mark, whole=False)
            return pc.if_else(pc.match_substring(values, "%"), parsed, pc.divide(parsed, 100.0))
        case Kind.COUNT | Kind.NUMBER | Kind.SHARE:
            return numbers.parse(values, mark, whole=kind is Kind.COUNT)
        case Kind.TEXT | Kind.ID | Kind.DAY | Kind.TIME:
            raise AssertionError(kind)  # not dictionary columns of numbers
        case _:
            assert_never(kind)


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
