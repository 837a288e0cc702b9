"""Stripe, Reports: itemized balance change, ending balance and payout reconciliation. One row per movement."""

from __future__ import annotations

from pratfall.records.imports import ZoneEvidence
from pratfall.sources.columns import Kind, Layout, col
from pratfall.sources.document import Document, Sheet
from pratfall.sources.draft import Draft
from pratfall.sources.exports import Context, Evidence, TableExport
from pratfall.sources.ledger import read_ledger
from pratfall.sources.payments import check_net
from pratfall.sources.stripe import read_movements

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


def read(document: Document, sheet: Sheet, layout: Layout, context: Context, draft: Draft) -> None:
    ledger = read_ledger(document, sheet, layout, draft, context)
    check_net(draft, ledger.rows)
    read_movements(ledger, draft, context, ZoneEvidence.PRINTED)


READER = TableExport(
    name="stripe_report",
    platform="stripe",
    evidence=Evidence.TESTS,
    real_file_seen=False,
    columns=COLUMNS,
    reading=read,
    least_known=0.1,
)
