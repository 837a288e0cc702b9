from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pratfall.lake import Lake
from tests.lake.rows import DEFAULTS, LATER, NOON, lake_of


def one(lake: Lake, as_of: datetime = LATER) -> dict[str, Any]:
    (row,) = lake.posts(as_of).to_pylist()
    return dict(row)


def test_a_later_export_wins_even_when_its_number_is_smaller(tmp_path: Path) -> None:
    newer = {"value": 3.0, "as_of": NOON + timedelta(days=1)}
    lake = lake_of(tmp_path, {"post": [{}], "observation": [newer]}, {"observation": [{"value": 9.0}]})
    assert one(lake)["likes"] == 3
    assert one(lake)["readings"] == 2
    assert one(lake)["observed_at"] == newer["as_of"]
    assert one(lake)["file_id"] == "file0"


def test_of_two_exports_of_the_same_moment_the_one_imported_later_wins(tmp_path: Path) -> None:
    lake = lake_of(tmp_path, {"post": [{}], "observation": [{"value": 9.0}]}, {"observation": [{"value": 3.0}]})
    assert one(lake)["likes"] == 3
    assert one(lake)["readings"] == 1


def test_a_lifetime_number_comes_before_a_window_total_however_new(tmp_path: Path) -> None:
    window = {"value": 9.0, "kind": "window_total", "as_of": NOON + timedelta(days=9)}
    assert one(lake_of(tmp_path, {"post": [{}], "observation": [{"value": 3.0}, window]}))["likes"] == 3


def test_a_window_total_stands_where_there_is_no_lifetime_number(tmp_path: Path) -> None:
    row = one(lake_of(tmp_path, {"post": [{}], "observation": [{"value": 9.0, "kind": "window_total"}]}))
    assert (row["likes"], row["readings"]) == (9, 0)


def test_a_number_nobody_exported_is_null_and_never_zero(tmp_path: Path) -> None:
    row = one(lake_of(tmp_path, {"post": [{}], "observation": [{}]}))
    assert row["shares"] is None and row["impressions"] is None and row["paid_reach"] is None


def test_paid_numbers_stay_apart_and_breakdowns_are_no_totals(tmp_path: Path) -> None:
    rows = [
        {"metric": "impressions", "value": 100.0},
        {"metric": "impressions", "value": 40.0, "scope": "paid"},
        {"metric": "impressions", "value": 60.0, "scope": "organic"},
        {"metric": "impressions", "value": 7.0, "breakdown": '{"country":"FR"}', "as_of": LATER},
    ]
    row = one(lake_of(tmp_path, {"post": [{}], "observation": rows}))
    assert (row["impressions"], row["paid_impressions"]) == (100, 40)


def test_what_was_observed_or_published_later_does_not_exist_yet(tmp_path: Path) -> None:
    tomorrow = NOON + timedelta(days=1)
    later_post = {"post_id": "p2", "published_at": tomorrow}
    later_day = {"post_id": "p3", "published_at": None, "published_local": "2026-06-02", "as_of": None}
    lake = lake_of(
        tmp_path, {"post": [{}, later_post, later_day], "observation": [{}, {"value": 5.0, "as_of": tomorrow}]}
    )
    assert one(lake, NOON)["likes"] == 1
    assert len(lake.posts(NOON - timedelta(days=1))) == 0
    assert len(lake.posts(LATER)) == 3


def test_attributes_are_the_newest_anyone_knew(tmp_path: Path) -> None:
    old = {"post_type": "video", "text": "old", "lang": "fr", "hashtags": ["a"]}
    new = {"post_type": "unknown", "text": "new", "as_of": NOON + timedelta(days=1)}
    row = one(lake_of(tmp_path, {"post": [new]}, {"post": [old]}))
    assert (row["post_type"], row["text"], row["lang"], row["hashtags"]) == ("video", "new", "fr", ["a"])


