"""Stripe payments: what is income, in which currency, and to which gift it belongs."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from pratfall.records.imports import ZoneEvidence
from tests.sources.one_file import SAMPLES, everything, extract, rows, skipped, written

SAMPLE = SAMPLES / "stripe_payments" / "unified_payments.csv"


def test_only_what_arrived_is_kept_and_every_other_row_has_its_reason() -> None:
    found = extract(SAMPLE)
    assert [row["transaction_id"] for row in rows(found, "conversion")] == ["ch_3A", "py_3B", "ch_3C", "ch_3F"]
    assert skipped(found) == {"status_failed": (5,), "test_payment": (6,), "status_pending": (8,)}
    assert (found.report.rows_read, found.report.rows_kept) == (7, 4)


def test_a_gift_has_gross_fee_net_and_the_words_that_brought_it() -> None:
    first = rows(extract(SAMPLE), "conversion")[0]
    assert first["gross"] == Decimal("50.00")
    assert first["fee"] == Decimal("1.75")
    assert first["net"] == Decimal("48.25")
    assert first["currency"] == "EUR"
    assert first["type"] == "donation"
    assert first["occurred_at"] == datetime(2026, 9, 10, 14, 2, 11, tzinfo=UTC)
    assert (first["campaign"], first["utm_source"], first["utm_medium"]) == ("Autumn appeal", "newsletter", "email")
    assert first["same_as"] == "stripe:ch_3A"


def test_a_partial_refund_is_told_beside_the_net_and_a_whole_one_in_the_status() -> None:
    _, partial, whole, _ = rows(extract(SAMPLE), "conversion")
    assert (partial["refunded"], partial["net"], partial["status"]) == (Decimal(200), Decimal("1182.95"), "succeeded")
    assert (whole["refunded"], whole["status"]) == (Decimal(20), "refunded")


def test_a_foreign_payment_counts_in_the_currency_its_fee_is_in() -> None:
    yen = rows(extract(SAMPLE), "conversion")[3]
    assert (yen["gross"], yen["fee"], yen["currency"]) == (Decimal("18.50"), Decimal("0.80"), "EUR")


def test_no_mail_address_is_stored_and_no_pseudonym_without_a_salt() -> None:
    found = extract(SAMPLE)
    assert "ann@" not in everything(found)
    keys = [row["donor_key"] for row in rows(found, "conversion")]
    assert all(keys)
    assert len(set(keys)) == 4
    assert [row["donor_key"] for row in rows(extract(SAMPLE, salt=b""), "conversion")] == [None] * 4


def test_a_european_account_with_older_names_is_read_the_same(tmp_path: Path) -> None:
    text = (
        "id;Description;Seller Message;Created (UTC);Amount;Amount Refunded;Currency;Converted Amount;Fee;Tax;"
        "Converted Currency;Mode;Status\n"
        'ch_1;Donation;ok;2026-09-10 14:02;"1.399,00";"0,00";eur;"1.399,00";"20,50";"0,00";eur;Live;Paid\n'
    )
    [row] = rows(extract(written(tmp_path, "payments.csv", text)), "conversion")
    assert (row["gross"], row["fee"], row["net"]) == (Decimal("1399.00"), Decimal("20.50"), Decimal("1378.50"))


def test_a_zone_other_than_utc_in_the_header_is_believed(tmp_path: Path) -> None:
    text = "id,Created (Europe/Paris),Amount,Currency,Status\nch_1,2026-07-01 02:00:00,5.00,eur,Paid\n"
    found = extract(written(tmp_path, "payments.csv", text))
    assert rows(found, "conversion")[0]["occurred_at"] == datetime(2026, 7, 1, tzinfo=UTC)
    assert (found.report.zone, found.report.zone_evidence) == ("Europe/Paris", ZoneEvidence.PRINTED)


def test_a_payment_whose_fee_is_not_printed_has_no_net(tmp_path: Path) -> None:
    text = "id,Created (UTC),Amount,Currency,Status\nch_1,2026-07-01 02:00:00,5.00,eur,Paid\n"
    [row] = rows(extract(written(tmp_path, "payments.csv", text)), "conversion")
    assert (row["fee"], row["net"]) == (None, None)
