"""PayPal statement: its own shape, with blanks after two of its names."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

from tests.sources.one_file import SAMPLES, check, extract, rows, skipped

ENGLISH = SAMPLES / "paypal_statement" / "statement_en.csv"
FRENCH = SAMPLES / "paypal_statement" / "releve_fr.csv"


def test_the_statement_is_not_taken_for_the_activity_list() -> None:
    assert extract(ENGLISH).report.source == "paypal_statement"
    assert extract(FRENCH).report.source == "paypal_statement"


def test_named_zones_know_their_summer_time() -> None:
    first, second = rows(extract(ENGLISH), "conversion")
    assert first["occurred_at"] == datetime(2026, 9, 23, 8, 15, tzinfo=UTC)
    assert second["occurred_at"] == datetime(2026, 10, 2, 9, 0, tzinfo=UTC)


def test_withdrawals_are_left_out_and_gifts_kept() -> None:
    found = extract(ENGLISH)
    assert [row["net"] for row in rows(found, "conversion")] == [Decimal("38.65"), Decimal("58.15")]
    assert skipped(found) == {"payout": (4,)}
    assert check(found, "balance_chain").n == 2


def test_a_french_refund_finds_its_gift() -> None:
    gift, refund = rows(extract(FRENCH), "conversion")
    assert (gift["type"], refund["type"]) == ("donation", "refund")
    assert gift["same_as"] == refund["same_as"]
