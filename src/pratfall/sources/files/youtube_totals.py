"""YouTube Studio, advanced mode, `Totals.csv` (or a table by date): one row per day for the channel.

Together with the `Total` row of `Table data.csv` from the same zip it checks itself: the days sum to it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pyarrow.compute as pc

from pratfall.errors import PratfallError
from pratfall.records.imports import ZoneEvidence
from pratfall.sources import accounts
from pratfall.sources import youtube_columns as names
from pratfall.sources.columns import Kind, Layout, col, find_header
from pratfall.sources.days import DayRows
from pratfall.sources.document import Document, Sheet, of_blob
from pratfall.sources.draft import Draft
from pratfall.sources.exports import Context, Evidence, Match, TableExport
from pratfall.sources.files.youtube_table import COLUMNS as TABLE_COLUMNS
from pratfall.sources.files.youtube_table import metrics_of
from pratfall.sources.frames import frames
from pratfall.sources.headers import normal
from pratfall.sources.snapshots import gathered
from pratfall.sources.totals import check_sum, printed_totals

COLUMNS = (col("day", Kind.DAY, *names.DATE, required=True, filled=True), *names.METRICS, *names.OTHERS)
FILE_NAMES = ("totals", "totaux", "gesamtwerte", "totales", "totais", "totali")
# In Portuguese it is `Total.csv`, a word that proves something only when it is the whole name.
WHOLE_NAMES = re.compile(r"total(?:e)?(?: \(\d+\))?\.csv")


def fits(layout: Layout) -> bool:
    return any(layout.has(name) for name in ("views", "watch_hours", "engaged_views"))


def read(document: Document, sheet: Sheet, layout: Layout, context: Context, draft: Draft) -> None:
    account = accounts.unnamed("youtube", context, draft, label=names.channel_in(document))
    frame = gathered(frames(document, sheet, layout, draft, context.hints, aside=names.is_aside), draft)
    if not frame.n:
        return
    names.add_channel(account, draft)
    days = DayRows("youtube", account, draft)
    days.see(frame, all=metrics_of(frame))
    days.finish(context)
    draft.zone, draft.zone_evidence = names.DAY_ZONE, ZoneEvidence.DEFAULT
    totals = printed_totals(layout, draft.asides, _is_total) or _totals_of_zip(document)
    for name in names.ADDITIVE:
        if frame.has(name):
            check_sum(name, pc.sum(frame[name]).as_py(), totals.get(name), draft, n=frame.n)


def _is_total(cells: Any) -> bool:
    return normal(cells[0]) in names.TOTAL_WORDS


def _totals_of_zip(document: Document) -> dict[str, float]:
    """The `Total` row of the table that came in the same zip."""
    for blob in document.siblings:
        try:
            sheets = of_blob(blob).sheets
        except PratfallError:  # reported when that member's own turn comes
            continue
        for sheet in sheets:
            layout = find_header(sheet.head, TABLE_COLUMNS)
            if layout and (layout.has("content") or names.dimension_of(layout)):
                totals = printed_totals(layout, enumerate(sheet.head[layout.row + 1 :]), _is_total)
                if totals:
                    return dict(totals)
    return {}


@dataclass(frozen=True)
class TotalsExport(TableExport):
    """`Date, Views` is all a channel may print, and no proof of YouTube: then the file's own name in
    Studio's languages, or the table beside it in the zip, must agree."""

    def match(self, document: Document) -> Match | None:
        found = super().match(document)
        if found is None or (found.layout and any(found.layout.has(name) for name in names.DISTINCTIVE)):
            return found
        stem = normal(document.name)
        named = any(name in stem for name in FILE_NAMES) or WHOLE_NAMES.fullmatch(stem)
        return found if named or _totals_of_zip(document) else None


READER = TotalsExport(
    name="youtube_totals",
    platform="youtube",
    evidence=Evidence.FILE,
    real_file_seen=True,
    columns=COLUMNS,
    reading=read,
    least_known=0.8,
    also_required=fits,
)
