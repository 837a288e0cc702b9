"""DuckDB in memory over the lake's Parquet files: the engine nobody has to install."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import duckdb
import ibis
import pyarrow as pa
from ibis.expr import types as ir

from .schema import stored_schema

MEMORY_SHARE = 0.4
MAX_MEMORY_BYTES = 3 << 29  # 1.5 GiB; the answer itself and what is made of it need room beside


class DuckEngine:
    """One connection; not for use by two threads at once. Spills to `spill` above its memory limit."""

    errors: tuple[type[Exception], ...] = (duckdb.Error,)

    def __init__(self, spill: Path) -> None:
        # DuckDB makes the last folder when it first spills, and only that one. A home that may only be read is no
        # reason not to answer what fits into memory.
        with suppress(OSError):
            spill.parent.mkdir(parents=True, exist_ok=True)
        self._connection = ibis.duckdb.connect(
            memory_limit=f"{_memory_bytes() // (1 << 20)}MB",
            temp_directory=str(spill),
            autoinstall_known_extensions=False,
            preserve_insertion_order=False,
        )
        # Not a connect option: the zone is icu's, which loads only after the connection stands.
        self._connection.raw_sql("SET TimeZone='UTC'")

    def open(self, name: str, files: Sequence[Path], schema: ibis.Schema) -> ir.Table:
        """The rows of `files`; columns a file is too old to have are absent when no file has them."""
        if not files:
            # Under a name of its own: DuckDB will not put a registered table in the place of a view.
            self._connection.con.register(f"empty_{name}", stored_schema(name).empty_table())
            return self._connection.table(f"empty_{name}")
        paths = [str(path) for path in files]
        return self._connection.read_parquet(paths, table_name=name, union_by_name=True, hive_partitioning=False)

    def fetch(self, expression: ir.Table) -> pa.Table:
        return self._connection.con.sql(self._connection.compile(expression)).to_arrow_table()

    def close(self) -> None:
        self._connection.disconnect()


def _memory_bytes() -> int:
    if not hasattr(os, "sysconf"):
        return MAX_MEMORY_BYTES
    machine = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return min(int(machine * MEMORY_SHARE), MAX_MEMORY_BYTES)
