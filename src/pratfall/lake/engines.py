"""What runs the expressions: DuckDB in this process, or a Spark cluster by its address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

import ibis
import ibis.expr.datatypes as dt
import pyarrow as pa
from ibis.expr import types as ir

from pratfall.errors import SettingsError

from .duck import DuckEngine
from .schema import ALL_TABLES, ARROW_TYPES, QUERY_TYPES, query_schema


class Engine(Protocol):
    """`errors`: what `fetch` and `open` raise when a file is not there any more, among others."""

    errors: tuple[type[Exception], ...]

    def open(self, name: str, files: Sequence[Path], schema: ibis.Schema) -> ir.Table: ...

    def fetch(self, expression: ir.Table) -> pa.Table: ...

    def close(self) -> None: ...


def engine_for(address: str, spill: Path) -> Engine:
    """`duckdb`, `spark://host:port` (a master) or `sc://host:port` (Spark Connect)."""
    if address == "duckdb":
        return DuckEngine(spill)
    if address.startswith(("spark://", "sc://", "local[")):
        from .spark import SparkEngine  # the extra is large, and few have it

        return SparkEngine(address)
    raise SettingsError("engine_unknown", engine=address, known="duckdb, spark://host:port, sc://host:port")


def answer(engine: Engine, expression: ir.Table) -> pa.Table:
    """The rows, in the same Arrow types whatever the engine."""
    fields = [(name, _arrow_type(type_)) for name, type_ in expression.schema().items()]
    return engine.fetch(expression).cast(pa.schema(fields))


def _arrow_type(type_: dt.DataType) -> pa.DataType:
    # Backends name one type differently: Spark's instants have no zone by name, counts have many widths.
    if type_.is_integer():
        return ARROW_TYPES["int"]
    if type_.is_timestamp():
        return ARROW_TYPES["ts"]
    if type_.is_decimal():
        return ARROW_TYPES["decimal"]
    return ARROW_TYPES[{spelt: name for name, spelt in QUERY_TYPES.items()}[str(type_.copy(nullable=True))]]


def open_tables(engine: Engine, files: Mapping[str, Sequence[Path]], organisation: str) -> dict[str, ir.Table]:
    """Every table with every column, typed, whatever the age of its files."""
    opened = {}
    for name in ALL_TABLES:
        schema = ibis.schema(query_schema(name))
        table = engine.open(name, files.get(name, ()), schema)
        columns = {}
        for column, type_ in schema.items():
            if column == "organisation":
                columns[column] = ibis.literal(organisation)
            elif column in table.columns:
                columns[column] = table[column]
            else:
                columns[column] = ibis.null(type_)
        opened[name] = table.select(**columns)
    return opened
