"""Google Ads: lines above the header, totals below, missing values with a blank in front."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from tests.sources.one_file import SAMPLES, check, extract, rows, written

ENGLISH = SAMPLES / "google_ads" / "campaign_report.csv"
FRENCH = SAMPLES / "google_ads" / "rapport_fr_utf16.csv"


def test_totals_are_check_values_never_rows() -> None:
    found = extract(ENGLISH)
    assert [row["campaign"] for row in rows(found, "spend")] == ["Lantern search", "Lantern display"]
    assert found.report.rows_read == 2
    assert check(found, "sum_equals_total:spend").passed
    assert check(found, "rows_within_total:impressions").expected == "13345"


def test_the_second_line_is_the_window() -> None:
    first = rows(extract(ENGLISH), "spend")[0]
    assert (first["date"], first["window_start"], first["window_end"]) == (None, date(2026, 9, 1), date(2026, 9, 30))
    assert (first["impressions"], first["clicks_all"], first["spend"]) == (12345, 247, Decimal("98.70"))


def test_french_days_in_utf16_with_tabs_are_read() -> None:
    found = extract(FRENCH)
    assert (found.report.encoding, found.report.delimiter) == ("utf-16", "\t")
    told = [(row["date"], row["spend"], row["conversions"]) for row in rows(found, "spend")]
    assert told == [(date(2026, 9, 1), Decimal("10.50"), 0.5), (date(2026, 9, 2), Decimal("9.50"), 1.0)]
    assert check(found, "sum_equals_total:spend").passed


def test_all_time_is_no_window(tmp_path: Path) -> None:
    text = ENGLISH.read_text().replace('"September 1, 2026 - September 30, 2026"', "All time")
    found = extract(written(tmp_path, "report.csv", text))
    first = rows(found, "spend")[0]
    assert (first["date"], first["window_start"], first["window_end"]) == (None, None, None)
    assert "coverage" not in found.tables


def test_the_real_campaign_report_has_three_campaigns_that_cost_nothing(shared_data: Path) -> None:
    found = extract(shared_data / "exports" / "google-ads" / "campaign_report_2026-04_EUR.csv")
    assert [row["spend"] for row in rows(found, "spend")] == [Decimal(0)] * 3
    assert {row["currency"] for row in rows(found, "spend")} == {"EUR"}
    assert rows(found, "spend")[0]["window_start"] == date(2026, 3, 27)
    assert all(item.passed for item in found.report.checks)


def test_the_real_ad_report_has_fifteen_ads_and_adds_up(shared_data: Path) -> None:
    found = extract(shared_data / "exports" / "google-ads" / "ad_report.csv")
    ads = rows(found, "spend")
    assert (len(ads), len({row["entity_id"] for row in ads})) == (15, 15)
    assert {(row["level"], row["currency"]) for row in ads} == {("ad", "USD")}
    assert sum(row["spend"] for row in ads) == Decimal("117.06")
    assert sum(row["impressions"] for row in ads) == 305
    assert {row["clicks_all"] for row in ads} == {None}  # interactions are not clicks
    assert check(found, "sum_equals_total:spend").passed
    assert check(found, "rows_within_total:spend").expected == "133.89"


def test_portuguese_names_and_a_bare_total_are_read(tmp_path: Path) -> None:
    found = extract(
        written(
            tmp_path,
            "Relatório de campanha.csv",
            "Relatório de campanha\n1 de setembro de 2026 - 30 de setembro de 2026\n"
            "Dia,Campanha,Código da moeda,Custo,Impr.,Cliques\n"
            '2026-09-01,Brejo,BRL,"10,50","1.200",30\nTotal,,BRL,"10,50","1.200",30\n',
        )
    )
    (row,) = rows(found, "spend")
    assert (str(row["date"]), str(row["spend"].normalize()), row["impressions"]) == ("2026-09-01", "10.5", 1200)
    assert check(found, "sum_equals_total:spend").passed
