"""Meta Business Suite, charts of an account: a UTF-16 file per metric (or several stacked in one).

    sep=,
    "Views"
    "Date","Primary"
    "2026-08-22T00:00:00","8226"

The name above the table is the metric. Facebook or Instagram is said only in some names; where
neither the name nor the file's name tells, the network is kept as `meta`, not guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from pratfall.records.imports import ZoneEvidence
from pratfall.records.tables import MetricKind
from pratfall.sources import accounts, dates, numbers
from pratfall.sources.days import runs_of
from pratfall.sources.document import Document, Sheet
from pratfall.sources.draft import Draft
from pratfall.sources.exports import Context, Evidence, Match
from pratfall.sources.headers import fingerprint, normal
from pratfall.sources.numbers import Mark

METRICS = {
    "views": ("views", "vues", "visualizaciones", "aufrufe", "visualizações", "visualizzazioni"),
    "viewers": ("viewers", "spectateurs", "espectadores"),
    "reach": ("reach", "couverture", "alcance", "reichweite", "copertura"),
    "impressions": ("impressions", "impresiones", "impressões"),
    "engagements_reported": (
        "content interactions", "interactions avec le contenu", "interacciones con el contenido",
        "interações com o conteúdo", "interazioni con i contenuti",
    ),
    "profile_views": (
        "visits", "page and profile visits", "profile visits", "visites", "visites du profil", "visitas",
        "visitas ao perfil",
    ),
    "clicks_link": (
        "link clicks", "clics sur un lien", "clics sur le lien", "clics en el enlace", "cliques no link",
        "clic sul link",
    ),
    # "Seguidores no Instagram" is the new ones of each day; "Seguidores" alone could be all of them
    "follows_gained": ("follows", "new followers", "followers en plus", "seguimientos", "seguidores no"),
}  # fmt: skip
METRIC_OF = {normal(name): metric for metric, names in METRICS.items() for name in names}
LINKS = (" de", " sur", " on", " do", " no", " di", " su")  # what is left of `Alcance do Instagram`
NETWORKS = ("facebook", "instagram")
DATES = frozenset(map(normal, ("Date", "Fecha", "Datum", "Data")))
SERIES = frozenset(map(normal, ("Primary", "Principal", "Principale", "Primaire", "Primär", "Principales", "Primario")))


@dataclass
class Chart:
    """One table of the file. `rows`: (physical line, day as printed, value as printed)."""

    metric: str
    network: str
    rows: list[tuple[int, str, str]]


def name_of(title: str) -> tuple[str, str] | None:
    """`Facebook link clicks` -> (clicks_link, facebook); None for a title nobody knows."""
    name = normal(title)
    network = next((network for network in NETWORKS if network in name), "")
    bare = " ".join(name.replace(network, " ").split()) if network else name
    shorter = next((bare.removesuffix(link) for link in LINKS if bare.endswith(link)), bare)
    metric = METRIC_OF.get(bare) or METRIC_OF.get(shorter)
    return (metric, network) if metric else None


def charts_in(sheet: Sheet, *, whole: bool) -> tuple[list[Chart], list[str]]:
    """The charts and the titles of tables nobody knows. `whole`: all rows, else the first hundred."""
    numbered = sheet.numbered() if whole else enumerate(sheet.head, 1)
    charts: list[Chart] = []
    unknown: list[str] = []
    title, current = "", None
    for line, row in numbered:
        cells = [cell.strip() for cell in row]
        if _is_header(cells):
            named = name_of(title)
            current = Chart(*named, []) if named else None
            charts.extend([current] if current else [])
            unknown.extend([] if named else [title])
        elif len([cell for cell in cells if cell]) == 1 and not normal(cells[0]).startswith("sep="):
            title = cells[0]
        elif current is not None and len(cells) >= 2 and cells[0]:
            current.rows.append((line, cells[0], cells[1]))
    return charts, unknown


def _is_header(cells: list[str]) -> bool:
    return len(cells) >= 2 and normal(cells[0]) in DATES and normal(cells[1]) in SERIES


def _observe(chart: Chart, platform: str, account: str, context: Context, draft: Draft) -> set[date]:
    draft.rows_read += len(chart.rows)
    when = [dates.parse(day) for _, day, _ in chart.rows]
    bad = [line for (line, _, _), day in zip(chart.rows, when, strict=True) if day is None or not day.has_year]
    if bad:
        draft.skip("bad_date", bad)
    good = [i for i, day in enumerate(when) if day is not None and day.has_year]
    if not good:
        return set()
    days = [day.day for day in when if day is not None and day.has_year]
    printed = pa.array([chart.rows[i][2] for i in good], pa.string())
    day = pa.array(days, pa.date32())
    draft.observe(
        len(good), {chart.metric: numbers.parse(printed, Mark.UNDECIDED, whole=True)}, kind=MetricKind.PER_DAY,
        subject_type="account", subject_id=account, platform=platform, account_id=account, window_start=day,
        window_end=day, partial_day=pc.equal(day, pa.scalar(max(days))),
    )  # fmt: skip
    return set(days)


@dataclass(frozen=True)
class AccountCharts:
    name: str = "meta_account_charts"
    platform: str = "facebook"
    evidence: Evidence = Evidence.TESTS
    real_file_seen: bool = False

    def match(self, document: Document) -> Match | None:
        """Title, header and a first row together: three printed names a chart."""
        charts = [chart for sheet in document.sheets for chart in charts_in(sheet, whole=False)[0]]
        return Match(3.0 * len(charts)) if charts else None

    def read(self, document: Document, context: Context, draft: Draft) -> None:
        draft.report_kind = self.name
        charts, unknown = charts_in(document.sheets[0], whole=True)
        draft.header_fingerprint = fingerprint(["Date", "Primary", *(chart.metric for chart in charts)])
        for title in unknown:
            draft.note(f"column_ignored:{title[:80]}")
        seen: dict[tuple[str, str], set[date]] = {}
        for chart in charts:
            platform = chart.network or next((n for n in NETWORKS if n in normal(document.name)), "meta")
            account = accounts.unnamed(platform, context, draft)
            seen.setdefault((platform, account), set()).update(_observe(chart, platform, account, context, draft))
        for (platform, account), days in seen.items():
            _finish(platform, account, days, context, draft)


def _finish(platform: str, account: str, days: set[date], context: Context, draft: Draft) -> None:
    if not days:
        return
    kind = "profile" if platform == "instagram" else "page"
    draft.add("account", 1, platform=platform, account_id=account, kind=kind)
    for start, end in runs_of(days):
        draft.cover(platform=platform, account_id=account, subject="days", start=start, end=end, evidence="rows")
    draft.period_start, draft.period_end = min(days), max(days)
    draft.as_of = context.as_of(max(days))
    draft.zone_evidence = ZoneEvidence.NONE  # days of the account's own zone, which is not printed


READER = AccountCharts()
