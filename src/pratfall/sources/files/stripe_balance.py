"""Stripe, Balance: All activity (also called balance history). One row per movement of the balance."""

from __future__ import annotations

from pratfall.sources.columns import Kind, col
from pratfall.sources.exports import Evidence, TableExport
from pratfall.sources.payments import CREATED
from pratfall.sources.stripe import read_balance

COLUMNS = (
    col("id", Kind.ID, "id", required=True),
    col("category", Kind.TEXT, "Type", required=True),
    col("source", Kind.ID, "Source", required=True),
    col("gross", Kind.MONEY, "Amount", required=True),
    col("fee", Kind.MONEY, "Fee", required=True),
    col("net", Kind.MONEY, "Net", required=True),
    col("currency", Kind.TEXT, "Currency", required=True),
    col("created", Kind.TIME, "Created (UTC)", pattern=CREATED, required=True),
    col("available", Kind.TIME, "Available On (UTC)"),
    col("description", Kind.TEXT, "Description"),
)


READER = TableExport(
    name="stripe_balance",
    platform="stripe",
    evidence=Evidence.TESTS,
    real_file_seen=False,
    columns=COLUMNS,
    reading=read_balance,
    least_known=0.1,
)
