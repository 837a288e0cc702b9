"""Stripe, Balance: All activity (also called balance history). One row per movement of the balance."""

from __future__ import annotations

from pratfall.records.imports import ZoneEvidence
from pratfall.sources.columns import Kind, Layout, col
from pratfall.sources.document import Document, Sheet
from pratfall.sources.draft import Draft
from pratfall.sources.exports import Context, Evidence, TableExport
from pratfall.sources.ledger import read_ledger
from pratfall.sources.payments import CREATED, check_net
from pratfall.sources.stripe import read_movements

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


def read(document: Document, sheet: Sheet, layout: Layout, context: Context, draft: Draft) -> None:
    ledger = read_ledger(document, sheet, layout, draft, context)
    check_net(draft, ledger.rows)
    read_movements(ledger, draft, context, ZoneEvidence.PRINTED)


READER = TableExport(
    name="stripe_balance",
    platform="stripe",
    evidence=Evidence.TESTS,
    real_file_seen=False,
    columns=COLUMNS,
    reading=read,
    least_known=0.1,
)
