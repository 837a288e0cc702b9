"""LinkedIn, a person's workbook: sheets by content, two tables side by side, three languages."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from pratfall.records.imports import Outcome, ZoneEvidence
from tests.sources.one_file import SAMPLES, check, extract, report, rows, skipped
from tests.sources.totals_of import sums, values

FOLDER = SAMPLES / "linkedin_personal"
OLD = FOLDER / "Content_2025-09-01_2025-09-30_ClaireMoreau.xlsx"
FRENCH = FOLDER / "AggregateAnalytics_Claire Moreau_2025-09-01_2025-09-30.xlsx"
BRAZILIAN = FOLDER / "AggregateAnalytics_Joao Silva_2025-09-01_2025-09-30.xlsx"


def test_a_real_workbook(shared_data: Path) -> None:
    found = extract(shared_data / "exports" / "linkedin" / "personal_Content_2023-08-07_2024-08-05.xlsx")
    assert (found.report.rows_read, found.report.rows_kept) == (365 + 365 + 45, 775)
    assert sums(found) == {
        ("account", "follows_gained", "per_day", "all"): (365, 969.0),
        ("account", "impressions", "per_day", "all"): (365, 70_416.0),
        ("account", "engagements_reported", "per_day", "all"): (365, 1255.0),
        ("account", "reach", "window_total", "all"): (1, 28_517.0),
        ("account", "followers", "point_in_time", "all"): (1, 782.0),
        ("post", "impressions", "window_total", "all"): (42, 65_587.0),
        ("post", "engagements_reported", "window_total", "all"): (45, 1225.0),
    }
    assert check(found, "sum_equals_total:impressions").passed
    assert check(found, "post_day_equals_id").n == 45
    assert (found.report.zone, found.report.zone_evidence) == ("UTC", ZoneEvidence.ID_DERIVED)
    assert (str(found.report.period_start), str(found.report.period_end)) == ("2023-08-07", "2024-08-05")


def test_a_post_in_only_one_of_the_two_tables_has_the_other_number_unknown() -> None:
    found = extract(OLD)
    metrics = {
        post["published_local"]: values(found, post["post_id"], kind="window_total") for post in rows(found, "post")
    }
    assert metrics == {
        "2025-09-03": {"engagements_reported": 14, "impressions": 150},
        "2025-09-20": {"engagements_reported": 9, "impressions": 190},
        "2025-08-25": {"engagements_reported": 2},
        "2025-09-28": {"impressions": 60},
    }


def test_posts_older_than_the_period_make_its_numbers_window_totals() -> None:
    observations = [row for row in rows(extract(OLD), "observation") if row["subject_type"] == "post"]
    windows = {(row["kind"], str(row["window_start"]), str(row["window_end"])) for row in observations}
    assert windows == {("window_total", "2025-09-01", "2025-09-30")}


def test_posts_carry_the_moment_of_their_id() -> None:
    moments = {post["published_local"]: post["published_at"].isoformat() for post in rows(extract(OLD), "post")}
    assert moments["2025-09-28"] == "2025-09-28T22:30:00+00:00"


@pytest.mark.parametrize(("path", "followers"), [(OLD, 812), (FRENCH, 1812), (BRAZILIAN, 1812)])
def test_text_cells_and_day_first_dates_mean_the_same(path: Path, followers: int) -> None:
    found = extract(path)
    assert sums(found)["account", "impressions", "per_day", "all"] == (30, 690.0)
    assert sums(found)["account", "followers", "point_in_time", "all"] == (1, followers)
    assert sums(found)["account", "reach", "window_total", "all"] == (1, 310.0)
    days = sorted(
        str(row["window_start"])
        for row in rows(found, "observation")
        if row["metric"] == "impressions" and row["kind"] == "per_day"
    )
    assert (days[0], days[-1]) == ("2025-09-01", "2025-09-30")
    assert check(found, "sum_equals_total:impressions").passed


def test_one_person_is_one_account_under_the_old_and_the_new_file_name() -> None:
    accounts = {row["account_id"] for path in (OLD, FRENCH) for row in rows(extract(path), "account")}
    assert accounts == {"local:clairemoreau"}


def test_demographics_are_named_as_not_read() -> None:
    assert "sheet_not_read:DEMOGRAPHICS" in extract(OLD).report.notes


def test_a_sum_that_misses_the_printed_one_is_reported(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(OLD)
    book["DISCOVERY"]["B2"] = 691
    book.save(tmp_path / OLD.name)
    assert check(extract(tmp_path / OLD.name), "sum_equals_total:impressions").passed is False


def test_fifty_posts_are_a_limit_and_silence_then_proves_nothing(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(OLD)
    sheet = book["TOP POSTS"]
    for i in range(47):
        sheet.append([f"https://www.linkedin.com/feed/update/urn:li:activity:{7369000000000000000 + i}", "9/4/2025", 1])
    book.save(tmp_path / OLD.name)
    found = extract(tmp_path / OLD.name)
    assert "capped_rows" in found.report.notes
    assert {row["subject"] for row in rows(found, "coverage")} == {"days"}
    assert {row["subject"] for row in rows(extract(OLD), "coverage")} == {"days", "posts"}


def test_a_link_that_is_no_post_is_left_out_with_its_line(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(OLD)
    book["TOP POSTS"]["A5"] = "https://www.linkedin.com/in/claire"
    book.save(tmp_path / OLD.name)
    assert skipped(extract(tmp_path / OLD.name)) == {"no_post_link": (5,)}


def test_a_workbook_of_something_else_is_put_before_the_user(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Date", "Impressions", "Visitors"])
    book.active.append(["9/1/2025", 3, 4])
    book.create_sheet("Notes").append(["nothing here"])
    book.save(tmp_path / "numbers.xlsx")
    assert report(tmp_path / "numbers.xlsx").outcome is Outcome.NEEDS_MAPPING
