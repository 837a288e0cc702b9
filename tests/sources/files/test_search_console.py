"""Search Console: the day table is the truth; the other tables borrow its days or are left out."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

from pratfall.records.imports import Extract, Outcome
from tests.sources.one_file import SAMPLES, check, extract, report, results, rows, skipped

FOLDER = SAMPLES / "search_console"


def zipped(folder: Path, target: Path) -> Path:
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(folder.glob("*.csv")):
            archive.write(path, path.name)
    return target


def test_days_are_days_and_positions_are_never_added() -> None:
    found = extract(FOLDER / "Chart.csv")
    clicks = [row for row in rows(found, "observation") if row["metric"] == "search_clicks"]
    assert [(row["window_start"].day, row["value"], row["kind"]) for row in clicks] == [
        (1, 2.0, "per_day"),
        (2, 0.0, "per_day"),
        (3, 1.0, "per_day"),
    ]
    assert {row["additive"] for row in rows(found, "observation") if row["metric"] == "search_position"} == {False}
    assert check(found, "rate_is_clicks_per_impression").passed


def test_french_names_and_commas_are_read() -> None:
    found = extract(FOLDER / "Graphique.csv")
    told = {(row["metric"], row["window_start"].day): row["value"] for row in rows(found, "observation")}
    assert told["search_position", 1] == 4.5
    assert told["ctr", 1] == 0.15


def test_queries_alone_have_no_period_and_are_left_out() -> None:
    told = report(FOLDER / "Queries.csv")
    assert told.outcome is Outcome.NOTHING_TO_READ
    assert skipped(told) == {"no_period": (2, 3)}


def test_in_the_zip_the_tables_share_the_days_of_the_chart(shared_data: Path, tmp_path: Path) -> None:
    path = zipped(shared_data / "exports" / "google-search-console", tmp_path / "performance.zip")
    found = {item.report.path_in_zip: item for item in results(path) if isinstance(item, Extract)}
    assert set(found) == {"Chart.csv", "Countries.csv", "Devices.csv", "Pages.csv", "Queries.csv"}
    windows = {(row["window_start"], row["window_end"]) for row in rows(found["Queries.csv"], "observation")}
    assert windows == {(date(2026, 4, 13), date(2026, 5, 3))}
    assert len(rows(found["Queries.csv"], "observation")) == 25 * 4


def test_the_real_chart_has_21_days_and_11_clicks(shared_data: Path) -> None:
    found = extract(shared_data / "exports" / "google-search-console" / "Chart.csv")
    clicks = [row["value"] for row in rows(found, "observation") if row["metric"] == "search_clicks"]
    assert (len(clicks), sum(clicks)) == (21, 11)
    assert check(found, "rate_is_clicks_per_impression").passed


def test_the_table_of_settings_is_recognised_and_left_alone(shared_data: Path) -> None:
    told = report(shared_data / "exports" / "google-search-console" / "Filters.csv")
    assert (told.outcome, told.source) == (Outcome.NOTHING_TO_READ, "search_console")
