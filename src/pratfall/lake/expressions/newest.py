"""Of several readings of one thing, the newest: the rule every expression here rests on."""

from __future__ import annotations

from datetime import datetime
from functools import cache

import ibis
import ibis.expr.datatypes as dt
from ibis.expr import types as ir


@cache
def _max_by(type_: dt.DataType) -> object:
    # Ibis's own argmax sorts every group on DuckDB; max_by does not, and Spark has it under that name.
    return ibis.udf.agg.builtin(lambda value, rank: None, name="max_by", signature=((type_, dt.int64), type_))


def newest(value: ir.Value, rank: ir.Value, *, where: ir.BooleanValue | None = None) -> ir.Scalar:
    """The non-null `value` of the row with the greatest `rank`."""
    known = value.notnull()
    return _max_by(value.type())(value, rank, where=known if where is None else known & where)  # type: ignore[operator]


def known_at(table: ir.Table, as_of: datetime) -> ir.Table:
    """Rows that were there at `as_of`; a row that does not say when it was true always was."""
    return table.filter(table.as_of.isnull() | (table.as_of <= ibis.literal(as_of)))


def newest_rows(table: ir.Table, keys: list[str]) -> ir.Table:
    """One row per key, each column with its newest known value."""
    rest = [name for name in table.columns if name not in (*keys, "rank")]
    return table.group_by(keys).agg(
        **{name: newest(table[name], table["rank"]) for name in rest}, rank=table["rank"].max()
    )
