"""X (Twitter) tweet export until about 2024: one row per tweet, 40 columns, numbers as of the export."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pratfall.records.imports import ZoneEvidence
from pratfall.records.tables import MetricKind
from pratfall.sources import ids, x_text
from pratfall.sources.columns import Kind, Layout, col
from pratfall.sources.dates import period_in
from pratfall.sources.document import Document, Sheet
from pratfall.sources.draft import Draft
from pratfall.sources.exports import Context, Evidence, TableExport
from pratfall.sources.frames import Frame, frames, printed_local
from pratfall.sources.ids import IdClock
from pratfall.sources.x_old import METRIC_COLUMNS, PARTS, metrics_of, row_sums

COLUMNS = (
    col("post_id", Kind.ID, "Tweet id", required=True),
    col("url", Kind.TEXT, "Tweet permalink", required=True),
    col("text", Kind.TEXT, "Tweet text", required=True),
    col("published", Kind.TIME, "time", required=True),
    *METRIC_COLUMNS,
)


_NAMED = re.compile(r"tweet_activity_metrics_(\w+?)_(?:19|20)\d{6}_", re.IGNORECASE)


def read(document: Document, sheet: Sheet, layout: Layout, context: Context, draft: Draft) -> None:
    tally = _Tally()
    for frame in frames(document, sheet, layout, draft, context.hints):
        frame = _timed(frame)
        if frame.n:
            tally.see(frame)
            _post_rows(frame, tally.account, draft)
    tally.finish(document, context, draft)


def _timed(frame: Frame) -> Frame:
    frame = x_text.with_ids(frame)
    frame.columns["id_time"] = ids.times(frame["post_id"], IdClock.X)
    frame.columns["at"] = pc.coalesce(frame["published"], frame["id_time"])
    return frame.drop(frame["at"].is_null(), "bad_date")


def _post_rows(frame: Frame, handle: str, draft: Draft) -> None:
    texts = x_text.unescaped(frame.text("text"))
    account = handle.lower()
    draft.add(
        "post", frame.n, platform="x", account_id=account, post_id=frame["post_id"], text=texts,
        post_type=x_text.post_types(texts), relation=x_text.relations(texts), url=frame["url"],
        published_at=frame["at"], published_precision="minute", hashtags=x_text.hashtags(texts),
        published_local=printed_local(frame["published.local"], frame["published.has_time"]),
        links=x_text.links(texts), visibility="public", state="present",
    )  # fmt: skip
    for scope, prefix in (("all", ""), ("paid", "promoted.")):
        metrics = metrics_of(frame, prefix)
        draft.observe(
            frame.n, metrics, kind=MetricKind.LIFETIME, subject_type="post", subject_id=frame["post_id"],
            platform="x", account_id=account, scope=scope,
        )  # fmt: skip


class _Tally:
    """What is known only after the last row: days spoken for, the export's age, the sums of the checks."""

    def __init__(self) -> None:
        self.account = ""
        self.first: datetime | None = None
        self.last: datetime | None = None
        self.checked = {"engagements_are_sum_of_parts": [0, 0], "rate_is_engagements_per_impression": [0, 0],
                        "time_equals_id": [0, 0]}  # fmt: skip
        self.promoted = 0
        self.printed = False

    def see(self, frame: Frame) -> None:
        self.account = self.account or x_text.usual_handle(frame["handle"])
        self.printed = self.printed or frame["published"].null_count < frame.n
        low, high = pc.min_max(frame["at"]).as_py().values()
        self.first = min(self.first or low, low)
        self.last = max(self.last or high, high)
        parts = row_sums(frame, PARTS) if all(part in frame.columns for part in PARTS) else None
        if frame.has("engagements_reported"):
            self._compare("engagements_are_sum_of_parts", frame["engagements_reported"], parts, 0.5)
            if frame.has("impressions"):
                rate = pc.divide(
                    frame["engagements_reported"],
                    pc.if_else(pc.greater(frame["impressions"], 0), frame["impressions"], None),
                )
                self._compare(
                    "rate_is_engagements_per_impression", rate, frame.columns.get("engagement_rate_reported"), 1e-6
                )
        printed, exact = (
            pc.floor_temporal(frame[name], unit="minute").cast(pa.int64()) for name in ("published", "id_time")
        )
        self._compare("time_equals_id", printed, exact, 0)
        if frame.has("promoted.impressions"):
            self.promoted += pc.sum(pc.greater(frame["promoted.impressions"], 0)).as_py() or 0

    def _compare(self, code: str, one: Any, other: Any, tolerance: float) -> None:
        if other is None:
            return
        wrong = pc.greater(pc.abs(pc.subtract(one, other)), tolerance)
        self.checked[code][0] += len(wrong) - wrong.null_count
        self.checked[code][1] += pc.sum(wrong).as_py() or 0

    def _silent(self, document: Document, context: Context, draft: Draft) -> None:
        """An export without a row says that nothing was posted, if its name says by whom and when."""
        named, days = _NAMED.search(document.name), period_in(document.name)
        if named and days and draft.rows_read == 0:
            account, end = named[1].lower(), min(max(days[0], days[1] - timedelta(days=1)), context.now.date())
            draft.period_start, draft.period_end = days[0], end
            draft.add("account", 1, platform="x", account_id=account, handle=named[1], kind="profile", tz="UTC")
            where = {"platform": "x", "account_id": account, "subject": "posts"}
            draft.cover(**where, start=days[0], end=max(days[0], end), evidence="file_name")

    def finish(self, document: Document, context: Context, draft: Draft) -> None:
        for code, (n, wrong) in self.checked.items():
            draft.check(code, None if n == 0 else wrong == 0, expected=n, got=n - wrong, n=n)
        if self.promoted:
            draft.note(f"promoted_posts:{self.promoted}")
        draft.zone = "UTC"
        draft.zone_evidence = ZoneEvidence.PRINTED if self.printed else ZoneEvidence.ID_DERIVED
        if self.first is None or self.last is None:
            self._silent(document, context, draft)
            return
        first, last, evidence = self.first.date(), self.last.date(), "rows"
        named = period_in(document.name)
        if named:
            inside = named[0] <= first and last <= named[1]
            draft.check(
                "rows_inside_named_period",
                inside,
                expected=f"{named[0]} {named[1]}",
                got=f"{first} {last}",
                n=draft.rows_kept,
            )
            if inside:  # the name's second date is the first day after, unless rows fall on it
                end = named[1] if last == named[1] or named[0] == named[1] else named[1] - timedelta(days=1)
                first, last, evidence = named[0], min(end, context.now.date()), "file_name"
        draft.period_start, draft.period_end = first, last
        draft.as_of = context.as_of(self.last, named[1] if evidence == "file_name" and named else None)
        account = self.account.lower()
        draft.add(
            "account",
            1,
            platform="x",
            account_id=account,
            handle=self.account,
            url=f"https://x.com/{self.account}",
            kind="profile",
            tz="UTC",
        )
        draft.cover(
            platform="x", account_id=account, subject="posts", start=first, end=max(first, last), evidence=evidence
        )


READER = TableExport(
    name="x_posts_old",
    platform="x",
    evidence=Evidence.FILE,
    real_file_seen=True,
    columns=COLUMNS,
    reading=read,
)
