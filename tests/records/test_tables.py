"""The canonical schema is what the rooms agree on."""

from __future__ import annotations

import pytest

from pratfall.records.tables import METRICS, NOT_ADDITIVE, TABLES

TYPES = {"text", "int", "float", "decimal", "date", "ts", "bool", "texts"}


@pytest.mark.parametrize("table", sorted(TABLES))
def test_a_table_names_each_column_once_and_with_a_known_type(table: str) -> None:
    columns = TABLES[table]
    assert len({c.name for c in columns}) == len(columns)
    assert {c.type for c in columns} <= TYPES


@pytest.mark.parametrize("table", sorted(TABLES))
def test_a_row_can_always_be_told_apart(table: str) -> None:
    assert any(c.required and c.type == "text" for c in TABLES[table])


def test_what_the_lake_adds_is_in_no_table() -> None:
    added = {"organisation", "file_id", "import_id"}
    assert not [name for name, columns in TABLES.items() if added & {c.name for c in columns}]


def test_reach_stocks_and_rates_are_never_summed() -> None:
    assert {"reach", "followers", "ctr", "users"} <= NOT_ADDITIVE <= METRICS
    assert not {"impressions", "likes", "sessions"} & NOT_ADDITIVE
