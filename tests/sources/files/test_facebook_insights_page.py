"""Old Facebook Insights, page: the first word of a column is its kind."""

from __future__ import annotations

from pathlib import Path

from pratfall.records.imports import ZoneEvidence
from tests.sources.one_file import SAMPLES, extract, rows
from tests.sources.totals_of import sums

SAMPLE = SAMPLES / "facebook_insights_page" / "page_level_cp1252.csv"


def test_a_real_page_of_644_columns(shared_data: Path) -> None:
    found = extract(shared_data / "exports" / "facebook" / "fb_insights_page_level_2014.csv")
    assert (found.report.rows_read, found.report.rows_kept, found.report.encoding) == (58, 58, "cp1252")
    totals = sums(found)
    assert totals["account", "followers", "point_in_time", "all"] == (58, 1926.0)
    assert totals["account", "follows_gained", "per_day", "all"] == (58, 21.0)
    assert totals["account", "reach", "per_day", "all"] == (58, 492.0)
    assert totals["account", "reach", "rolling_7", "all"] == (58, 2525.0)
    assert totals["account", "reach", "rolling_28", "all"] == (58, 5472.0)
    assert totals["account", "impressions", "per_day", "all"] == (58, 1762.0)
    assert totals["account", "clicks_all", "per_day", "all"] == (58, 382.0)
    assert totals["account", "profile_views", "per_day", "all"] == (58, 54.0)
    assert totals["account", "likes", "per_day", "all"] == (58, 14.0)
    assert (str(found.report.period_start), str(found.report.period_end)) == ("2014-01-01", "2014-02-27")


def test_rolling_windows_are_never_additive_and_end_on_their_day() -> None:
    weekly = [row for row in rows(extract(SAMPLE), "observation") if row["kind"] == "rolling_7"]
    assert weekly
    assert not any(row["additive"] for row in weekly)
    assert {(row["window_end"] - row["window_start"]).days for row in weekly} == {6}


def test_views_not_viewers_are_taken_of_a_name_printed_twice() -> None:
    assert sums(extract(SAMPLE))["account", "profile_views", "per_day", "all"] == (3, 59.0)


def test_an_empty_stock_is_unknown() -> None:
    assert sums(extract(SAMPLE))["account", "followers", "point_in_time", "all"] == (2, 2408.0)


def test_days_are_pacific_by_default_evidence_and_the_account_is_not_named() -> None:
    found = extract(SAMPLE)
    assert (found.report.zone, found.report.zone_evidence) == ("America/Los_Angeles", ZoneEvidence.DEFAULT)
    assert "account_not_named:local:facebook" in found.report.notes
