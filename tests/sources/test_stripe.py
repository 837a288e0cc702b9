"""Which movements of a Stripe balance are income."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sources.one_file import extract, report, rows, skipped, written

HEADER = "balance_transaction_id,created_utc,currency,gross,fee,net,reporting_category,source_id,description\n"


def movement(category: str, source: str = "ch_1", description: str = "Gift", gross: str = "5.00") -> str:
    return f"txn_{category},2026-09-13 10:00:00,eur,{gross},0.00,{gross},{category},{source},{description}\n"


@pytest.mark.parametrize(
    ("category", "reason"),
    [
        ("payout", "payout"),
        ("payout_reversal", "payout"),
        ("fee", "fee"),
        ("network_cost", "fee"),
        ("topup", "topup"),
        ("transfer", "transfer"),
        ("risk_reserved_funds", "hold"),
        ("something_new", "category_unknown"),
    ],
)
def test_money_that_only_moves_is_left_out(category: str, reason: str, tmp_path: Path) -> None:
    assert skipped(report(written(tmp_path, "r.csv", HEADER + movement(category)))) == {reason: (2,)}


@pytest.mark.parametrize(
    ("category", "type_"),
    [("charge", "donation"), ("refund", "refund"), ("dispute", "chargeback"), ("dispute_reversal", "chargeback")],
)
def test_income_and_its_return_have_their_type(category: str, type_: str, tmp_path: Path) -> None:
    [row] = rows(extract(written(tmp_path, "r.csv", HEADER + movement(category))), "conversion")
    assert (row["type"], row["same_as"]) == (type_, "stripe:ch_1")


def test_a_dispute_finds_its_charge_in_its_words(tmp_path: Path) -> None:
    text = HEADER + movement("dispute", "dp_1", "Chargeback withdrawal for ch_77", "-5.00")
    assert rows(extract(written(tmp_path, "r.csv", text)), "conversion")[0]["same_as"] == "stripe:ch_77"


def test_a_refund_of_more_than_a_charge_is_not_of_that_charge(tmp_path: Path) -> None:
    text = HEADER + movement("charge") + movement("refund", "re_1", "REFUND FOR CHARGE (Gift)", "-9.00")
    assert rows(extract(written(tmp_path, "r.csv", text)), "conversion")[1]["same_as"] is None
