"""PayPal, Activity download: type and status in columns of their own. English, French and German."""

from __future__ import annotations

from pratfall.sources.columns import Kind, Layout, col
from pratfall.sources.document import Document, Sheet
from pratfall.sources.draft import Draft
from pratfall.sources.exports import Context, Evidence, TableExport
from pratfall.sources.ledger import read_ledger
from pratfall.sources.payments import check_balance, check_net
from pratfall.sources.paypal import moves_balance, read_paypal

COLUMNS = (
    col("date", Kind.DAY, "Date", "Datum", required=True),
    col("time", Kind.TEXT, "Time", "Heure", "Uhrzeit"),
    col("zone", Kind.TEXT, "TimeZone", "Time Zone", "Fuseau horaire", "Zeitzone", required=True),
    col("kind", Kind.TEXT, "Type", "Typ", required=True),
    col("status", Kind.TEXT, "Status", "État", "Statut", required=True),
    col("currency", Kind.TEXT, "Currency", "Devise", "Währung", required=True),
    col("gross", Kind.MONEY, "Gross", "Avant commission", "Brutto", required=True),
    col("fee", Kind.MONEY, "Fee", "Commission", "Gebühr"),
    col("net", Kind.MONEY, "Net", "Netto"),
    col(
        "mail",
        Kind.TEXT,
        "From Email Address",
        "De l'adresse email",
        "Adresse email de l'expéditeur",
        "Absender E-Mail-Adresse",
    ),
    col("id", Kind.ID, "Transaction ID", "Numéro de transaction", "Transaktionscode", required=True),
    col("item", Kind.TEXT, "Item Title", "Titre de l'objet", "Artikelbezeichnung"),
    col("subject", Kind.TEXT, "Subject", "Objet", "Betreff"),
    col(
        "reference",
        Kind.ID,
        "Reference Txn ID",
        "Numéro de la transaction de référence",
        "Zugehöriger Transaktionscode",
    ),
    col("balance", Kind.MONEY, "Balance", "Solde", "Guthaben"),
    col("impact", Kind.TEXT, "Balance Impact", "Impact sur le solde", "Auswirkung auf Guthaben"),
)


def read(document: Document, sheet: Sheet, layout: Layout, context: Context, draft: Draft) -> None:
    ledger = read_ledger(document, sheet, layout, draft, context)
    check_net(draft, ledger.rows, fee_is_negative=True)
    check_balance(draft, [row for row in ledger.rows if moves_balance(row)])
    read_paypal(ledger, draft, context)


READER = TableExport(
    name="paypal_activity",
    platform="paypal",
    evidence=Evidence.TESTS,
    real_file_seen=False,
    columns=COLUMNS,
    reading=read,
    least_known=0.2,
)
