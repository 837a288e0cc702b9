"""YouTube Studio, chart data: days of the top rows only."""

from __future__ import annotations

from pathlib import Path

from tests.sources.one_file import SAMPLES, extract, rows
from tests.sources.totals_of import sums

FOLDER = SAMPLES / "youtube_chart"


def test_a_real_chart_keeps_every_row_under_its_country(shared_data: Path) -> None:
    found = extract(shared_data / "exports" / "youtube" / "geography_Chart data.head3000.csv")
    assert (found.report.rows_read, found.report.rows_kept) == (2999, 2999)
    assert sums(found) == {}
    assert sums(found, breakdown=True) == {("account", "views", "per_day", "all"): (2999, 193_684.0)}


def test_top_rows_never_speak_for_the_channel() -> None:
    found = extract(FOLDER / "Chart data.csv")
    assert "coverage" not in found.tables
    assert "top_rows_only" in found.report.notes


def test_a_chart_by_video_gives_days_of_posts() -> None:
    found = extract(FOLDER / "chart_content_fr.csv")
    assert sums(found) == {("post", "views", "per_day", "all"): (2, 82.0)}
    assert {row["subject_id"] for row in rows(found, "observation")} == {"Mq0bXvSJ1aA"}
