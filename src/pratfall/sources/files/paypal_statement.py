"""PayPal, Statement (activity report by month): the type is called description, and every row is completed."""

from __future__ import annotations

from pratfall.sources.columns import Kind, col
from pratfall.sources.exports import Evidence, TableExport
from pratfall.sources.paypal import read_export

COLUMNS = (
    col("date", Kind.DAY, "Date", "Datum", required=True),
    col("time", Kind.TEXT, "Time", "Heure", "Uhrzeit"),
    col("zone", Kind.TEXT, "TimeZone", "Time Zone", "Fuseau horaire", "Zeitzone", required=True),
    col("kind", Kind.TEXT, "Description", "Beschreibung", required=True),
    col("currency", Kind.TEXT, "Currency", "Devise", "Währung", required=True),
    col("gross", Kind.MONEY, "Gross", "Avant commission", "Brutto", required=True),
    col("fee", Kind.MONEY, "Fee", "Commission", "Gebühr", "Entgelt"),
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
    col(
        "reference",
        Kind.ID,
        "Reference Txn ID",
        "Numéro de la transaction de référence",
        "Zugehöriger Transaktionscode",
    ),
    col("balance", Kind.MONEY, "Balance", "Solde", "Guthaben"),
)


READER = TableExport(
    name="paypal_statement",
    platform="paypal",
    evidence=Evidence.TESTS,
    real_file_seen=False,
    columns=COLUMNS,
    reading=read_export,
    least_known=0.2,
    refuses=("type", "typ"),
)
