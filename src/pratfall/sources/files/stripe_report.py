"""Stripe, Reports: itemized balance change, ending balance and payout reconciliation. One row per movement."""

from __future__ import annotations

from pratfall.sources.columns import Kind, col
from pratfall.sources.exports import Evidence, TableExport
from pratfall.sources.stripe import read_balance

COLUMNS = (
    col("id", Kind.ID, "balance_transaction_id", required=True),
    col("category", Kind.TEXT, "reporting_category", required=True),
    col("source", Kind.ID, "source_id"),
    col("charge", Kind.ID, "charge_id"),
    col("gross", Kind.MONEY, "gross", required=True),
    col("fee", Kind.MONEY, "fee", required=True),
    col("net", Kind.MONEY, "net", required=True),
    col("currency", Kind.TEXT, "currency", required=True),
    col("created", Kind.TIME, "created_utc", "created", required=True),
    col("available", Kind.TIME, "available_on_utc", "available_on"),
    col("description", Kind.TEXT, "description"),
    col("mail", Kind.TEXT, "customer_email"),
)


READER = TableExport(
    name="stripe_report",
    platform="stripe",
    evidence=Evidence.TESTS,
    real_file_seen=False,
    columns=COLUMNS,
    reading=read_balance,
    least_known=0.1,
)
