"""Google Search Console, performance export: by day, and totals by query, page, country or device.

The day table is the whole truth; the others are cut (1,000 rows, rare queries hidden), so that their
sums are smaller. They print no period: with the day table beside them in the zip its days are used,
alone they are refused rather than dated by guess.
"""

from __future__ import annotations

import json
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pratfall.records.tables import MetricKind
from pratfall.sources.blobs import Blob
from pratfall.sources.columns import Kind, Layout, col, find_header
from pratfall.sources.document import Document, Sheet, of_blob
from pratfall.sources.draft import Draft
from pratfall.sources.exports import Context, Evidence, TableExport
from pratfall.sources.frames import Frame, Hints, frames
from pratfall.sources.snapshots import gathered, period_of, span

DAY_NAMES = ("Date", "Datum", "Fecha")
DIMENSIONS = {
    "query": ("Top queries", "Queries", "Query", "Requêtes les plus fréquentes", "Requêtes principales",
              "Consultas principales"),
    "page": ("Top pages", "Pages", "Page", "Pages les plus populaires", "Pages principales", "Páginas principales"),
    "country": ("Country", "Countries", "Pays", "País"),
    "device": ("Device", "Devices", "Appareil", "Dispositivo"),
    "appearance": ("Search appearance", "Apparence dans les résultats de recherche", "Aspecto de la búsqueda"),
}  # fmt: skip
SETTINGS = (col("filter", Kind.TEXT, "Filter", "Filtre", "Filtro"), col("value", Kind.TEXT, "Value", "Valeur", "Valor"))
DAY = col("day", Kind.DAY, *DAY_NAMES)
NUMBERS = (
    col("search_clicks", Kind.COUNT, "Clicks", "Clics", "Klicks"),
    col("search_impressions", Kind.COUNT, "Impressions", "Impresiones", "Impressionen"),
    col("ctr", Kind.PERCENT, "CTR"),
    col("search_position", Kind.NUMBER, "Position", "Posición"),
)
COLUMNS = (DAY, *(col(name, Kind.TEXT, *names) for name, names in DIMENSIONS.items()), *NUMBERS, *SETTINGS)
METRICS = ("search_clicks", "search_impressions", "ctr", "search_position")
RATE_SLACK = 0.0051  # rates are printed with two decimals of a percent at most, sometimes none


def _one_dimension(layout: Layout) -> bool:
    """The four numbers with exactly one of day and dimensions, and nothing else: their names are anybody's.
    Or the table of settings that lies beside them, so that it is recognised and left alone."""
    if set(layout.where) == {"filter", "value"}:
        return True
    own = {"day", *DIMENSIONS} & set(layout.where)
    return layout.has(*METRICS) and len(own) == 1 and not layout.unknown


def _days_beside(document: Document) -> tuple[date, date] | None:
    """The days of the day table in the same zip."""
    for blob in document.siblings:
        if found := _days_of(blob):
            return found
    return None


def _days_of(blob: Blob) -> tuple[date, date] | None:
    if not blob.last_name.lower().endswith(".csv"):
        return None
    document = of_blob(blob)
    layout = find_header(document.sheets[0].head, COLUMNS) if document.sheets else None
    if layout is None or not layout.has("day"):
        return None
    frame = gathered(frames(document, document.sheets[0], layout, Draft(), Hints()), Draft())
    return span(frame["day"]) if frame.n else None


def read(document: Document, sheet: Sheet, layout: Layout, context: Context, draft: Draft) -> None:
    frame = gathered(frames(document, sheet, layout, draft, context.hints), draft)
    if layout.has("filter"):
        frame.drop(np.ones(frame.n, dtype=bool), "settings_not_data")
        return
    account = context.local_account("site")
    if layout.has("day"):
        _by_day(frame.drop(frame["day"].is_null(), "bad_date"), account, context, draft)
        return
    period = _days_beside(document) or period_of(document)
    if period is None:
        frame.drop(np.ones(frame.n, dtype=bool), "no_period")
        return
    dimension = next(name for name in DIMENSIONS if layout.has(name))
    told = [
        json.dumps({dimension: text or ""}, ensure_ascii=False, separators=(",", ":"))
        for text in frame[dimension].to_pylist()
    ]
    _observe(frame, account, draft, MetricKind.WINDOW, period[0], period[1], breakdown=told)
    _finish(account, period, context, draft)


def _by_day(frame: Frame, account: str, context: Context, draft: Draft) -> None:
    days = span(frame["day"])
    if days is None:
        return
    _observe(frame, account, draft, MetricKind.PER_DAY, frame["day"], frame["day"], last=days[1])
    _check_rates(frame, draft)
    _finish(account, days, context, draft)


def _observe(
    frame: Frame, account: str, draft: Draft, kind: MetricKind, start: object, end: object,
    *, breakdown: object = "", last: date | None = None,
) -> None:  # fmt: skip
    partial = pc.equal(frame["day"], pa.scalar(last)) if last else False
    draft.observe(
        frame.n, frame.metrics(*METRICS), kind=kind, subject_type="site", subject_id=account, platform="search_console",
        account_id=account, breakdown=breakdown, window_start=start, window_end=end, partial_day=partial,
    )  # fmt: skip


def _finish(account: str, days: tuple[date, date], context: Context, draft: Draft) -> None:
    draft.period_start, draft.period_end = days
    draft.as_of = context.as_of(days[1])
    draft.add("account", 1, platform="search_console", account_id=account, kind="site")
    draft.cover(
        platform="search_console", account_id=account, subject="days", start=days[0], end=days[1], evidence="rows"
    )


def _check_rates(frame: Frame, draft: Draft) -> None:
    """Printed rate = clicks / impressions."""
    rows = pc.greater(frame["search_impressions"], 0)
    off = pc.abs(pc.subtract(frame["ctr"], pc.divide(frame["search_clicks"], frame["search_impressions"])))
    wrong = pc.sum(pc.and_(rows, pc.greater(off, RATE_SLACK))).as_py() or 0
    draft.check("rate_is_clicks_per_impression", wrong == 0, expected=0, got=wrong, n=pc.sum(rows).as_py() or 0)


READER = TableExport(
    name="search_console",
    platform="search_console",
    evidence=Evidence.FILE,
    real_file_seen=True,
    columns=COLUMNS,
    reading=read,
    also_required=_one_dimension,
)
