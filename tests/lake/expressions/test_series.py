from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from tests.lake.rows import LATER, NOON, lake_of

DAY = date(2026, 5, 4)
PER_DAY = {
    "subject_type": "account",
    "subject_id": "a1",
    "metric": "impressions",
    "kind": "per_day",
    "window_start": DAY,
    "window_end": DAY,
}


def test_a_restated_day_shows_the_newer_value_and_how_often_it_changed(tmp_path: Path) -> None:
    first = {**PER_DAY, "value": 10.0, "partial_day": True}
    second = {**PER_DAY, "value": 12.0, "as_of": NOON + timedelta(days=1)}
    lake = lake_of(tmp_path, {"observation": [first]}, {"observation": [second]}, {"observation": [first]})
    (row,) = lake.days(LATER).to_pylist()
    assert (row["day"], row["value"], row["partial_day"], row["restated"]) == (DAY, 12, False, 1)
    (row,) = lake.days(NOON).to_pylist()
    assert (row["value"], row["partial_day"], row["restated"]) == (10, True, 0)


def test_what_must_not_be_added_up_is_no_day(tmp_path: Path) -> None:
    unique = {**PER_DAY, "metric": "reach", "additive": False}
    part = {**PER_DAY, "breakdown": '{"country":"FR"}'}
    paid = {**PER_DAY, "scope": "paid"}
    total = {**PER_DAY, "kind": "window_total"}
    assert len(lake_of(tmp_path, {"observation": [unique, part, paid, total]}).days(LATER)) == 0


def test_followers_are_stocks_by_day(tmp_path: Path) -> None:
    stock = {**PER_DAY, "metric": "followers", "kind": "point_in_time", "additive": False, "value": 100.0}
    undated = {**stock, "window_start": None, "window_end": None, "value": 101.0}
    rows = lake_of(tmp_path, {"observation": [stock, undated]}).stocks(LATER).to_pylist()
    assert sorted((row["day"], row["value"]) for row in rows) == [(DAY, 100), (NOON.date(), 101)]


def test_comments_are_one_row_each_and_none_from_the_future(tmp_path: Path) -> None:
    old = {"text": "first", "created_at": NOON, "likes": 3}
    new = {"text": "edited", "created_at": NOON}
    late = {"comment_id": "c2", "created_at": LATER}
    lake = lake_of(tmp_path, {"comment": [old]}, {"comment": [new, late]})
    (row,) = lake.comments(NOON).to_pylist()
    assert (row["text"], row["likes"]) == ("edited", 3)
    assert len(lake.comments(LATER)) == 2


def test_visits_of_a_site_come_by_source(tmp_path: Path) -> None:
    site = {**PER_DAY, "platform": "ga4", "subject_type": "site", "metric": "sessions"}
    by_source = {**site, "breakdown": '{"source":"newsletter"}', "value": 4.0}
    newer = {**by_source, "value": 5.0, "as_of": LATER}
    rows = lake_of(tmp_path, {"observation": [site, by_source, newer]}).site_sessions(LATER).to_pylist()
    assert sorted((row["breakdown"], row["value"]) for row in rows) == [("", 1), ('{"source":"newsletter"}', 5)]


def test_an_account_keeps_what_an_older_file_knew(tmp_path: Path) -> None:
    lake = lake_of(
        tmp_path,
        {"account": [{"name": "Zoo", "handle": "zoo"}]},
        {"account": [{"name": "The Zoo"}]},
        {"post": [{"account_id": "a2"}]},
    )
    rows = sorted(lake.accounts().to_pylist(), key=lambda row: row["account_id"])
    assert [(r["account_id"], r["name"], r["handle"]) for r in rows] == [("a1", "The Zoo", "zoo"), ("a2", None, None)]


def test_a_sighting_says_which_file_held_which_comment(tmp_path: Path) -> None:
    both = [{"comment_id": "c1", "post_id": "p1"}, {"comment_id": "c2", "post_id": "p1"}]
    stray = {"comment_id": "c3"}
    lake = lake_of(tmp_path, {"comment": [*both, stray]}, {"comment": both[1:]})
    rows = lake.comment_sightings(LATER).to_pylist()
    assert {(row["file_id"], row["comment_id"]) for row in rows} == {("file0", "c1"), ("file0", "c2"), ("file1", "c2")}
    assert all(row["imported_at"] is not None and row["exported_at"] is None for row in rows)
    assert len(lake_of(tmp_path / "empty").comment_sightings(LATER)) == 0
