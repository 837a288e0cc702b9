"""Google Ads, table downloads (campaigns, ad groups, ads): two lines before the header, totals at the end.

` --` with a leading space is a missing value. Without a `Day` column the numbers are totals of the
period in the second line. Conversions are fractional and belong to the day of the click.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from pratfall.sources import dates
from pratfall.sources.columns import Kind, Layout, col
from pratfall.sources.document import Document, Sheet
from pratfall.sources.draft import Draft
from pratfall.sources.exports import Context, Evidence, TableExport
from pratfall.sources.headers import normal
from pratfall.sources.ids import is_spoiled
from pratfall.sources.ledger import Ledger, Row, read_ledger
from pratfall.sources.money import currency_of
from pratfall.sources.spending import Spending, total, when_of

COLUMNS = (
    col("day", Kind.DAY, "Day", "Jour", "Día", "Tag", "Giorno"),
    col("campaign", Kind.TEXT, "Campaign", "Campagne", "Campaña", "Kampagne", "Campanha", "Campagna", required=True),
    col(
        "campaign_id",
        Kind.ID,
        "Campaign ID",
        "ID de la campagne",
        "Nº de campagne",
        "Kampagnen-ID",
        "ID da campanha",
        "ID de la campaña",
    ),
    col(
        "ad_set",
        Kind.TEXT,
        "Ad group",
        "Groupe d'annonces",
        "Grupo de anuncios",
        "Anzeigengruppe",
        "Grupo de anúncios",
        "Gruppo di annunci",
    ),
    col("ad_id", Kind.ID, "Ad ID", "ID de l'annonce"),
    col("ad_type", Kind.TEXT, "Ad type", "Type d'annonce"),
    col("account_id", Kind.ID, "Customer ID", "Numéro client", "ID client"),
    col("account", Kind.TEXT, "Account name", "Nom du compte"),
    col(
        "currency",
        Kind.TEXT,
        "Currency code",
        "Code de la devise",
        "Code de devise",
        "Code devise",
        "Código da moeda",
        "Codice valuta",
        "Código de moneda",
        "Código de la moneda",
        "Währungscode",
        "Currency",
    ),
    col("impressions", Kind.COUNT, "Impr.", "Impressions", "Impresiones", "Impressionen", "Impressões", "Impressioni"),
    col("clicks_all", Kind.COUNT, "Clicks", "Clics", "Klicks", "Cliques", "Clic"),
    col("spend", Kind.MONEY, "Cost", "Coût", "Coste", "Costo", "Kosten", "Custo", required=True),
    col("conversions", Kind.NUMBER, "Conversions", "Conversiones", "Conversões", "Conversioni"),
    col("conversions_value", Kind.MONEY, "Conv. value", "Valeur de conv.", "Valeur conv."),
)
TOTALS = ("total", "gesamt", "totale")
AD_TEXT = ("final url", "headline", "long headline", "description", "ad name", "display url", "path ", "video id")
_BETWEEN = re.compile(r"\s+[-\u2013\u2014]\s+|\s+(?:to|au|al|bis)\s+")


def is_total(cells: Sequence[str]) -> bool:
    first = normal(cells[0]) if cells else ""
    return first in TOTALS or first.startswith(("total:", "total :", "total general", "gesamt:", "totale:"))


def _period(sheet: Sheet, layout: Layout) -> tuple[date | None, date | None]:
    """The period in the lines above the header; (None, None) for `All time`."""
    for row in sheet.head[: layout.row]:
        parts = _BETWEEN.split(" ".join(cell for cell in row if cell).strip())
        found = [dates.parse(part) for part in parts]
        if len(found) == 2 and all(when is not None and when.has_year for when in found):
            return found[0].day, found[1].day  # type: ignore[union-attr]
    return None, None


def _entity(row: Row, layout: Layout, level: str) -> str:
    """An id that stays the same from export to export; ads without one are told apart by their words."""
    if level == "campaign":
        printed = row["campaign_id"]
        return row["campaign"] if is_spoiled(printed) else printed or row["campaign"]
    if level == "ad_set":
        return f"{row['campaign']} / {row['ad_set']}"
    if row["ad_id"] and not is_spoiled(row["ad_id"]):
        return row["ad_id"]
    words = [
        cell
        for header, cell in zip(layout.headers, row.raw, strict=False)
        if normal(header).startswith(AD_TEXT) and not normal(header).endswith("position")
    ]
    return f"{row['campaign']} / {row['ad_set']} / {hashlib.sha256(chr(31).join(words).encode()).hexdigest()[:12]}"


def read(document: Document, sheet: Sheet, layout: Layout, context: Context, draft: Draft) -> None:
    ledger = read_ledger(document, sheet, layout, draft, context, aside=is_total)
    start, end = _period(sheet, layout)
    headers = {normal(header) for header in layout.headers}
    is_ads = bool({"ad_id", "ad_type"} & set(layout.where)) or "ad status" in headers
    level = "ad" if is_ads else "ad_set" if layout.has("ad_set") else "campaign"
    spending = Spending("google_ads")
    for row in ledger.rows:
        currency = currency_of(row["currency"])
        if row.amounts.get("spend") is None or currency is None:
            spending.skip("no_amount" if row.amounts.get("spend") is None else "no_currency", row)
            continue
        when = ledger.when(row, "day")
        values: dict[str, Any] = {
            "ad_account_id": row["account_id"] or context.local_account(row["account"] or "google_ads"),
            "level": level,
            "entity_id": _entity(row, layout, level),
            **when_of(when.day if when else None, start, end),
            "campaign": row["campaign"] or None,
            "ad_set": row["ad_set"] or None,
            "impressions": row.count("impressions"),
            "clicks_all": row.count("clicks_all"),
            "spend": row.amounts["spend"],
            "currency": currency,
            "conversions": row.number("conversions"),
            "conversions_value": row.amounts.get("conversions_value"),
        }
        spending.keep(values)
    _check_totals(ledger, draft)
    spending.finish(draft, context)


def _check_totals(ledger: Ledger, draft: Draft) -> None:
    """The first total is that of the listed rows; the account's may be larger (what was removed counts in it)."""
    for i, (_, cells) in enumerate(draft.asides):
        whole = normal(cells[0]).partition(":")[2].strip() in ("account", "compte", "cuenta", "konto", "conta")
        if i and not whole:
            continue
        printed = ledger.cells_of(cells)
        for name in ("spend", "impressions", "clicks_all", "conversions"):
            expected, got = printed.get(name), total(ledger.rows, name)
            if expected is None or got is None:
                continue
            passed = got <= expected if whole else got == expected
            code = "rows_within_total" if whole else "sum_equals_total"
            draft.check(f"{code}:{name}", passed, expected=expected, got=got, n=len(ledger.rows))


READER = TableExport(
    name="google_ads",
    platform="google_ads",
    evidence=Evidence.FILE,
    real_file_seen=True,
    columns=COLUMNS,
    reading=read,
    least_known=0.05,  # an export of ads has ninety columns of words
    also_required=lambda layout: layout.has("impressions") or layout.has("clicks_all"),
    refuses=("campaign name", "nom de la campagne"),
)
