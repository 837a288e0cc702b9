"""X (Twitter) by-day export until about 2024: `Date, Tweets published, impressions, ...`."""

from __future__ import annotations

import re

from pratfall.records.imports import ZoneEvidence
from pratfall.sources.columns import Kind, Layout, col
from pratfall.sources.days import DayRows
from pratfall.sources.document import Document, Sheet
from pratfall.sources.draft import Draft
from pratfall.sources.exports import Context, Evidence, TableExport
from pratfall.sources.frames import frames
from pratfall.sources.x_old import METRIC_COLUMNS, metrics_of

COLUMNS = (
    col("day", Kind.DAY, "Date", required=True, filled=True),
    col("posts_published", Kind.COUNT, "Tweets published", required=True),
    *METRIC_COLUMNS,
)
_NAMED = re.compile(r"daily_tweet_activity_metrics_(\w+?)_(?:19|20)\d{6}_", re.IGNORECASE)


def read(document: Document, sheet: Sheet, layout: Layout, context: Context, draft: Draft) -> None:
    named = _NAMED.search(document.name)
    handle = named[1] if named else ""
    account = handle.lower() or context.local_account("x")
    draft.zone, draft.zone_evidence = "UTC", ZoneEvidence.DEFAULT
    days = DayRows("x", account, draft)
    for frame in frames(document, sheet, layout, draft, context.hints):
        published = frame.metrics("posts_published")
        days.see(frame, all=metrics_of(frame) | published, paid=metrics_of(frame, "promoted."))
    if not handle:
        draft.note(f"account_not_named:{account}")
    if days.finish(context):
        draft.add("account", 1, platform="x", account_id=account, handle=handle or None, kind="profile", tz="UTC")


READER = TableExport(
    name="x_days_old",
    platform="x",
    evidence=Evidence.TESTS,
    real_file_seen=False,
    columns=COLUMNS,
    reading=read,
)
