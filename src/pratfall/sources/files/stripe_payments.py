"""Stripe, Payments: Export. One row per charge, with metadata columns; two generations of names.

The amount is the settled one where Stripe prints both: its fee is in that currency.
"""

from __future__ import annotations

from decimal import Decimal

from pratfall.records.imports import ZoneEvidence
from pratfall.sources.columns import Kind, Layout, col
from pratfall.sources.document import Document, Sheet
from pratfall.sources.draft import Draft
from pratfall.sources.exports import Context, Evidence, TableExport
from pratfall.sources.ledger import Ledger, Row, read_ledger
from pratfall.sources.money import currency_of
from pratfall.sources.payments import CREATED, Payments, donor, id_trouble, kind_of, net_of, utm, utm_header, zone_in

COLUMNS = (
    col("id", Kind.ID, "id", required=True),
    col("created", Kind.TIME, "Created date (UTC)", "Created (UTC)", pattern=CREATED, required=True),
    col("amount", Kind.MONEY, "Amount", required=True),
    col("refunded", Kind.MONEY, "Amount Refunded"),
    col("currency", Kind.TEXT, "Currency", required=True),
    col("settled", Kind.MONEY, "Converted Amount"),
    col("settled_refunded", Kind.MONEY, "Converted Amount Refunded"),
    col("settled_currency", Kind.TEXT, "Converted Currency"),
    col("fee", Kind.MONEY, "Fee"),
    col("status", Kind.TEXT, "Status", required=True),
    col("captured", Kind.TEXT, "Captured"),
    col("mode", Kind.TEXT, "Mode"),
    col("description", Kind.TEXT, "Description"),
    col("mail", Kind.TEXT, "Customer Email"),
    col("intent", Kind.ID, "PaymentIntent ID", "Payment Intent ID"),
)
SUCCEEDED = {"paid", "succeeded", "refunded", "partially refunded", "partial refund", "disputed"}
PENDING = {"pending", "processing", "requires capture", "requires action", "requires confirmation", "uncaptured"}


def _reason(row: Row) -> str | None:
    """Why a row is no income; None keeps it."""
    status = row.word("status").replace("_", " ")
    if row.word("mode") == "test":
        return "test_payment"
    if status in PENDING:
        return "status_pending"
    if status not in SUCCEEDED:
        return "status_failed"
    if row.word("captured") in ("false", "no", "faux", "non"):
        return "not_captured"
    return None


def _keep(payments: Payments, ledger: Ledger, row: Row, context: Context, header: str) -> None:
    settled = row.amounts.get("settled") is not None and currency_of(row["settled_currency"]) is not None
    gross = row.amounts["settled" if settled else "amount"]
    currency = currency_of(row["settled_currency" if settled else "currency"])
    refunded = row.amounts.get("settled_refunded" if settled else "refunded")
    if settled and refunded is None:
        refunded = _share_refunded(row)
    if gross is None or currency is None:
        return payments.skip("no_amount" if gross is None else "no_currency", row)
    fee = row.amounts.get("fee")
    found = ledger.extra(row, utm_header)
    payments.keep(
        transaction_id=row["id"],
        type=kind_of(row["description"], *found),
        status="refunded" if refunded is not None and refunded >= gross > 0 else "succeeded",
        occurred_at=payments.moment(ledger.when(row, "created"), zone_in(header)),
        gross=gross,
        fee=fee,
        net=net_of(gross, fee),
        refunded=refunded,
        currency=currency,
        campaign=found.get("donorbox_campaign") or found.get("campaign"),
        donor_key=donor(context, row["mail"]),
        same_as=f"stripe:{row['id']}",
        **utm(found),
    )


def _share_refunded(row: Row) -> Decimal | None:
    """The refund in the settled currency, when only the printed one is given: nothing or everything is sure."""
    amount, refunded = row.amounts.get("amount"), row.amounts.get("refunded")
    if refunded == 0:
        return Decimal(0)
    return row.amounts["settled"] if amount is not None and refunded == amount else None


def read(document: Document, sheet: Sheet, layout: Layout, context: Context, draft: Draft) -> None:
    ledger = read_ledger(document, sheet, layout, draft, context)
    payments = Payments("stripe")
    header = layout.headers[layout.where["created"]]
    for row in ledger.rows:
        reason = _reason(row) or id_trouble(row["id"])
        if reason:
            payments.skip(reason, row)
        else:
            _keep(payments, ledger, row, context, header)
    payments.finish(draft, context, zone_in(header), ZoneEvidence.PRINTED)


READER = TableExport(
    name="stripe_payments",
    platform="stripe",
    evidence=Evidence.TESTS,
    real_file_seen=False,
    columns=COLUMNS,
    reading=read,
    least_known=0.1,  # cards, addresses and metadata are many and nobody's business
    refuses=("net", "balance_transaction_id", "campaign id"),
)
