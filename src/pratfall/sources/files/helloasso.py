"""HelloAsso (France), export of orders: one line per item, so that an order may have several.

Amounts are in euro, times those of France. The names carry free questions of each form beside the
known columns. HelloAsso takes no fee from the association (its tip is paid on top), so fee is 0.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from decimal import Decimal
from zoneinfo import ZoneInfo

from pratfall.records.imports import ZoneEvidence
from pratfall.sources.columns import Kind, Layout, col
from pratfall.sources.document import Document, Sheet
from pratfall.sources.draft import Draft
from pratfall.sources.exports import Context, Evidence, TableExport
from pratfall.sources.headers import normal
from pratfall.sources.ledger import Ledger, Row, read_ledger
from pratfall.sources.payments import Payments, donor, id_trouble

COLUMNS = (
    col("order", Kind.ID, "Référence commande", "Référence de la commande", "Numéro de commande", required=True),
    col("date", Kind.TIME, "Date de la commande", "Date", required=True),
    col("status", Kind.TEXT, "Statut de la commande", "Statut", "Statut du paiement"),
    col("amount", Kind.MONEY, "Montant tarif", "Montant du tarif", "Montant", required=True),
    col("code_amount", Kind.MONEY, "Montant code promo"),
    col("item", Kind.TEXT, "Tarif", "Nom du tarif"),
    col("code", Kind.TEXT, "Code Promo"),
    col("mail", Kind.TEXT, "Email payeur", "Email du payeur"),
    col("means", Kind.TEXT, "Moyen de paiement"),
    col("campaign", Kind.TEXT, "Campagne", "Nom de la campagne", "Formulaire"),
    col("last_name", Kind.TEXT, "Nom payeur"),
    col("first_name", Kind.TEXT, "Prénom payeur"),
    col("company", Kind.TEXT, "Raison sociale"),
)
PARIS = ZoneInfo("Europe/Paris")
DONE = {"valide", "validee", "paye", "payee", "traite", "traitee", "termine", "autorise", "processed", "enregistre", ""}
REFUNDED = {"rembourse", "remboursee"}
PENDING = {"en attente", "en cours"}
GIFT = ("don", "dons", "soutien", "parrainage", "collecte")


def _reason(row: Row) -> str | None:
    status = row.word("status")
    if trouble := id_trouble(row["order"]):
        return trouble
    if row.amounts.get("amount") is None:
        return "no_amount"
    if status in PENDING:
        return "status_pending"
    if status not in DONE | REFUNDED:
        return "status_failed"
    return "free_item" if row.amounts["amount"] == 0 else None


def _keep(payments: Payments, ledger: Ledger, row: Row, context: Context, copy: int) -> None:
    gross = (row.amounts["amount"] or Decimal(0)) - abs(row.amounts.get("code_amount") or Decimal(0))
    item = hashlib.sha256(f"{row['item']}\x1f{row['amount']}".encode()).hexdigest()[:8]
    refunded = row.word("status") in REFUNDED
    payments.keep(
        transaction_id=f"{row['order']}/{item}/{copy}",
        type="donation" if set(normal(row["item"]).replace("'", " ").split()) & set(GIFT) else "sale",
        status="refunded" if refunded else "succeeded",
        occurred_at=payments.moment(ledger.when(row, "date"), PARIS),
        gross=gross,
        fee=Decimal(0),
        net=gross,
        refunded=gross if refunded else None,
        currency="EUR",
        campaign=row["campaign"] or row["item"] or None,
        donor_key=donor(context, row["mail"]),
    )


def read(document: Document, sheet: Sheet, layout: Layout, context: Context, draft: Draft) -> None:
    ledger = read_ledger(document, sheet, layout, draft, context)
    payments = Payments("helloasso")
    copies: Counter[tuple[str, str, str]] = Counter()
    for row in ledger.rows:
        if reason := _reason(row):
            payments.skip(reason, row)
            continue
        same = (row["order"], row["item"], row["amount"])
        copies[same] += 1
        _keep(payments, ledger, row, context, copies[same])
    payments.finish(draft, context, PARIS, ZoneEvidence.DEFAULT)


READER = TableExport(
    name="helloasso",
    platform="helloasso",
    evidence=Evidence.TESTS,
    real_file_seen=False,
    columns=COLUMNS,
    reading=read,
    least_known=0.15,
    also_required=lambda layout: layout.has("item") and bool({"mail", "last_name", "means"} & set(layout.where)),
)
