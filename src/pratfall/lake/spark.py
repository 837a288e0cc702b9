"""A Spark cluster over the same files. Its workers must see the lake under the same path and may read it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import ibis
import pyarrow as pa
from ibis.expr import types as ir
from py4j.protocol import Py4JError
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

SPARK_TYPES = {
    "string": "string",
    "int64": "bigint",
    "float64": "double",
    "boolean": "boolean",
    "date": "date",
    "decimal(24, 6)": "decimal(24,6)",
    "timestamp('UTC', 6)": "timestamp",
    "array<string>": "array<string>",
}


class SparkEngine:
    """`spark://host:port` or `local[n]`: this process drives; `sc://host:port`: a Spark Connect server does."""

    errors: tuple[type[Exception], ...] = (PySparkException, Py4JError)

    def __init__(self, address: str) -> None:
        builder = SparkSession.builder.appName("pratfall")
        builder = builder.remote(address) if address.startswith("sc://") else builder.master(address)
        self._session = builder.config("spark.sql.session.timeZone", "UTC").getOrCreate()
        # A session that was there before keeps its own zone unless told.
        self._session.conf.set("spark.sql.session.timeZone", "UTC")
        # By session, not by address: ibis.connect("pyspark://…") fails on static Spark settings.
        self._connection = ibis.pyspark.connect(self._session)

    def open(self, name: str, files: Sequence[Path], schema: ibis.Schema) -> ir.Table:
        """The rows of `files`, named one by one; columns a file is too old to have are null."""
        stored = {column: type_ for column, type_ in schema.items() if column != "organisation"}
        spelt = ", ".join(f"`{column}` {SPARK_TYPES[str(type_)]}" for column, type_ in stored.items())
        if files:
            rows = self._session.read.schema(spelt).parquet(*(f"file://{path}" for path in files))
        else:
            rows = self._session.createDataFrame([], spelt)
        rows.createOrReplaceTempView(name)
        return self._connection.table(name)

    def fetch(self, expression: ir.Table) -> pa.Table:
        return self._session.sql(self._connection.compile(expression)).toArrow()

    def close(self) -> None:
        self._session.stop()
