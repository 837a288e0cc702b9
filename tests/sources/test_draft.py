"""Gathering rows: typed, complete, and bounded in memory."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pyarrow as pa
import pytest

from pratfall.records.tables import TABLES, MetricKind
from pratfall.sources import draft as drafting
from pratfall.sources.draft import SCHEMAS, Draft, column

AT = datetime(2026, 1, 2, tzinfo=UTC)
POST = {"platform": "x", "account_id": "a", "subject_type": "post"}


def test_the_schemas_are_the_records_tables() -> None:
    assert {name: schema.names for name, schema in SCHEMAS.items()} == {
        name: [column.name for column in columns] for name, columns in TABLES.items()
    }


def test_columns_left_out_are_null_and_unknown_ones_are_a_mistake() -> None:
    draft = Draft()
    draft.add("account", 2, platform="x", account_id=pa.array(["a", "b"]))
    (table,) = draft.tables().values()
    assert table.select(["platform", "account_id", "handle"]).to_pylist() == [
        {"platform": "x", "account_id": "a", "handle": None},
        {"platform": "x", "account_id": "b", "handle": None},
    ]
    with pytest.raises(ValueError, match="no column"):
        draft.add("account", 1, platform="x", account_id="a", colour="red")
    with pytest.raises(ValueError, match="3 rows among 2"):
        draft.add("account", 2, platform="x", account_id=["a", "b", "c"])


def test_wide_becomes_long_and_missing_makes_no_row() -> None:
    draft = Draft()
    draft.observe(
        2, {"likes": [1, None], "reach": [5, 6], "saves": None}, kind=MetricKind.LIFETIME, subject_id=["p", "q"], **POST
    )
    draft.as_of = AT
    rows = draft.tables()["observation"].to_pylist()
    assert [(row["subject_id"], row["metric"], row["value"], row["additive"]) for row in rows] == [
        ("p", "likes", 1.0, True),
        ("p", "reach", 5.0, False),
        ("q", "reach", 6.0, False),
    ]
    assert {row["as_of"] for row in rows} == {AT}
    assert {row["breakdown"] for row in rows} == {""}


@pytest.mark.parametrize("kind", [MetricKind.POINT, MetricKind.ROLLING_7, MetricKind.ROLLING_28])
def test_stocks_and_rolling_numbers_are_never_additive(kind: MetricKind) -> None:
    draft = Draft()
    draft.observe(1, {"likes": [1]}, kind=kind, subject_id="p", as_of=AT, **POST)
    assert draft.tables()["observation"]["additive"].to_pylist() == [False]


def test_a_metric_outside_the_vocabulary_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="vocabulary"):
        Draft().observe(1, {"love": [1]}, kind=MetricKind.LIFETIME, subject_id="p", **POST)


def test_a_moment_given_with_a_row_is_kept() -> None:
    draft = Draft()
    draft.add("post", 2, platform="x", account_id="a", post_id=["p", "q"], post_type="text", relation="original",
              as_of=pa.array([AT, None], pa.timestamp("us", tz="UTC")))  # fmt: skip
    draft.as_of = datetime(2026, 3, 1, tzinfo=UTC)
    assert draft.tables()["post"]["as_of"].to_pylist() == [AT, draft.as_of]


def test_skipped_rows_keep_their_first_lines() -> None:
    draft = Draft()
    draft.rows_read = 30
    draft.skip("bad_date", list(range(2, 27)))
    draft.skip("bad_date", [40])
    (skipped,) = draft.skipped
    assert (skipped.count, skipped.lines) == (26, tuple(range(2, 12)))
    assert draft.rows_kept == 4


def test_a_note_is_said_once() -> None:
    draft = Draft()
    draft.note("column_ignored:a")
    draft.note("column_ignored:a")
    assert draft.notes == ["column_ignored:a"]


def test_what_does_not_fit_in_memory_comes_back_from_disk_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafting, "SPILL_BYTES", 10_000)
    draft = Draft()
    for i in range(20):
        ids = [f"{i}-{j}" for j in range(100)]
        draft.observe(100, {"likes": list(range(100))}, kind=MetricKind.LIFETIME, subject_id=ids, **POST)
    draft.as_of = AT
    table = draft.tables()["observation"]
    del draft
    assert table.num_rows == 2000
    assert table["subject_id"].to_pylist()[-1] == "19-99"
    assert table["as_of"].null_count == 0
    assert table.schema == SCHEMAS["observation"]


def test_days_spoken_for_are_rows_too() -> None:
    draft = Draft()
    day = date(2026, 1, 1)
    draft.cover(platform="x", account_id="a", subject="posts", start=day, end=day, evidence="rows")
    assert draft.tables()["coverage"].num_rows == 1
    assert draft.rows_in("coverage") == 1


def test_constants_lists_and_arrays_become_columns() -> None:
    assert column("x", pa.string(), 2).to_pylist() == ["x", "x"]
    assert column([1, None], pa.float64(), 2).to_pylist() == [1.0, None]
    assert column(pa.chunked_array([[1], [2]]), pa.float64(), 2).to_pylist() == [1.0, 2.0]
    assert column(None, pa.string(), 1).to_pylist() == [None]
    assert column(True, pa.bool_(), 1).to_pylist() == [True]
    assert column(pa.scalar("y"), pa.string(), 1).to_pylist() == ["y"]
