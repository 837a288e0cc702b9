"""X account overview since 2024."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pratfall.records.imports import Outcome
from pratfall.sources.files.x_overview import label_in
from tests.sources.one_file import SAMPLES, check, extract, report, rows, written

SAMPLE = SAMPLES / "x_overview" / "lanternmarsh_account_overview_analytics.csv"


def test_days_are_read_newest_first_and_the_newest_is_unfinished() -> None:
    found = extract(SAMPLE)
    views = [r for r in rows(found, "observation") if r["metric"] == "impressions"]
    assert [r["window_start"] for r in views][:2] == [date(2026, 6, 20), date(2026, 6, 19)]
    assert [r["partial_day"] for r in views] == [True] + [False] * 9
    assert {r["kind"] for r in views} == {"per_day"}
    assert found.report.period_end == date(2026, 6, 20)


def test_the_account_is_what_somebody_wrote_into_the_name() -> None:
    assert {row["account_id"] for row in rows(extract(SAMPLE), "account")} == {"local:lanternmarsh"}
    assert {row["account_id"] for row in rows(extract(SAMPLE, account="Lantern"), "account")} == {"local:Lantern"}


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("account_overview_analytics.csv", "x"),
        ("account_overview_analytics (1).csv", "x"),
        ("account_overview_analytics_2025-08.csv", "x"),
        ("kaia_account_overview_analytics.csv", "kaia"),
        ("My cause.csv", "My cause"),
    ],
)
def test_a_label_is_found_around_the_networks_own_name(name: str, label: str) -> None:
    assert label_in(name) == label


def test_a_day_left_out_is_a_gap(tmp_path: Path) -> None:
    lines = SAMPLE.read_text().splitlines(keepends=True)
    found = extract(written(tmp_path, "a.csv", "".join(lines[:4] + lines[5:])))
    assert len(rows(found, "coverage")) == 2
    assert not check(found, "every_day_has_a_row").passed


def test_a_header_without_days_says_nothing(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", SAMPLE.read_text().splitlines()[0] + "\n")
    assert report(path).outcome is Outcome.NOTHING_TO_READ


def test_days_of_another_tool_are_not_taken_for_x(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", "Date,Impressions,Likes,Engagements\n2026-01-01,1,2,3\n")
    assert report(path).source == ""


def test_the_real_file_is_read(shared_data: Path) -> None:
    found = extract(shared_data / "exports/x-twitter/account_overview_analytics_2025-08.csv")
    assert (found.report.rows_read, found.report.rows_kept) == (7, 7)
    total = sum(r["value"] for r in rows(found, "observation") if r["metric"] == "impressions")
    assert total == 24749
    assert {r["as_of"] for r in rows(found, "observation")} == {datetime(2025, 8, 26, tzinfo=UTC)}
    assert [(r["start"], r["end"]) for r in rows(found, "coverage")] == [(date(2025, 8, 20), date(2025, 8, 26))]
