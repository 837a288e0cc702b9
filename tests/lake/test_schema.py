from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from pratfall.lake import Lake
from pratfall.lake import schema as lake_schema
from pratfall.records.tables import Column
from tests.lake.rows import LATER, extract, table


def test_every_type_of_column_is_known_to_arrow_and_to_queries() -> None:
    used = {column.type for columns in lake_schema.ALL_TABLES.values() for column in columns}
    assert used <= set(lake_schema.ARROW_TYPES) == set(lake_schema.QUERY_TYPES)


@pytest.mark.parametrize("name", ["Zoo", "a/../b", "..", "C:\\x", "été", "a_b", "=1", "%2e", "\0", "🙂", "a" * 40])
def test_a_name_becomes_a_key_that_may_stand_in_any_path(name: str) -> None:
    key = lake_schema.organisation_key(name)
    assert key.isascii() and key.replace("-", "").replace("_", "").isalnum()


def test_two_names_never_share_a_key() -> None:
    names = ["a b", "a_20_b", "a_b", "ab", "a  b", "A b", "a.b", "a-b"]
    assert len({lake_schema.organisation_key(name) for name in names}) == len(names)


def test_a_lake_from_before_a_column_was_added_reads_it_as_null(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lake = Lake(tmp_path, "Zoo")
    with lake.writing() as writer:
        writer.add(extract("old", comment=[{"comment_id": "c1"}]))
    monkeypatch.setitem(
        lake_schema.ALL_TABLES, "comment", (*lake_schema.ALL_TABLES["comment"], Column("mood", "float"))
    )
    for cached in (lake_schema.own_schema, lake_schema.stored_schema, lake_schema.query_schema):
        cached.cache_clear()
    lake = Lake(tmp_path, "Zoo")
    assert lake.comments(LATER)["mood"].to_pylist() == [None]
    with lake.writing() as writer:
        writer.add(extract("new", comment=[{"comment_id": "c2", "mood": 0.5}]))
    moods = {row["comment_id"]: row["mood"] for row in lake.comments(LATER).to_pylist()}
    assert moods == {"c1": None, "c2": 0.5}
    lake.erase_person("nobody")
    assert len(lake.comments(LATER)) == 2
    monkeypatch.undo()
    for cached in (lake_schema.own_schema, lake_schema.stored_schema, lake_schema.query_schema):
        cached.cache_clear()


def test_rank_keeps_its_order_to_the_end_of_the_century_and_for_many_rows() -> None:
    rows = table("observation", [{"as_of": datetime(2096, 1, 1, tzinfo=UTC)}, {"as_of": LATER}, {"as_of": LATER}])
    stamped = lake_schema.stamp(
        "observation", rows, organisation="z", file_id="f", import_id="i", first_row=30_000_000_000
    )
    rank = stamped["rank"].to_pylist()
    assert rank[0] > rank[2] > rank[1] > 0
    assert rank[0] < 1 << lake_schema.RANK_BITS
