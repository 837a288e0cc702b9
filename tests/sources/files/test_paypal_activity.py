"""PayPal activity: gifts among holds, conversions and withdrawals; zones row by row; English and French."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from pratfall.records.imports import Outcome
from tests.sources.one_file import SAMPLES, check, everything, extract, report, rows, skipped, written

AMERICAN = SAMPLES / "paypal_activity" / "activity_us.csv"
FRENCH = SAMPLES / "paypal_activity" / "activite_fr.csv"


def test_what_is_no_income_is_left_out_with_its_reason() -> None:
    found = extract(AMERICAN)
    assert [row["type"] for row in rows(found, "conversion")] == ["donation", "donation", "refund", "donation"]
    assert skipped(found) == {"memo": (5,), "currency_conversion": (6,), "payout": (7,), "status_pending": (8,)}


def test_summer_and_winter_hours_are_those_printed_on_each_row() -> None:
    first, *_, last = rows(extract(AMERICAN), "conversion")
    assert first["occurred_at"] == datetime(2026, 9, 10, 13, 15, tzinfo=UTC)
    assert last["occurred_at"] == datetime(2026, 12, 18, 18, 0, tzinfo=UTC)


def test_month_first_is_found_out_from_the_whole_file() -> None:
    assert extract(AMERICAN).report.period_start.isoformat() == "2026-09-10"
    assert extract(FRENCH).report.period_start.isoformat() == "2026-09-07"


def test_the_printed_fee_is_negative_and_stored_as_what_it_cost() -> None:
    first = rows(extract(AMERICAN), "conversion")[0]
    assert (first["gross"], first["fee"], first["net"]) == (Decimal(25), Decimal("1.02"), Decimal("23.98"))


def test_a_refund_carries_the_name_of_the_gift_it_returns() -> None:
    gift, _, refund, _ = rows(extract(AMERICAN), "conversion")
    assert refund["same_as"] == gift["same_as"] == "paypal:9AA00000000000001"
    assert refund["gross"] == Decimal(-25)


def test_a_subscription_is_a_gift_that_repeats() -> None:
    assert [row["recurring"] for row in rows(extract(AMERICAN), "conversion")] == [
        "unknown",
        "repeat",
        "unknown",
        "unknown",
    ]


def test_french_names_values_and_decimal_commas_are_read() -> None:
    found = extract(FRENCH)
    first, second = rows(found, "conversion")
    assert first["occurred_at"] == datetime(2026, 9, 7, 10, 0, tzinfo=UTC)
    assert second["gross"] == Decimal(1050)
    assert first["campaign"] == "Collecte d'automne"
    assert skipped(found) == {"payout": (4,)}


def test_the_running_balance_holds_over_what_touched_it() -> None:
    for path in (AMERICAN, FRENCH):
        assert check(extract(path), "balance_chain").passed
        assert check(extract(path), "net_is_gross_minus_fee").passed


def test_names_and_mail_addresses_stay_outside() -> None:
    stored = everything(extract(AMERICAN))
    assert "ann@" not in stored
    assert "Ann A" not in stored


def test_dates_that_could_be_either_are_asked_about(tmp_path: Path) -> None:
    lines = AMERICAN.read_text().splitlines()
    path = written(tmp_path, "one.csv", "\n".join([lines[0], lines[1].replace("09/10/2026", "09/10/2026")]) + "\n")
    told = report(path)
    assert told.outcome is Outcome.AMBIGUOUS
    assert told.problem is not None
    assert told.problem.code == "date_order_unknown"


def test_dates_that_follow_each_other_one_way_only_need_no_question(tmp_path: Path) -> None:
    header, row = AMERICAN.read_text().splitlines()[:2]
    days = ("01/09/2026", "01/10/2026", "02/09/2026")  # in order as months 1, 1, 2; not as days
    text = "\n".join([header, *(row.replace("09/10/2026", day) for day in days)]) + "\n"
    found = extract(written(tmp_path, "three.csv", text))
    assert found.report.period_start.isoformat() == "2026-01-09"


def test_german_activity_is_read(tmp_path: Path) -> None:
    found = extract(
        written(
            tmp_path,
            "Download.CSV",
            "\ufeff"
            '"Datum","Uhrzeit","Zeitzone","Name","Typ","Status","Währung","Brutto","Gebühr","Netto",'
            '"Absender E-Mail-Adresse","Transaktionscode","Artikelbezeichnung",'
            '"Zugehöriger Transaktionscode","Guthaben",'
            '"Auswirkung auf Guthaben"\n'
            '01.02.2026,"10:11:12","MEZ","M","Spendenzahlung","Abgeschlossen","EUR","1.025,00","-0,98","1.024,02",'
            '"a@b.example","1AB","Moor","","1.124,02","Haben"\n'
            '02.02.2026,"10:11:12","MEZ","M","Allgemeine Abbuchung","Abgeschlossen","EUR","-50,00","0,00","-50,00",'
            '"","1AC","","","1.074,02","Soll"\n'
            '03.02.2026,"10:11:12","MEZ","M","Spendenzahlung","Ausstehend","EUR","20,00","0,00","20,00",'
            '"","1AD","","","","Memo"\n'
            '04.07.2026,"10:11:12","MESZ","M","Rückzahlung","Abgeschlossen","EUR","-25,00","0,00","-25,00",'
            '"","1AE","","1AB","1.049,02","Soll"\n',
        )
    )
    gift, refund = rows(found, "conversion")
    assert (gift["type"], str(gift["gross"].normalize()), gift["currency"]) == ("donation", "1025", "EUR")
    assert gift["occurred_at"].isoformat() == "2026-02-01T09:11:12+00:00"
    assert (refund["type"], refund["same_as"]) == ("refund", gift["same_as"])
    assert refund["occurred_at"].isoformat() == "2026-07-04T08:11:12+00:00"
    assert set(skipped(found)) == {"payout", "memo"}
    assert check(found, "balance_chain").passed
