"""What PayPal's types, statuses and descriptions mean, in English, French and German."""

from __future__ import annotations

from collections import Counter

from pratfall.records.imports import ZoneEvidence

from . import money
from .columns import Layout
from .document import Document, Sheet
from .draft import Draft
from .exports import Context
from .ledger import Ledger, Row, read_ledger
from .payments import Payments, check_balance, check_net, donor, id_trouble, kind_of, net_of

COMPLETED = {"completed", "complete", "termine", "effectue", "finalise", "cleared", "", "refunded", "rembourse"} | {
    "partially refunded",
    "partiellement rembourse",
    "rembourse partiellement",
    "abgeschlossen",
    "zuruckgezahlt",
    "teilweise zuruckgezahlt",
}
PENDING = {"pending", "en attente", "processing", "en cours de traitement", "held", "on hold", "unclaimed"} | {
    "ausstehend", "offen", "in bearbeitung", "einbehalten",
}  # fmt: skip
# Words inside a type, checked in this order: what a row is not comes before what it is.
NOT_INCOME = (
    ("currency conversion", "currency_conversion"),
    ("conversion de devise", "currency_conversion"),
    ("wahrungsumrechnung", "currency_conversion"),
    ("hold", "hold"),
    ("authorization", "hold"),
    ("authorisation", "hold"),
    ("autorisation", "hold"),
    ("blocage", "hold"),
    ("retenue", "hold"),
    ("reserve", "hold"),
    ("einbehalt", "hold"),
    ("autorisierung", "hold"),
    ("withdrawal", "payout"),
    ("transfer to bank", "payout"),
    ("virement", "payout"),
    ("abbuchung", "payout"),
    ("abhebung", "payout"),
    ("uberweisung auf", "payout"),
    ("bank deposit", "topup"),
    ("depot bancaire", "topup"),
    ("general credit card deposit", "topup"),
    ("approvisionnement", "topup"),
    ("bankgutschrift", "topup"),
    ("gutschrift auf", "topup"),
    ("partner fee", "fee"),
    ("payment fee", "fee"),
    ("commission", "fee"),
    ("frais", "fee"),
    ("gebuhr", "fee"),
)
RETURNS = (
    ("chargeback", "chargeback"),
    ("opposition", "chargeback"),
    ("payment reversal", "chargeback"),
    ("annulation de paiement", "chargeback"),
    ("ruckbuchung", "chargeback"),
    ("refund", "refund"),
    ("ruckzahlung", "refund"),
    ("ruckerstattung", "refund"),
    ("remboursement", "refund"),
)
# How gifts arrive at a cause: buttons for one gift, plans for many, PayPal's own giving programmes.
GIFT_TYPES = {"subscription payment", "general payment", "mass pay payment", "mass payment"} | {
    "paiement d'abonnement",
    "paiement general",
    "paiement groupe",
    "abonnementzahlung",
    "allgemeine zahlung",
    "sammelzahlung",
}
REPEATING = ("subscription", "recurring", "abonnement", "recurrent", "preapproved", "preapprouve", "voraus genehmigt")


def read_export(document: Document, sheet: Sheet, layout: Layout, context: Context, draft: Draft) -> None:
    """The reading of both downloads; their columns bear the same names of ours."""
    ledger = read_ledger(document, sheet, layout, draft, context)
    check_net(draft, ledger.rows, fee_is_negative=True)
    check_balance(draft, [row for row in ledger.rows if moves_balance(row)])
    read_paypal(ledger, draft, context)


def read_paypal(ledger: Ledger, draft: Draft, context: Context) -> None:
    """Fields: date, time, zone, kind, status, currency, gross, fee, net, balance, id, reference, mail, impact."""
    payments = Payments("paypal")
    zones: Counter[str] = Counter()
    for row in ledger.rows:
        reason = _reason(row)
        currency = money.currency_of(row["currency"])
        if reason is None and (currency is None or row.amounts.get("gross") is None):
            reason = "no_currency" if currency is None else "no_amount"
        reason = reason or id_trouble(row["id"])
        if reason:
            payments.skip(reason, row)
            continue
        zones[row["zone"]] += 1
        _keep(payments, ledger, row, context, str(currency))
    where = zones.most_common(1)[0][0] if zones else ""
    payments.finish(draft, context, money.zone(where), ZoneEvidence.PRINTED)
    if len(zones) > 1:
        draft.zone = ", ".join(sorted(zones))


def moves_balance(row: Row) -> bool:
    """Memo lines and what is still pending stand in the list without touching the balance."""
    return row.word("impact") != "memo" and row.word("status") in COMPLETED


def _reason(row: Row) -> str | None:
    kind, status = row.word("kind"), row.word("status")
    if row.word("impact") == "memo":
        return "memo"
    if status in PENDING:
        return "status_pending"
    if status not in COMPLETED:
        return "status_failed"
    for word, reason in NOT_INCOME:
        if word in kind:
            return reason
    gross = row.amounts.get("gross")
    if _type(row) is None and gross is not None and gross <= 0:
        return "money_out"
    return None


def _type(row: Row) -> str | None:
    """refund, chargeback, or None for a payment."""
    kind = row.word("kind")
    return next((type_ for word, type_ in RETURNS if word in kind), None)


def _keep(payments: Payments, ledger: Ledger, row: Row, context: Context, currency: str) -> None:
    kind, returned = row.word("kind"), _type(row)
    gross, fee = row.amounts["gross"], row.amounts.get("fee")
    fee = -fee if fee is not None else None  # printed negative: what PayPal took
    own = row["reference"] if returned and row["reference"] else row["id"]
    gift = kind in GIFT_TYPES or kind_of(kind, row["subject"], row["item"]) == "donation"
    when = ledger.at(ledger.when(row, "date"), ledger.clock(row, "time"))
    payments.keep(
        transaction_id=row["id"],
        type=returned or ("donation" if gift else "sale"),
        occurred_at=payments.moment(when, money.zone(row["zone"])),
        gross=gross,
        fee=fee,
        net=row.amounts.get("net") if row.amounts.get("net") is not None else net_of(gross, fee),
        currency=currency,
        recurring="repeat" if any(word in kind for word in REPEATING) else "unknown",
        campaign=row["item"] or None,
        donor_key=None if returned else donor(context, row["mail"]),
        same_as=f"paypal:{own}",
    )