def test_a_post_listed_under_two_ids_with_one_address_is_one_post(tmp_path: Path) -> None:
    twin = {"post_id": "z9", "url": "https://x.example/1", "relation": "crosspost", "account_id": "a2"}
    lake = lake_of(
        tmp_path,
        {"post": [{"url": "https://x.example/1"}, twin], "observation": [{"value": 5.0}]},
        {"observation": [{"value": 6.0, "subject_id": "z9", "account_id": "a2", "as_of": LATER}]},
    )
    row = one(lake)
    assert (row["account_id"], row["post_id"], row["likes"], row["readings"]) == ("a1", "p1", 6, 2)
    assert sorted(lake.curves(LATER)["value"].to_pylist()) == [5, 6]


def test_posts_that_only_share_a_landing_page_stay_apart(tmp_path: Path) -> None:
    next_week = DEFAULTS["post"]["published_at"] + timedelta(days=7)
    posts = [
        {"url": "https://shop.example"},
        {"post_id": "p2", "url": "https://shop.example", "published_at": next_week},
    ]
    assert len(lake_of(tmp_path, {"post": posts}).posts(LATER)) == 2


def test_curves_hold_posts_read_twice_with_their_age(tmp_path: Path) -> None:
    once = {"subject_id": "p2", "value": 4.0}
    twice = [{"value": 1.0}, {"value": 2.0, "as_of": NOON + timedelta(hours=6)}, {"value": 2.0, "metric": "shares"}]
    lake = lake_of(tmp_path, {"post": [{}, {"post_id": "p2"}], "observation": [once, *twice]})
    rows = sorted(lake.curves(LATER).to_pylist(), key=lambda row: row["age_hours"])
    age = (NOON - DEFAULTS["post"]["published_at"]).total_seconds() / 3600
    assert [(r["post_id"], r["metric"], r["age_hours"], r["value"]) for r in rows] == [
        ("p1", "likes", age, 1.0),
        ("p1", "likes", age + 6, 2.0),
    ]
    assert len(lake.curves(LATER, metrics=["shares"])) == 0


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_posts_are_what_a_slow_twin_says(tmp_path: Path, seed: int) -> None:
    rng = np.random.default_rng(seed)
    posts = [{"post_id": f"p{i}"} for i in range(5)]
    files: list[dict[str, Any]] = [{"post": posts}]
    for _ in range(4):
        files.append({"observation": [_reading(rng) for _ in range(40)]})
    lake = lake_of(tmp_path, *files)
    rows = [row for file in files for row in file.get("observation", [])]
    for post in lake.posts(LATER).to_pylist():
        for metric in ("likes", "shares"):
            assert post[metric] == _slow_value(rows, post["post_id"], metric)


def _reading(rng: np.random.Generator) -> dict[str, Any]:
    return {
        "subject_id": f"p{rng.integers(5)}",
        "metric": str(rng.choice(["likes", "shares"])),
        "value": float(rng.integers(1000)) if rng.random() < 0.9 else None,
        "kind": str(rng.choice(["lifetime_to_date", "window_total", "per_day"])),
        "scope": str(rng.choice(["all", "unknown", "organic"])),
        "as_of": datetime(2026, 6, 1, tzinfo=UTC) + timedelta(days=int(rng.integers(6))),
    }


def _slow_value(rows: list[dict[str, Any]], post: str, metric: str) -> float | None:
    """Row by row: scope all before unknown, lifetime before window, later moment, later import."""
    best: tuple[Any, float | None] = ((), None)
    for number, row in enumerate(rows):
        if (row["subject_id"], row["metric"]) != (post, metric) or row["value"] is None:
            continue
        if row["scope"] == "organic" or row["kind"] == "per_day":
            continue
        order = (row["scope"] == "all", row["kind"] == "lifetime_to_date", row["as_of"], number)
        best = max(best, (order, row["value"]))
    return best[1]
