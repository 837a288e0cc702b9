"""Movements of a Stripe balance: which are income, which are refunds, and which only move money about."""

from __future__ import annotations

import re

from pratfall.records.imports import ZoneEvidence

from .columns import Layout
from .document import Document, Sheet
from .draft import Draft
from .exports import Context
from .ledger import Ledger, Row, read_ledger
from .money import currency_of
from .payments import Payments, check_net, donor, id_trouble, kind_of, utm, utm_header, zone_in

INCOME = {"charge", "payment", "partial capture reversal"}
REFUND = {"refund", "payment refund", "refund failure", "payment failure refund"}
CHARGEBACK = {"dispute", "dispute reversal", "payment reversal"}
# https://docs.stripe.com/reports/reporting-categories: neither income nor its return.
REASONS = {
    "payout": "payout",
    "payout reversal": "payout",
    "payout cancel": "payout",
    "payout failure": "payout",
    "stripe fee": "fee",
    "fee": "fee",
    "network cost": "fee",
    "tax fee": "fee",
    "application fee": "fee",
    "currency conversion": "currency_conversion",
    "fx": "currency_conversion",
    "topup": "topup",
    "transfer": "transfer",
    "transfer reversal": "transfer",
    "reserve transaction": "hold",
    "reserved funds": "hold",
    "risk reserved funds": "hold",
    "connect reserved funds": "hold",
    "payment network reserve hold": "hold",
    "payment network reserve release": "hold",
}
_CHARGE_IN_TEXT = re.compile(r"\b((?:ch|py|pi)_\w+)")


def read_balance(document: Document, sheet: Sheet, layout: Layout, context: Context, draft: Draft) -> None:
    """The reading of every export of the balance; their columns bear the same names of ours."""
    ledger = read_ledger(document, sheet, layout, draft, context)
    check_net(draft, ledger.rows)
    read_movements(ledger, draft, context, ZoneEvidence.PRINTED)


def read_movements(ledger: Ledger, draft: Draft, context: Context, evidence: ZoneEvidence) -> None:
    """Rows of a balance export with fields id, category, source, charge, gross, fee, net, currency, created."""
    payments, told = Payments("stripe"), []
    zone = zone_in(ledger.layout.headers[ledger.layout.where["created"]])
    for row in ledger.rows:
        category = row.word("category").replace("_", " ")
        type_ = _type(category, row)
        gross, currency = row.amounts.get("gross"), currency_of(row["currency"])
        if type_ is None:
            payments.skip(REASONS.get(category, "category_unknown"), row)
        elif gross is None or currency is None:
            payments.skip("no_amount" if gross is None else "no_currency", row)
        elif trouble := id_trouble(row["id"]):
            payments.skip(trouble, row)
        else:
            found = ledger.extra(row, utm_header)
            told.append(row["description"])
            payments.keep(
                transaction_id=row["id"],
                type=kind_of(row["description"], *found) if type_ == "income" else type_,
                occurred_at=payments.moment(ledger.when(row, "created"), zone),
                gross=gross,
                fee=row.amounts.get("fee"),
                net=row.amounts.get("net"),
                currency=currency,
                campaign=found.get("donorbox_campaign") or found.get("campaign"),
                donor_key=donor(context, row["mail"]),
                same_as=_same_as(row),
                **utm(found),
            )
    _link_refunds(payments, told, draft)
    payments.finish(draft, context, zone, evidence)


def _link_refunds(payments: Payments, told: list[str], draft: Draft) -> None:
    """Refunds that name no charge, joined to the one charge they can be of: the same words in
    `REFUND FOR CHARGE (words)`, the same currency, at least as much money. Otherwise the report says so."""
    lost = 0
    for row, words in zip(payments.rows, told, strict=True):
        if row["type"] not in ("refund", "chargeback") or row["same_as"]:
            continue
        inside = words[words.find("(") + 1 : words.rfind(")")] if "(" in words else ""
        fits = [
            other["same_as"]
            for other, description in zip(payments.rows, told, strict=True)
            if other["type"] in ("donation", "sale")
            and description == inside
            and other["currency"] == row["currency"]
            and other["gross"] >= abs(row["gross"])
        ]
        row["same_as"] = fits[0] if inside and len(fits) == 1 else None
        lost += row["same_as"] is None
    if lost:
        draft.note(f"refunds_without_charge:{lost}")


def _type(category: str, row: Row) -> str | None:
    if category in INCOME:
        return "income"
    if category in REFUND:
        return "refund"
    if category in CHARGEBACK or (category == "adjustment" and "chargeback" in row.word("description")):
        return "chargeback"
    return None


def _same_as(row: Row) -> str | None:
    """The charge a movement belongs to: its own id, or the one a refund or dispute points to."""
    for printed in (row["charge"], row["source"]):
        if _CHARGE_IN_TEXT.fullmatch(printed):
            return f"stripe:{printed}"
    told = _CHARGE_IN_TEXT.search(row["description"])
    return f"stripe:{told[1]}" if told else None
