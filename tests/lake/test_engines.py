from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from pratfall.errors import SettingsError
from pratfall.lake.duck import DuckEngine
from pratfall.lake.engines import answer, engine_for, open_tables
from pratfall.lake.schema import ALL_TABLES, stored_schema


def test_an_engine_nobody_knows_is_named_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as unknown:
        engine_for("clickhouse://host", tmp_path)
    assert unknown.value.facts["engine"] == "clickhouse://host" and "spark://" in str(unknown.value.facts["known"])


def test_tables_without_files_have_all_their_columns_and_types(tmp_path: Path) -> None:
    engine = engine_for("duckdb", tmp_path)
    assert isinstance(engine, DuckEngine)
    for name, table in open_tables(engine, {}, "zoo").items():
        assert answer(engine, table).schema == stored_schema(name)
    assert set(open_tables(engine, {}, "zoo")) == set(ALL_TABLES)


def test_counts_come_as_one_type_of_whole_number(tmp_path: Path) -> None:
    engine = engine_for("duckdb", tmp_path)
    posts = open_tables(engine, {}, "zoo")["post"]
    assert answer(engine, posts.agg(n=posts.count())).schema == pa.schema([("n", pa.int64())])
