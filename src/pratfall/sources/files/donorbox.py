"""Donorbox, Donations: Export. The charge or capture id joins a gift to its processor's row."""

from __future__ import annotations

import hashlib

from pratfall.records.imports import ZoneEvidence
from pratfall.sources.columns import Kind, Layout, col
from pratfall.sources.document import Document, Sheet
from pratfall.sources.draft import Draft
from pratfall.sources.exports import Context, Evidence, TableExport
from pratfall.sources.ledger import Ledger, Row, read_ledger
from pratfall.sources.money import currency_of
from pratfall.sources.payments import Payments, check_net, donor, net_of

COLUMNS = (
    col("donated", Kind.TIME, "Donated At", "Donated At (UTC)", required=True),
    col("gross", Kind.MONEY, "Amount", required=True),
    col("currency", Kind.TEXT, "Currency", required=True),
    col("processing", Kind.MONEY, "Processing Fee"),
    col("platform", Kind.MONEY, "Platform Fee"),
    col("fee", Kind.MONEY, "Total Fee"),
    col("net", Kind.MONEY, "Net Amount"),
    col("campaign", Kind.TEXT, "Campaign", required=True),
    col("kind", Kind.TEXT, "Donation Type"),
    col("status", Kind.TEXT, "Status", "Donation Status"),
    col("mail", Kind.TEXT, "Donor Email"),
    col("receipt", Kind.ID, "Receipt Id"),
    col("charge", Kind.ID, "Stripe Charge Id"),
    col("capture", Kind.ID, "Pay Pal Capture Id", "Paypal Capture Id", "PayPal Capture Id"),
    col("paypal", Kind.ID, "Pay Pal Transaction Id", "Paypal Transaction Id", "PayPal Transaction Id"),
    col("recurring", Kind.TEXT, "Recurring Donation"),
    col("first", Kind.TEXT, "First Donation"),
    col("donor", Kind.ID, "Donor Id"),
    col("utm_source", Kind.TEXT, "UTM Source", "utm_source"),
    col("utm_medium", Kind.TEXT, "UTM Medium", "utm_medium"),
    col("utm_campaign", Kind.TEXT, "UTM Campaign", "utm_campaign"),
)
LOST = {
    "failed": "status_failed",
    "canceled": "status_failed",
    "cancelled": "status_failed",
    "pending": "status_pending",
}


def _same_as(row: Row) -> str | None:
    if row["charge"]:
        return f"stripe:{row['charge']}"
    paypal = row["capture"] or row["paypal"]
    return f"paypal:{paypal}" if paypal else None


def _id(row: Row) -> str:
    """The processor's id, the receipt, or (cash and cheques) what the row says."""
    printed = row["charge"] or row["capture"] or row["paypal"] or row["receipt"]
    told = "\x1f".join((row["donated"], row["gross"], row["currency"], row["campaign"], row["donor"]))
    return printed or "row:" + hashlib.sha256(told.encode()).hexdigest()[:24]


def _recurring(row: Row) -> str:
    match row.word("recurring"):
        case "no":
            return "one_off"
        case "yes":
            return "first" if row.word("first") == "yes" else "repeat"
    return "unknown"


def _keep(payments: Payments, ledger: Ledger, row: Row, context: Context, currency: str) -> None:
    gross, fee = row.amounts["gross"], row.amounts.get("fee")
    payments.keep(
        transaction_id=_id(row),
        type="donation",
        status="refunded" if row.word("status") == "refunded" else "succeeded",
        occurred_at=payments.moment(ledger.when(row, "donated"), None),
        gross=gross,
        fee=fee,
        net=row.amounts.get("net") if row.amounts.get("net") is not None else net_of(gross, fee),
        currency=currency,
        recurring=_recurring(row),
        campaign=row["campaign"] or None,
        donor_key=donor(context, row["mail"]),
        same_as=_same_as(row),
        **{name: row[name] for name in ("utm_source", "utm_medium", "utm_campaign") if row[name]},
    )


def read(document: Document, sheet: Sheet, layout: Layout, context: Context, draft: Draft) -> None:
    ledger = read_ledger(document, sheet, layout, draft, context)
    check_net(draft, ledger.rows)
    payments = Payments("donorbox")
    for row in ledger.rows:
        currency = currency_of(row["currency"])
        reason = LOST.get(row.word("status"))
        if reason is None and (currency is None or row.amounts.get("gross") is None):
            reason = "no_currency" if currency is None else "no_amount"
        if reason:
            payments.skip(reason, row)
        else:
            _keep(payments, ledger, row, context, str(currency))
    payments.finish(draft, context, None, ZoneEvidence.NONE)


READER = TableExport(
    name="donorbox",
    platform="donorbox",
    evidence=Evidence.TESTS,
    real_file_seen=False,
    columns=COLUMNS,
    reading=read,
    least_known=0.2,
    also_required=lambda layout: len({"charge", "capture", "paypal", "receipt", "donor"} & set(layout.where)) > 0,
)
