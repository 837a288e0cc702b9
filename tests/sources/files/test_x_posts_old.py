"""X tweet exports until 2024: every trap of the format, and 37 real files."""

from __future__ import annotations

import csv
import io
from collections import Counter
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path

import pytest

from pratfall.records.imports import Extract, Outcome, ZoneEvidence
from pratfall.sources import read_paths
from tests.sources.one_file import NOW, SAMPLES, check, extract, report, rows, skipped, written

FOLDER = SAMPLES / "x_posts_old"
JANUARY = FOLDER / "tweet_activity_metrics_LanternMarsh_20190101_20190201_en.csv"
PROMOTED = FOLDER / "tweet_activity_metrics_LanternMarsh_promoted.csv"
OF_2015 = FOLDER / "tweet_activity_metrics_2015_favorites.csv"


def values(found: Extract, metric: str, scope: str = "all") -> list[float]:
    return [r["value"] for r in rows(found, "observation") if r["metric"] == metric and r["scope"] == scope]


def edited(folder: Path, source: Path, edit: dict[str, str], *, row: int = 1, name: str = "") -> Path:
    """A copy with some cells of one row replaced, by printed column name."""
    table = list(csv.reader(io.StringIO(source.read_text(encoding="utf-8"), newline="")))
    for column, value in edit.items():
        table[row][table[0].index(column)] = value
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(table)
    return written(folder, name or source.name, text.getvalue())


def test_posts_numbers_and_days_are_read() -> None:
    found = extract(JANUARY)
    posts = rows(found, "post")
    assert [post["relation"] for post in posts] == ["original", "original", "reply", "original"]
    first = posts[-1]
    assert first["text"] == "Our winter survey of the marsh is online & free: https://t.co/AbCdEf1234 #wetlands"
    assert first["published_at"] == datetime(2019, 1, 3, 9, 30, tzinfo=UTC)
    assert (first["account_id"], first["hashtags"], first["links"]) == (
        "lanternmarsh", ["wetlands"], ["https://t.co/AbCdEf1234"],
    )  # fmt: skip
    assert values(found, "impressions") == [1800, 5120, 310, 2400]
    assert values(found, "shares") == [9, 22, 0, 6]
    assert values(found, "clicks_other")[-1] == 22  # hashtag clicks and detail expands
    assert {r["kind"] for r in rows(found, "observation")} == {"lifetime_to_date"}


def test_the_account_speaks_for_the_days_in_the_files_name() -> None:
    found = extract(JANUARY)
    (covered,) = rows(found, "coverage")
    assert (covered["start"], covered["end"], covered["evidence"]) == (date(2019, 1, 1), date(2019, 1, 31), "file_name")
    assert (found.report.period_start, found.report.period_end) == (date(2019, 1, 1), date(2019, 1, 31))
    assert {r["as_of"] for r in rows(found, "observation")} == {datetime(2019, 2, 1, tzinfo=UTC)}
    assert (found.report.zone, found.report.zone_evidence) == ("UTC", ZoneEvidence.PRINTED)


def test_a_name_that_does_not_hold_the_rows_is_not_believed(tmp_path: Path) -> None:
    found = extract(written(tmp_path, "tweets_20180101_20180201.csv", JANUARY.read_bytes()))
    assert not check(found, "rows_inside_named_period").passed
    (covered,) = rows(found, "coverage")
    assert (covered["start"], covered["end"], covered["evidence"]) == (date(2019, 1, 3), date(2019, 1, 31), "rows")


def test_a_month_without_a_post_is_spoken_for_too(tmp_path: Path) -> None:
    found = extract(written(tmp_path, JANUARY.name, JANUARY.read_text().splitlines()[0] + "\n"))
    assert "post" not in found.tables
    (covered,) = rows(found, "coverage")
    assert (covered["account_id"], covered["start"], covered["end"]) == (
        "lanternmarsh", date(2019, 1, 1), date(2019, 1, 31),
    )  # fmt: skip
    nameless = report(written(tmp_path, "x.csv", JANUARY.read_text().splitlines()[0] + "\n"))
    assert nameless.outcome is Outcome.NOTHING_TO_READ


def test_a_dash_is_missing_and_makes_no_paid_row() -> None:
    assert not [r for r in rows(extract(JANUARY), "observation") if r["scope"] == "paid"]


def test_promoted_numbers_are_kept_apart_as_paid() -> None:
    found = extract(PROMOTED)
    assert values(found, "impressions", "paid") == [900]
    assert values(found, "likes", "paid") == [4]
    assert len(values(found, "impressions")) == 3
    assert "promoted_posts:1" in found.report.notes


def test_favorites_of_2015_are_likes_and_the_promoted_block_may_be_missing() -> None:
    assert values(extract(OF_2015), "likes") == [18, 4, 96, 12]


