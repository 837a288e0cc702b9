"""Meta ads: the currency in the header, the summary row, days and windows, several languages."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook

from tests.sources.one_file import SAMPLES, check, extract, report, rows, skipped, written

ENGLISH = SAMPLES / "meta_ads" / "campaigns_en.csv"
FRENCH = SAMPLES / "meta_ads" / "publicites_fr.csv"
SPOILED = SAMPLES / "meta_ads" / "publicites_fr_mojibake.csv"


def test_the_row_without_names_is_the_total_and_no_row() -> None:
    found = extract(ENGLISH)
    assert [row["campaign"] for row in rows(found, "spend")] == ["Autumn appeal", "Volunteer drive"]
    assert found.report.rows_read == 2
    assert check(found, "sum_equals_total:spend").passed
    assert check(found, "sum_equals_total:impressions").n == 2


def test_without_a_day_the_numbers_belong_to_a_window() -> None:
    first = rows(extract(ENGLISH), "spend")[0]
    assert first["date"] is None
    assert (first["window_start"], first["window_end"]) == (date(2026, 9, 1), date(2026, 9, 30))
    assert (first["spend"], first["currency"]) == (Decimal("120.05"), "EUR")


def test_results_keep_saying_what_they_count() -> None:
    told = [(row["results"], row["result_indicator"]) for row in rows(extract(ENGLISH), "spend")]
    assert told == [(210.0, "actions:link_click"), (12.0, "actions:offsite_conversion.fb_pixel_lead")]


def test_with_a_day_every_row_is_that_day_and_the_level_is_the_ad() -> None:
    found = rows(extract(FRENCH), "spend")
    assert [row["date"] for row in found] == [date(2026, 9, 1), date(2026, 9, 2), date(2026, 9, 2)]
    assert {row["level"] for row in found} == {"ad"}
    assert sum(row["spend"] for row in found) == Decimal("23.75")


def test_spoiled_french_names_are_read_as_if_they_were_right() -> None:
    assert rows(extract(SPOILED), "spend") == rows(extract(FRENCH), "spend")


def test_an_empty_cell_of_purchases_is_unknown_not_none() -> None:
    assert [row["conversions"] for row in rows(extract(FRENCH), "spend")] == [1.0, None, None]


def test_rows_split_by_age_are_added_up_to_the_ad(tmp_path: Path) -> None:
    text = (
        "Reporting starts,Reporting ends,Ad name,Age,Amount spent (USD),Impressions\n"
        "2026-09-01,2026-09-30,Lantern,18-24,10.10,100\n2026-09-01,2026-09-30,Lantern,25-34,20.20,200\n"
    )
    found = extract(written(tmp_path, "ads.csv", text))
    [row] = rows(found, "spend")
    assert (row["spend"], row["impressions"]) == (Decimal("30.30"), 300)
    assert "breakdown_rows_added_up:1" in found.report.notes


def test_a_workbook_is_read_like_the_table_of_commas(tmp_path: Path) -> None:
    book = Workbook()
    for line in ENGLISH.read_text().splitlines():
        book.active.append(line.split(","))
    book.save(tmp_path / "ads.xlsx")
    assert rows(extract(tmp_path / "ads.xlsx"), "spend") == rows(extract(ENGLISH), "spend")


def test_a_total_that_does_not_add_up_is_said(tmp_path: Path) -> None:
    text = ENGLISH.read_text().replace("180.55", "200.00")
    told = check(extract(written(tmp_path, "ads.csv", text)), "sum_equals_total:spend")
    assert (told.passed, told.expected, told.got) == (False, "200", "180.55")


def test_money_without_any_currency_is_left_out(tmp_path: Path) -> None:
    text = "Reporting starts,Reporting ends,Ad name,Amount spent\n2026-09-01,2026-09-30,Lantern,10.10\n"
    assert skipped(report(written(tmp_path, "ads.csv", text))) == {"no_currency": (2,)}


def test_ids_spoiled_by_a_french_spreadsheet_give_way_to_names(tmp_path: Path) -> None:
    text = (
        "Début des rapports;Fin des rapports;Nom de la campagne;ID de la campagne;Montant dépensé (EUR)\n"
        "01/09/2026;30/09/2026;Collecte;2,3851E+16;1 120,05\n"
    )
    [row] = rows(extract(written(tmp_path, "pubs.csv", text)), "spend")
    assert (row["entity_id"], row["spend"]) == ("Collecte", Decimal("1120.05"))
    assert (row["window_start"], row["window_end"]) == (date(2026, 9, 1), date(2026, 9, 30))


def test_a_portuguese_export_is_read(tmp_path: Path) -> None:
    text = (
        "Início dos relatórios,Término dos relatórios,Nome da campanha,Valor usado (BRL),Impressões\n"
        "2026-09-01,2026-09-30,Campanha,10.00,100\n"
    )
    [row] = rows(extract(written(tmp_path, "ads.csv", text)), "spend")
    assert (row["currency"], row["impressions"]) == ("BRL", 100)


def test_a_total_that_is_named_but_stands_at_no_day_is_no_ad(tmp_path: Path) -> None:
    found = extract(
        written(
            tmp_path,
            "anuncios.csv",
            "Día,Nombre del anuncio,Importe gastado (EUR),Impresiones\n"
            '2026-09-20,AD01,"11,52","1.204"\n2026-09-21,AD01,"12,00",1300\n,Resultados totales,"23,52",\n',
        )
    )
    assert [str(row["date"]) for row in rows(found, "spend")] == ["2026-09-20", "2026-09-21"]
    assert check(found, "sum_equals_total:spend").passed


def test_portuguese_names_are_read(tmp_path: Path) -> None:
    found = extract(
        written(
            tmp_path,
            "campanhas.csv",
            "Início dos relatórios,Encerramento dos relatórios,Nome da campanha,Resultados,"
            "Valor usado (BRL),Impressões,"
            'Cliques no link,Indicador de resultados\n2026-09-01,2026-09-30,Brejo,5,"1.234,56",2000,40,leads\n',
        )
    )
    (row,) = rows(found, "spend")
    assert (str(row["spend"].normalize()), row["currency"], row["clicks_link"]) == ("1234.56", "BRL", 40)
    assert (str(row["window_start"]), str(row["window_end"])) == ("2026-09-01", "2026-09-30")
