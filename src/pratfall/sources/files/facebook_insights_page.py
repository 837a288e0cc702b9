"""Old Facebook Insights, page level: one row per day, several hundred columns, often Windows-1252.

The first word of a column is its kind: `Daily` counts a day, `Weekly` and `28 Days` are rolling windows
printed again every day (never added), `Lifetime` is a stock. Days are US Pacific days.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pratfall.records.imports import ZoneEvidence
from pratfall.records.tables import MetricKind
from pratfall.sources import accounts
from pratfall.sources.columns import Col, Kind, Layout, col
from pratfall.sources.dates import DateOrder
from pratfall.sources.days import DayRows
from pratfall.sources.document import Document, Sheet
from pratfall.sources.draft import Draft
from pratfall.sources.exports import Context, Evidence, Match
from pratfall.sources.frames import Frame, frames
from pratfall.sources.headers import fingerprint
from pratfall.sources.insights_columns import ZONE, is_description, lay_out_sheet
from pratfall.sources.snapshots import gathered

# Metric, scope, printed name behind the period. Where a name is printed twice, ` (total)` is the count.
PRINTED = (
    ("reach", "all", "Total Reach"),
    ("reach", "organic", "Organic Reach"),
    ("reach", "paid", "Paid Reach"),
    ("impressions", "all", "Total Impressions"),
    ("impressions", "organic", "Organic impressions"),
    ("impressions", "paid", "Paid Impressions"),
    ("follows_gained", "all", "New Likes"),
    ("follows_lost", "all", "Unlikes"),
    ("clicks_all", "all", "Page consumptions"),
    ("clicks_link", "all", "Page consumptions by type - link clicks"),
    ("profile_views", "all", "Logged-in Page Views (total)"),
    ("video_views_3s", "all", "Total Video Views"),
    ("video_views_3s", "organic", "Total organic video views"),
    ("video_views_3s", "paid", "Total promoted video views"),
    ("comments", "all", "Positive Feedback from Users - comment (total)"),
    ("likes", "all", "Positive Feedback from Users - like (total)"),
    ("shares", "all", "Positive Feedback from Users - link (total)"),
)
PERIODS = {
    "Daily": (MetricKind.PER_DAY, 1),
    "Weekly": (MetricKind.ROLLING_7, 7),
    "28 Days": (MetricKind.ROLLING_28, 28),
}


def _columns() -> tuple[Col, ...]:
    numbers = [
        col(f"{period}:{metric}@{scope}", Kind.COUNT, f"{period} {printed}")
        for period in PERIODS
        for metric, scope, printed in PRINTED
    ]
    day = col("day", Kind.DAY, "Date", required=True, filled=True)
    return (day, col("followers", Kind.COUNT, "Lifetime Total Likes"), *numbers)


COLUMNS = _columns()


def _of_period(frame: Frame, period: str) -> dict[str, dict[str, Any]]:
    """Scope -> metric -> numbers. Breakdowns (` - `) print a cell only where something happened."""
    found: dict[str, dict[str, Any]] = {}
    for metric, scope, printed in PRINTED:
        field = f"{period}:{metric}@{scope}"
        if frame.has(field):
            values = pc.fill_null(frame[field], 0.0) if " - " in printed else frame[field]
            found.setdefault(scope, {})[metric] = values
    return found


def _rolling(frame: Frame, account: str, draft: Draft) -> None:
    for period, (kind, days) in PERIODS.items():
        if kind is MetricKind.PER_DAY:
            continue
        start = pc.subtract(frame["day"], pa.scalar(timedelta(days=days - 1)))
        for scope, metrics in _of_period(frame, period).items():
            draft.observe(
                frame.n, metrics, kind=kind, scope=scope, subject_type="account", subject_id=account,
                platform="facebook", account_id=account, window_start=start.cast(pa.date32()), window_end=frame["day"],
            )  # fmt: skip


def _layout(document: Document) -> tuple[Sheet, Layout] | None:
    for sheet in document.sheets:
        layout = lay_out_sheet(sheet, COLUMNS)
        if layout is not None and layout.known >= 3:
            return sheet, layout
    return None


@dataclass(frozen=True)
class InsightsPage:
    name: str = "facebook_insights_page"
    platform: str = "facebook"
    evidence: Evidence = Evidence.FILE
    real_file_seen: bool = True

    def match(self, document: Document) -> Match | None:
        found = _layout(document)
        return Match(float(found[1].known)) if found else None

    def read(self, document: Document, context: Context, draft: Draft) -> None:
        found = _layout(document)
        assert found is not None  # only matched documents are read
        sheet, layout = found
        draft.report_kind, draft.header_fingerprint = self.name, fingerprint(layout.headers)
        draft.note(f"columns_ignored:{len(layout.unknown)}")
        rows = frames(
            document, sheet, layout, draft, context.hints, date_order=DateOrder.MONTH_FIRST, aside=is_description
        )  # fmt: skip
        frame = gathered(rows, draft)
        if not frame.n:
            return
        account = accounts.unnamed("facebook", context, draft)
        draft.add("account", 1, platform="facebook", account_id=account, kind="page")
        days = DayRows("facebook", account, draft)
        days.see(frame, **_of_period(frame, "Daily"))
        days.finish(context)
        draft.zone, draft.zone_evidence = ZONE, ZoneEvidence.DEFAULT
        _rolling(frame, account, draft)
        draft.observe(
            frame.n, frame.metrics("followers"), kind=MetricKind.POINT, subject_type="account", subject_id=account,
            platform="facebook", account_id=account, window_start=frame["day"], window_end=frame["day"],
        )  # fmt: skip


READER = InsightsPage()
