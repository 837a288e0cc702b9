"""YouTube Studio, totals per day: they sum to the Total row of the table in the same zip."""

from __future__ import annotations

import zipfile
from pathlib import Path

from pratfall.records.imports import Extract, Outcome, ZoneEvidence
from tests.sources.one_file import SAMPLES, check, extract, report, results, rows, written
from tests.sources.totals_of import sums

FOLDER = SAMPLES / "youtube_totals"


def test_real_days_sum_to_the_total_of_the_real_table_of_the_same_zip(shared_data: Path, tmp_path: Path) -> None:
    exports = shared_data / "exports" / "youtube"
    path = tmp_path / "Geography 2020-12-31_2021-12-30.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(exports / "geography_Table data.csv", "Table data.csv")
        archive.write(exports / "geography_Totals.csv", "Totals.csv")
    days = next(item for item in results(path) if isinstance(item, Extract) and item.report.source == "youtube_totals")
    found = check(days, "sum_equals_total:views")
    assert (found.expected, found.got, found.passed) == ("15503810", "15503810", True)


def test_real_days_are_read_day_by_day(shared_data: Path) -> None:
    found = extract(shared_data / "exports" / "youtube" / "geography_Totals.csv")
    assert sums(found) == {("account", "views", "per_day", "all"): (365, 15_503_810.0)}
    assert (str(found.report.period_start), str(found.report.period_end)) == ("2020-12-31", "2021-12-30")
    assert (found.report.zone, found.report.zone_evidence) == ("America/Los_Angeles", ZoneEvidence.DEFAULT)


def test_the_last_day_is_not_over() -> None:
    partial = [
        str(row["window_start"]) for row in rows(extract(FOLDER / "Totals.csv"), "observation") if row["partial_day"]
    ]
    assert partial == ["2026-03-04"]


def test_french_days_with_decimal_commas_and_lost_subscribers() -> None:
    found = extract(FOLDER / "Totaux.csv")
    assert sums(found)["account", "watch_time_s", "per_day", "all"] == (2, 12.75 * 3600)
    assert sums(found)["account", "follows_net", "per_day", "all"] == (2, 1.0)
    assert sums(found)["account", "views", "per_day", "all"] == (2, 1251.0)


def test_a_total_row_in_a_table_by_date_is_a_check() -> None:
    found = extract(FOLDER / "dates_en.csv")
    assert found.report.rows_kept == 2
    assert check(found, "sum_equals_total:views").passed
    assert check(found, "sum_equals_total:watch_hours").passed


def test_a_missing_day_is_a_gap_in_what_the_file_speaks_for(tmp_path: Path) -> None:
    text = "Date,Views\n2026-03-01,120\n2026-03-04,64\n"
    found = extract(written(tmp_path, "Totals.csv", text))
    spans = [(str(row["start"]), str(row["end"])) for row in rows(found, "coverage")]
    assert spans == [("2026-03-01", "2026-03-01"), ("2026-03-04", "2026-03-04")]
    assert check(found, "every_day_has_a_row").passed is False


def test_dates_and_views_of_somebody_else_are_not_taken_for_a_channel(tmp_path: Path) -> None:
    path = written(tmp_path, "blog.csv", "Date,Views\n2026-03-01,120\n2026-03-02,64\n")
    assert report(path).outcome is Outcome.NEEDS_MAPPING


def test_days_of_another_network_are_not_taken_for_a_channel(tmp_path: Path) -> None:
    path = written(
        tmp_path, "days.csv", "Date,Views,Likes,Comments,Shares\n2026-03-01,120,3,1,0\n2026-03-02,64,2,0,0\n"
    )
    assert report(path).outcome is Outcome.NEEDS_MAPPING


def test_spanish_days_and_the_portuguese_name_of_the_file(tmp_path: Path) -> None:
    spanish = (
        "Fecha,Impresiones de miniaturas,Tasa de clics de las miniaturas (%),Suscriptores obtenidos,"
        "Suscriptores perdidos,RPM (USD),Vistas,Tiempo de reproducción (horas),Ingresos estimados (USD)\n"
        "2026-10-01,200,4.5,5,1,0.5,90,3,0.1\n"
    )
    assert sums(extract(written(tmp_path, "dias.csv", spanish))) == {
        ("account", "impressions", "per_day", "all"): (1, 200.0),
        ("account", "ctr", "per_day", "all"): (1, 0.045),
        ("account", "follows_gained", "per_day", "all"): (1, 5.0),
        ("account", "follows_lost", "per_day", "all"): (1, 1.0),
        ("account", "views", "per_day", "all"): (1, 90.0),
        ("account", "watch_time_s", "per_day", "all"): (1, 10_800.0),
    }
    days = "Data,Visualizações\n2026-10-01,5\n2026-10-02,6\n"
    assert extract(written(tmp_path, "Total.csv", days)).report.source == "youtube_totals"
    assert report(written(tmp_path, "Total de doações.csv", days)).outcome is Outcome.NEEDS_MAPPING
