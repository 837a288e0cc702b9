"""What PayPal's words mean, in two languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sources.one_file import extract, report, rows, skipped, written

HEADER = "Date,Time,TimeZone,Type,Status,Currency,Gross,Fee,Net,From Email Address,Transaction ID,Balance Impact\n"


@pytest.mark.parametrize(
    ("kind", "status", "gross", "reason"),
    [
        ("Account Hold for Open Authorization", "Completed", "-5.00", "hold"),
        ("Reversal of General Account Hold", "Completed", "5.00", "hold"),
        ("General Authorization", "Completed", "5.00", "hold"),
        ("General Currency Conversion", "Completed", "5.00", "currency_conversion"),
        ("Conversion de devise - Général", "Terminé", "5.00", "currency_conversion"),
        ("User Initiated Withdrawal", "Completed", "-5.00", "payout"),
        ("Virement standard", "Terminé", "-5.00", "payout"),
        ("Bank Deposit to PP Account", "Completed", "5.00", "topup"),
        ("Partner Fee", "Completed", "-0.50", "fee"),
        ("Donation Payment", "Pending", "5.00", "status_pending"),
        ("Donation Payment", "Denied", "5.00", "status_failed"),
        ("Don", "En attente", "5.00", "status_pending"),
        ("Express Checkout Payment", "Completed", "-20.00", "money_out"),
    ],
)
def test_a_row_that_is_no_income_says_why(kind: str, status: str, gross: str, reason: str, tmp_path: Path) -> None:
    row = f"2026-09-13,10:00:00,CET,{kind},{status},EUR,{gross},0.00,{gross},a@b.example,1AB,\n"
    assert skipped(report(written(tmp_path, "p.csv", HEADER + row))) == {reason: (2,)}


@pytest.mark.parametrize(
    ("kind", "type_"),
    [
        ("Donation Payment", "donation"),
        ("Mass Pay Payment", "donation"),
        ("Express Checkout Payment", "sale"),
        ("Payment Refund", "refund"),
        ("Remboursement de paiement", "refund"),
        ("Chargeback", "chargeback"),
    ],
)
def test_what_arrives_or_returns_has_its_type(kind: str, type_: str, tmp_path: Path) -> None:
    row = f"2026-09-13,10:00:00,CET,{kind},Completed,EUR,5.00,0.00,5.00,a@b.example,1AB,\n"
    assert rows(extract(written(tmp_path, "p.csv", HEADER + row)), "conversion")[0]["type"] == type_
