"""Stripe balance history: income, refunds and chargebacks apart from money that only moves."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from tests.sources.one_file import SAMPLES, check, extract, rows, skipped, written

SAMPLE = SAMPLES / "stripe_balance" / "balance_history.csv"
HEADER = "id,Type,Source,Amount,Fee,Net,Currency,Created (UTC),Available On (UTC),Description\n"


def test_payouts_and_fees_are_no_income() -> None:
    found = extract(SAMPLE)
    kept = [(row["transaction_id"], row["type"]) for row in rows(found, "conversion")]
    assert kept == [("txn_1", "donation"), ("txn_2", "donation"), ("txn_3", "refund"), ("txn_6", "chargeback")]
    assert skipped(found) == {"payout": (5,), "fee": (6,)}


def test_every_movement_names_the_charge_it_belongs_to() -> None:
    same = [row["same_as"] for row in rows(extract(SAMPLE), "conversion")]
    assert same == ["stripe:ch_3A", "stripe:py_3B", "stripe:py_3B", "stripe:ch_3A"]


def test_the_amounts_of_a_refund_are_negative() -> None:
    refund = rows(extract(SAMPLE), "conversion")[2]
    assert (refund["gross"], refund["net"]) == (Decimal(-200), Decimal(-200))


def test_net_is_checked_on_every_row() -> None:
    told = check(extract(SAMPLE), "net_is_gross_minus_fee")
    assert told.passed
    assert told.n == 6


def test_a_wrong_net_fails_the_check(tmp_path: Path) -> None:
    text = HEADER + "txn_1,charge,ch_1,10.00,1.00,8.50,eur,2026-09-10 14:02,,Gift\n"
    told = check(extract(written(tmp_path, "b.csv", text)), "net_is_gross_minus_fee")
    assert told.passed is False
    assert (told.expected, told.got) == ("9", "8.5")


def test_a_refund_that_could_be_of_two_charges_is_joined_to_none(tmp_path: Path) -> None:
    gift = "charge,ch_{0},10.00,1.00,9.00,eur,2026-09-1{0} 14:02,,Gift\n"
    text = HEADER + "txn_1," + gift.format(1) + "txn_2," + gift.format(2)
    text += "txn_3,refund,re_1,-10.00,0.00,-10.00,eur,2026-09-13 14:02,,REFUND FOR CHARGE (Gift)\n"
    found = extract(written(tmp_path, "b.csv", text))
    assert rows(found, "conversion")[2]["same_as"] is None
    assert "refunds_without_charge:1" in found.report.notes


def test_a_type_nobody_knows_is_left_out_and_said(tmp_path: Path) -> None:
    text = HEADER + "txn_1,charge,ch_1,10.00,1.00,9.00,eur,2026-09-10 14:02,,Gift\n"
    text += "txn_2,climate_wonder,cw_1,10.00,0.00,10.00,eur,2026-09-10 14:02,,Something\n"
    assert skipped(extract(written(tmp_path, "b.csv", text))) == {"category_unknown": (3,)}
