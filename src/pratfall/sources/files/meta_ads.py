"""Meta Ads Manager, export of campaigns, ad sets or ads (CSV or workbook), in several languages.

The currency stands in the header. A row without any name or any day is the printed total. `Results` counts
something else from row to row; `result_indicator` says what.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from pratfall.sources.columns import Kind, Layout, col
from pratfall.sources.document import Document, Sheet
from pratfall.sources.draft import Draft
from pratfall.sources.exports import Context, Evidence, TableExport
from pratfall.sources.headers import normal, unspoiled
from pratfall.sources.ids import is_spoiled
from pratfall.sources.ledger import Ledger, Row, read_ledger
from pratfall.sources.money import currency_of
from pratfall.sources.spending import Spending, total, when_of

SPENT = (
    r"(amount spent|montant depense|importe gastado|ausgegebener betrag|importo speso|valor (gasto|usado))( \(\w{3}\))?"
)
VALUE = (
    r"(purchases? conversion value|valeur de conversion des achats|valor de conversion de compras"
    r"|valor de conversao da compra)( \(\w{3}\))?"
)
COLUMNS = (
    col(
        "start",
        Kind.DAY,
        "Reporting starts",
        "Début des rapports",
        "Début du rapport",
        "Inicio del informe",
        "Berichtsanfang",
        "Berichtsstart",
        "Início dos relatórios",
        "Inizio report",
    ),
    col(
        "end",
        Kind.DAY,
        "Reporting ends",
        "Fin des rapports",
        "Fin du rapport",
        "Fin del informe",
        "Berichtsende",
        "Término dos relatórios",
        "Encerramento dos relatórios",
        "Fine report",
    ),
    col("day", Kind.DAY, "Day", "Date", "Jour", "Día", "Tag"),
    col("account", Kind.TEXT, "Account name", "Nom du compte", "Nombre de la cuenta", "Kontoname", "Nome da conta"),
    col("account_id", Kind.ID, "Account ID", "ID du compte", "Identifiant du compte", "Identificador de la cuenta"),
    col(
        "campaign",
        Kind.TEXT,
        "Campaign name",
        "Nom de la campagne",
        "Nombre de la campaña",
        "Kampagnenname",
        "Nome da campanha",
        "Nome della campagna",
    ),
    col(
        "campaign_id",
        Kind.ID,
        "Campaign ID",
        "ID de la campagne",
        "Identifiant de la campagne",
        "Identificador de la campaña",
        "Kampagnen-ID",
        "Identificação da campanha",
    ),
    col(
        "ad_set",
        Kind.TEXT,
        "Ad set name",
        "Nom de l'ensemble de publicités",
        "Nombre del conjunto de anuncios",
        "Anzeigengruppenname",
        "Nome do conjunto de anúncios",
    ),
    col(
        "ad_set_id",
        Kind.ID,
        "Ad set ID",
        "ID de l'ensemble de publicités",
        "Identificador del conjunto de anuncios",
        "Anzeigengruppen-ID",
        "Identificação do conjunto de anúncios",
    ),
    col(
        "ad",
        Kind.TEXT,
        "Ad name",
        "Nom de la publicité",
        "Nombre del anuncio",
        "Anzeigenname",
        "Nome do anúncio",
        "Nome dell'inserzione",
    ),
    col(
        "ad_id",
        Kind.ID,
        "Ad ID",
        "ID de la publicité",
        "Identifiant de la publicité",
        "Identificador del anuncio",
        "Anzeigen-ID",
        "Identificação do anúncio",
    ),
    col("spend", Kind.MONEY, pattern=SPENT, required=True),
    col("currency", Kind.TEXT, "Currency", "Devise", "Divisa", "Währung"),
    col(
        "impressions",
        Kind.COUNT,
        "Impressions",
        "Impresiones",
        "Impressionen",
        "Impressões",
        "Impression",
        "Impressioni",
    ),
    col(
        "clicks_all",
        Kind.COUNT,
        "Clicks (all)",
        "Clics (tous)",
        "Clics (todos)",
        "Klicks (alle)",
        "Cliques (todos)",
        "Clic (tutti)",
    ),
    col(
        "clicks_link",
        Kind.COUNT,
        "Link clicks",
        "Clics sur un lien",
        "Clics sur le lien",
        "Clics en el enlace",
        "Link-Klicks",
        "Linkklicks",
        "Cliques no link",
        "Clic sul link",
    ),
    col("results", Kind.NUMBER, "Results", "Résultats", "Resultados", "Ergebnisse", "Risultati"),
    col(
        "indicator",
        Kind.TEXT,
        "Result indicator",
        "Result Type",
        "Indicateur de résultat",
        "Indicateur de résultats",
        "Type de résultat",
        "Indicador de resultado",
        "Indicador de resultados",
        "Ergebnisindikator",
    ),
    col("conversions", Kind.NUMBER, "Purchases", "Achats", "Compras", "Käufe", "Acquisti"),
    col("conversions_value", Kind.MONEY, pattern=VALUE),
)
NAMES = ("campaign", "campaign_id", "ad_set", "ad_set_id", "ad", "ad_id")


def _level(row: Row) -> tuple[str, str]:
    """(level, id) of what a row is about: the most particular thing it names."""
    for level in ("ad", "ad_set", "campaign"):
        if row[f"{level}_id"] or row[level]:
            path = (row["campaign"], row["ad_set"], row["ad"])[: ("campaign", "ad_set", "ad").index(level) + 1]
            printed = row[f"{level}_id"]
            named = " / ".join(unspoiled(name) for name in path)
            return level, named if is_spoiled(printed) else printed or named
    return "account", row["account_id"] or row["account"] or "account"


def _values(row: Row, ledger: Ledger, context: Context, currency: str) -> dict[str, Any]:
    level, entity = _level(row)
    days = {name: when.day if (when := ledger.when(row, name)) else None for name in ("day", "start", "end")}
    return {
        "ad_account_id": row["account_id"] or context.local_account(row["account"] or "meta_ads"),
        "level": level,
        "entity_id": entity,
        **when_of(days["day"], days["start"], days["end"]),
        **{name: unspoiled(row[name]) or None for name in ("campaign", "ad_set", "ad")},
        **{name: row.count(name) for name in ("impressions", "clicks_all", "clicks_link")},
        "spend": row.amounts["spend"],
        "currency": currency,
        "results": row.number("results"),
        "result_indicator": row["indicator"] or None,
        "conversions": row.number("conversions"),
        "conversions_value": row.amounts.get("conversions_value"),
    }


def _summary(layout: Layout) -> Any:
    """Picks rows that name nothing although the export has columns for names, or that stand at no day."""
    places = [layout.where[name] for name in NAMES if name in layout.where]
    days = [layout.where[name] for name in ("day", "start", "end") if name in layout.where]

    def is_summary(cells: Sequence[str]) -> bool:
        return any(wanted and not any(cells[i].strip() for i in wanted if i < len(cells)) for wanted in (places, days))

    return is_summary


def read(document: Document, sheet: Sheet, layout: Layout, context: Context, draft: Draft) -> None:
    summary = _summary(layout)
    ledger = read_ledger(document, sheet, layout, draft, context, aside=summary)
    printed = re.search(r"\((\w{3})\)$", normal(unspoiled(layout.headers[layout.where["spend"]])))
    spending = Spending("meta_ads")
    for row in ledger.rows:
        currency = currency_of(printed[1] if printed else row["currency"])
        if row.amounts.get("spend") is None:
            spending.skip("no_amount", row)
        elif currency is None:
            spending.skip("no_currency", row)
        else:
            spending.keep(_values(row, ledger, context, currency))
    _check_totals(ledger, draft)
    spending.finish(draft, context)


def _check_totals(ledger: Ledger, draft: Draft) -> None:
    """The summary row against the sum of the rows. Reach is left alone: people seen twice count once."""
    if not draft.asides:
        return
    printed = ledger.cells_of(draft.asides[0][1])
    for name in ("spend", "impressions", "clicks_all", "clicks_link"):
        expected, got = printed.get(name), total(ledger.rows, name)
        if expected is not None and got is not None:
            n = len(ledger.rows)
            draft.check(f"sum_equals_total:{name}", got == expected, expected=expected, got=got, n=n)


READER = TableExport(
    name="meta_ads",
    platform="meta_ads",
    evidence=Evidence.TESTS,
    real_file_seen=False,
    columns=COLUMNS,
    reading=read,
    least_known=0.2,
    also_required=lambda layout: (
        (layout.has("start", "end") or layout.has("day"))
        and bool({*NAMES, "account", "account_id"} & set(layout.where))
    ),
)
