"""What can be said of Spark without a cluster; the rest is tests/contracts/test_lake_engines.py."""

from __future__ import annotations

import pytest

from pratfall.lake.schema import QUERY_TYPES

pytest.importorskip("pyspark", reason="pyspark is not installed: the extra `spark`")


def test_every_type_of_column_has_a_spark_type() -> None:
    from pratfall.lake.spark import SPARK_TYPES

    assert set(SPARK_TYPES) == set(QUERY_TYPES.values())


def test_damage_is_told_from_every_kind_of_spark_error() -> None:
    from py4j.protocol import Py4JJavaError
    from pyspark.errors import AnalysisException, SparkRuntimeException

    from pratfall.lake.spark import SparkEngine

    for error in (Py4JJavaError, AnalysisException, SparkRuntimeException):
        assert issubclass(error, SparkEngine.errors)
