"""Old Facebook Insights, post and video level: CSV, SpreadsheetML named .xls, or xlsx.

Totals since publication. `Posted` is US Pacific time. "Consumptions" are clicks, "consumers" people
who clicked; likes, comments and shares are only in the breakdown by action type, where an empty cell
means none. The Post ID is `pageid_postid`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pratfall.records.imports import ZoneEvidence
from pratfall.records.tables import METRICS, MetricKind, PostType, Relation
from pratfall.sources import accounts, ids, x_text
from pratfall.sources.columns import Kind, Layout, col
from pratfall.sources.dates import DateOrder
from pratfall.sources.document import Document, Sheet
from pratfall.sources.draft import Draft
from pratfall.sources.exports import Context, Evidence, Match
from pratfall.sources.frames import Frame, frames, in_zone, printed_local
from pratfall.sources.headers import fingerprint, normal
from pratfall.sources.insights_columns import ZONE, is_description, lay_out_sheet
from pratfall.sources.snapshots import gathered, last_day_in, span

KEY = (
    col("post_id", Kind.ID, "Post ID", required=True, filled=True),
    col("url", Kind.TEXT, "Permalink"),
    col("text", Kind.TEXT, "Post Message"),
    col("type", Kind.TEXT, "Type"),
    col("posted", Kind.TIME, "Posted", required=True, filled=True),
)
NUMBERS = (
    col("reach", Kind.COUNT, "Lifetime Post Total Reach"),
    col("reach@organic", Kind.COUNT, "Lifetime Post Organic Reach"),
    col("reach@paid", Kind.COUNT, "Lifetime Post Paid Reach"),
    col("impressions", Kind.COUNT, "Lifetime Post Total Impressions"),
    col("impressions@organic", Kind.COUNT, "Lifetime Post Organic Impressions"),
    col("impressions@paid", Kind.COUNT, "Lifetime Post Paid Impressions"),
    col("clicks_all", Kind.COUNT, "Lifetime Post Consumptions"),
    col("video_views_3s", Kind.COUNT, "Lifetime Total Video Views", "Lifetime Total Video Views (total)"),
    col("video_views_3s@organic", Kind.COUNT, "Lifetime Organic Video Views", "Lifetime Organic Video Views (total)"),
    col("video_views_3s@paid", Kind.COUNT, "Lifetime Paid Video Views", "Lifetime Paid Video Views (total)"),
    col("video_views_full", Kind.COUNT, "Lifetime Total Views to 95%", "Lifetime Total Views to 95% (total)"),
    col(
        "video_views_full@organic", Kind.COUNT, "Lifetime Organic views to 95%", "Lifetime Organic views to 95% (total)"
    ),
    col("video_views_full@paid", Kind.COUNT, "Lifetime Paid views to 95%", "Lifetime Paid views to 95% (total)"),
)
ACTIONS = (
    col("likes", Kind.COUNT, "Lifetime Post Stories by action type - like"),
    col("comments", Kind.COUNT, "Lifetime Post Stories by action type - comment"),
    col("shares", Kind.COUNT, "Lifetime Post Stories by action type - share"),
    col("clicks_link", Kind.COUNT, "Lifetime Post Consumptions by type - link clicks"),
    col("clicks_other", Kind.COUNT, "Lifetime Post Consumptions by type - other clicks"),
)
COLUMNS = (*KEY, *NUMBERS, *ACTIONS)
TYPES = {
    "photo": PostType.IMAGE, "video": PostType.VIDEO, "sharedvideo": PostType.VIDEO, "link": PostType.LINK,
    "status": PostType.TEXT, "live": PostType.LIVE, "album": PostType.CAROUSEL, "question": PostType.POLL,
}  # fmt: skip
PAGE_AND_POST = r"^(?P<page>\d+)_(?P<id>\d+)$"


def sheets_of(document: Document) -> list[tuple[Sheet, Layout]]:
    """Every sheet with posts, the one with most known columns first."""
    found = [(sheet, layout) for sheet in document.sheets if (layout := lay_out_sheet(sheet, COLUMNS)) is not None]
    return sorted(found, key=lambda pair: -pair[1].known)


def _keyed(frame: Frame) -> Frame:
    spoiled = pc.match_substring_regex(frame["post_id"], ids.SPOILED)
    frame = frame.drop(spoiled, "id_spoiled_by_spreadsheet")
    both = pc.extract_regex(frame["post_id"], PAGE_AND_POST)
    if both.null_count == frame.n:
        frame.columns["page"] = pa.nulls(frame.n, pa.string())
        return frame
    frame.columns["page"] = pc.struct_field(both, "page")
    frame.columns["post_id"] = pc.coalesce(pc.struct_field(both, "id"), frame["post_id"])
    return frame


def _frame(document: Document, part: tuple[Sheet, Layout], context: Context, draft: Draft) -> Frame:
    sheet, layout = part
    rows = frames(
        document, sheet, layout, draft, context.hints, date_order=DateOrder.MONTH_FIRST, aside=is_description
    )  # fmt: skip
    frame = gathered(rows, draft)
    if not frame.n:
        return frame
    frame = _keyed(frame)
    for column in ACTIONS:  # printed only where something happened
        if frame.has(column.field):
            frame.columns[column.field] = pc.fill_null(frame[column.field], 0.0)
    return frame


def _observe(frame: Frame, account: str, draft: Draft) -> None:
    scopes: dict[str, dict[str, Any]] = {}
    for field in frame.columns:
        metric, _, scope = field.partition("@")
        if metric in METRICS:
            scopes.setdefault(scope or "all", {})[metric] = frame[field]
    for scope, metrics in scopes.items():
        draft.observe(
            frame.n, metrics, kind=MetricKind.LIFETIME, scope=scope, subject_type="post", subject_id=frame["post_id"],
            platform="facebook", account_id=account,
        )  # fmt: skip


def _write(frame: Frame, account: str, document: Document, context: Context, draft: Draft) -> None:
    local, text = frame["posted.local"], pc.fill_null(frame.text("text"), "")
    at = in_zone(local, ZONE)
    types = [
        TYPES.get(normal(word or "").replace(" ", ""), PostType.UNKNOWN).value
        for word in frame.text("type").to_pylist()
    ]
    draft.add(
        "post", frame.n, platform="facebook", account_id=account, post_id=frame["post_id"], url=frame.text("url"),
        post_type=pa.array(types, pa.string()), relation=Relation.ORIGINAL.value, text=text, published_at=at,
        published_local=printed_local(local, frame["posted.has_time"]), published_precision="second",
        hashtags=x_text.hashtags(text), links=x_text.links(text),
    )  # fmt: skip
    draft.zone, draft.zone_evidence = ZONE, ZoneEvidence.DEFAULT
    draft.as_of = context.as_of(last_day_in(document.name), pc.max(at).as_py())
    if days := span(local):
        draft.period_start, draft.period_end = days
        draft.cover(
            platform="facebook", account_id=account, subject="posts", start=days[0], end=days[1], evidence="rows"
        )
    if frame.has("reach") and frame.has("impressions"):
        right = pc.less_equal(frame["reach"], frame["impressions"])
        n = frame.n - right.null_count
        good = pc.sum(right.cast(pa.int64())).as_py() or 0
        draft.check("reach_within_impressions", good == n if n else None, expected=n, got=good, n=n)


@dataclass(frozen=True)
class InsightsPosts:
    name: str = "facebook_insights_posts"
    platform: str = "facebook"
    evidence: Evidence = Evidence.FILE
    real_file_seen: bool = True

    def match(self, document: Document) -> Match | None:
        found = sheets_of(document)
        known = sum(layout.known for _, layout in found)
        numbers = sum(layout.has(column.field) for _, layout in found for column in (*NUMBERS, *ACTIONS))
        return Match(float(known)) if numbers else None

    def read(self, document: Document, context: Context, draft: Draft) -> None:
        draft.report_kind = self.name
        first, *others = sheets_of(document)
        draft.header_fingerprint = fingerprint(first[1].headers)
        draft.note(f"columns_ignored:{len(first[1].unknown)}")
        frame = _frame(document, first, context, draft)
        if not frame.n:
            return
        pages = [page for page in frame.text("page").to_pylist() if page]
        account = pages[0] if pages else accounts.unnamed("facebook", context, draft)
        for page in pages[:1]:
            accounts.named("facebook", page, context)
        draft.add("account", 1, platform="facebook", account_id=account, kind="page")
        _write(frame, account, document, context, draft)
        _observe(frame, account, draft)
        for part in others:  # breakdown sheets repeat the same posts: their rows are no further rows
            again = _frame(document, part, context, Draft())
            if again.n:
                _observe(again, account, draft)


READER = InsightsPosts()
