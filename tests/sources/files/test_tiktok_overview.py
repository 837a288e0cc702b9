"""TikTok Studio, days of the account: no year is printed, negative counts are real."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pratfall.records.imports import Extract
from tests.sources.one_file import SAMPLES, check, extract, results, rows, skipped, written
from tests.sources.totals_of import sums

FOLDER = SAMPLES / "tiktok_overview"
ENGLISH = FOLDER / "Overview.csv"


def test_a_real_year_of_days(shared_data: Path) -> None:
    found = extract(shared_data / "exports" / "tiktok" / "Overview_365d.csv")
    assert sums(found) == {
        ("account", "views", "per_day", "all"): (365, 2_946_198.0),
        ("account", "profile_views", "per_day", "all"): (365, 9692.0),
        ("account", "likes", "per_day", "all"): (365, 23_673.0),
        ("account", "comments", "per_day", "all"): (365, 3171.0),
        ("account", "shares", "per_day", "all"): (365, 2372.0),
    }
    negative = [row["value"] for row in rows(found, "observation") if row["metric"] == "comments" and row["value"] < 0]
    assert len(negative) == 35
    assert (str(found.report.period_start), str(found.report.period_end)) == ("2025-02-28", "2026-02-27")


def test_a_real_account_is_named_by_the_posts_of_the_same_call(shared_data: Path) -> None:
    folder = shared_data / "exports" / "tiktok"
    _, overview = results(folder / "Content.csv", folder / "Overview_365d.csv")
    assert isinstance(overview, Extract)
    assert {row["account_id"] for row in rows(overview, "account")} == {"haileytupy2.0"}
    assert "account_assumed:haileytupy2.0" in overview.report.notes


def test_an_assumed_year_is_said_to_be_one() -> None:
    found = check(extract(ENGLISH), "year_assumed")
    assert (found.passed, found.got) == (None, "2026-02-17")


def test_posts_in_the_same_zip_settle_the_year_and_the_account(tmp_path: Path) -> None:
    days = [f"{month} {day}" for month, last in (("February", 28), ("March", 8)) for day in range(1, last + 1)]
    lines = [
        '"Date","Video Views","Profile Views","Likes","Comments","Shares"',
        *(f'"{day}","5","1","0","0","0"' for day in days),
    ]
    overview = written(tmp_path, "Overview.csv", "\n".join(lines) + "\n")
    path = tmp_path / "tiktok.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(overview, "Overview.csv")
        archive.write(SAMPLES / "tiktok_content" / "Content.csv", "Content.csv")
    found = next(
        item for item in results(path) if isinstance(item, Extract) and item.report.source == "tiktok_overview"
    )
    assert "year_assumed" not in {item.code for item in found.report.checks}
    assert str(found.report.period_end) == "2026-03-08"
    assert {row["account_id"] for row in rows(found, "account")} == {"amisdumarais"}


def test_years_turn_with_the_new_year_and_the_last_day_is_not_over() -> None:
    found = extract(ENGLISH)
    days = sorted({row["window_start"] for row in rows(found, "observation")})
    assert (str(days[0]), str(days[-1]), len(days)) == ("2025-12-20", "2026-02-17", 60)
    assert {str(row["window_start"]) for row in rows(found, "observation") if row["partial_day"]} == {"2026-02-17"}


def test_no_day_lies_in_the_future() -> None:
    found = extract(ENGLISH, now=datetime(2026, 1, 31, tzinfo=UTC))
    assert str(found.report.period_end) == "2025-02-17"


@pytest.mark.parametrize(
    ("name", "start", "views"), [("Overview_es.csv", "2026-03-01", 1045), ("Overview_fr.csv", "2026-07-25", 11066)]
)
def test_localised_months_are_read(name: str, start: str, views: int) -> None:
    found = extract(FOLDER / name)
    assert str(found.report.period_start) == start
    assert sums(found)["account", "views", "per_day", "all"][1] == views


def test_undefined_makes_no_number() -> None:
    assert sums(extract(FOLDER / "Overview_es.csv"))["account", "reach", "per_day", "all"][0] == 8


def test_a_day_that_is_none_is_left_out_with_its_line(tmp_path: Path) -> None:
    text = ENGLISH.read_text("utf-8").replace('"December 22"', '"Decembruary 22"')
    assert skipped(extract(written(tmp_path, "Overview.csv", text))) == {"bad_date": (4,)}
