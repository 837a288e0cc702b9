"""X video overview since 2024."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sources.one_file import SAMPLES, extract, rows, skipped, written

SAMPLE = SAMPLES / "x_video_overview" / "lanternmarsh_video_overview_analytics.csv"


def test_the_days_are_read_and_the_table_by_video_is_not() -> None:
    found = extract(SAMPLE)
    assert (found.report.rows_read, found.report.rows_kept) == (5, 5)
    assert "second_table_not_read:2" in found.report.notes
    views = [r["value"] for r in rows(found, "observation") if r["metric"] == "views"]
    assert views == [40, 49, 58, 67, 76]


def test_milliseconds_become_seconds() -> None:
    watched = {r["metric"]: r["value"] for r in rows(extract(SAMPLE), "observation") if r["metric"].endswith("_s")}
    assert watched["avg_watch_s"] == pytest.approx(5.2)
    assert watched["watch_time_s"] == pytest.approx(76 * 5.2)


def test_a_damaged_day_does_not_end_the_table(tmp_path: Path) -> None:
    text = SAMPLE.read_text().replace('"Fri, Jun 19, 2026"', '"Fri, Jun 99, 2026"')
    found = extract(written(tmp_path, "a.csv", text))
    assert skipped(found) == {"bad_date": (4,)}
    assert found.report.rows_kept == 4