def test_the_sums_of_the_file_are_checked(tmp_path: Path) -> None:
    good = extract(JANUARY)
    for code in ("engagements_are_sum_of_parts", "rate_is_engagements_per_impression", "time_equals_id"):
        assert (check(good, code).passed, check(good, code).n) == (True, 4)
    bad = extract(edited(tmp_path, JANUARY, {"engagements": "999.0", "time": "2019-01-31 20:59 +0000"}))
    assert not check(bad, "engagements_are_sum_of_parts").passed
    assert check(bad, "engagements_are_sum_of_parts").got == "3"
    assert not check(bad, "time_equals_id").passed


def test_an_id_rounded_by_a_spreadsheet_comes_back_from_the_link(tmp_path: Path) -> None:
    found = extract(edited(tmp_path, JANUARY, {"Tweet id": "1,09112E+18"}))
    assert {r["post_id"] for r in rows(found, "post")} == {r["post_id"] for r in rows(extract(JANUARY), "post")}


def test_without_a_link_the_row_is_left_out_and_named(tmp_path: Path) -> None:
    found = extract(edited(tmp_path, JANUARY, {"Tweet id": "1.09112E+18", "Tweet permalink": ""}, row=3))
    assert skipped(found) == {"id_spoiled_by_spreadsheet": (4,)}
    assert (found.report.rows_read, found.report.rows_kept) == (4, 3)


def test_an_unreadable_time_is_taken_from_the_id(tmp_path: Path) -> None:
    found = extract(edited(tmp_path, JANUARY, {"time": "yesterday"}))
    assert rows(found, "post")[0]["published_at"] == datetime(2019, 1, 31, 23, 59, tzinfo=UTC)


def test_a_french_spreadsheet_has_changed_everything_but_the_meaning(tmp_path: Path) -> None:
    table = list(csv.reader(io.StringIO(JANUARY.read_text(encoding="utf-8"), newline="")))
    french = [
        [cell.replace(".", ",") if i in range(4, 22) else cell for i, cell in enumerate(row)] if n else row
        for n, row in enumerate(table)
    ]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(french)
    found = extract(written(tmp_path, JANUARY.name, text.getvalue().encode("cp1252")))
    assert found.report.delimiter == ";"
    assert rows(found, "observation") == rows(extract(JANUARY), "observation")


def test_numbers_are_never_true_later_than_now() -> None:
    early = extract(JANUARY, now=datetime(2019, 1, 15, tzinfo=UTC))
    assert {r["as_of"] for r in rows(early, "observation")} == {datetime(2019, 1, 15, tzinfo=UTC)}


@pytest.fixture(scope="module")
def ropensci(shared_data: Path) -> list[Extract]:
    found = list(read_paths([shared_data / "x_exports_ropensci"], now=NOW))
    assert all(isinstance(result, Extract) for result in found)
    return found  # type: ignore[return-value]


def test_all_37_real_files_are_read_and_no_row_is_lost(ropensci: list[Extract]) -> None:
    assert len(ropensci) == 37
    assert sum(found.report.rows_read for found in ropensci) == 1129
    assert sum(found.report.rows_kept for found in ropensci) == 1129
    assert sum(found.tables["post"].num_rows for found in ropensci) == 1129
    assert sum(found.tables["observation"].num_rows for found in ropensci) == 11290
    ids = Counter(post_id for found in ropensci for post_id in found.tables["post"]["post_id"].to_pylist())
    assert len(ids) == 1129


def test_the_real_totals_are_those_of_the_files(ropensci: list[Extract]) -> None:
    # The same sums by the csv module alone.
    total: Counter[str] = Counter()
    for found in ropensci:
        for row in found.tables["observation"].select(["metric", "value"]).to_pylist():
            total[row["metric"]] += row["value"]
    assert total["impressions"] == 6_787_327
    assert total["engagements_reported"] == 115_870
    assert total["follows_gained"] == 112


def test_every_check_of_the_real_files_passes(ropensci: list[Extract]) -> None:
    assert {(c.code, c.passed) for found in ropensci for c in found.report.checks} == {
        ("engagements_are_sum_of_parts", True),
        ("rate_is_engagements_per_impression", True),
        ("time_equals_id", True),
        ("rows_inside_named_period", True),
    }


def test_the_real_months_join_without_a_gap(ropensci: list[Extract]) -> None:
    covered = sorted((row["start"], row["end"]) for found in ropensci for row in rows(found, "coverage"))
    assert (covered[0][0], covered[-1][1]) == (date(2016, 12, 1), date(2019, 12, 31))
    assert all((after[0] - before[1]).days == 1 for before, after in pairwise(covered))
    assert {row["account_id"] for found in ropensci for row in rows(found, "account")} == {"ropensci"}
