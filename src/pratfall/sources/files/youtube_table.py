"""YouTube Studio, advanced mode, `Table data.csv`: one row per video, country, traffic source ...

Numbers are totals inside the chosen range (never lifetime unless the range was), so they are kept
as window totals. The `Total` row and the line about the 500-row limit are check values, not data.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pratfall.errors import UnknownExport
from pratfall.records.tables import MetricKind, PostType, Relation
from pratfall.sources import accounts, ids, x_text
from pratfall.sources import youtube_columns as names
from pratfall.sources.columns import Kind, Layout, col
from pratfall.sources.document import Document, Sheet
from pratfall.sources.draft import Draft
from pratfall.sources.exports import Context, Evidence, TableExport
from pratfall.sources.frames import Frame, frames, printed_local
from pratfall.sources.snapshots import gathered, period_of, span
from pratfall.sources.totals import check_rows_within_totals, printed_totals

COLUMNS = (
    col("content", Kind.ID, *names.CONTENT),
    *names.dimension_columns(),
    col("title", Kind.TEXT, *names.TITLE),
    col("published", Kind.TIME, *names.PUBLISHED),
    *names.METRICS,
    *names.OTHERS,
)
ROWS_SHOWN = 500  # Studio lists no more
VIDEO_ID = r"^[A-Za-z0-9_-]{11}$"
SPOILED = rf"{ids.SPOILED}|^#"  # an id that starts with a minus becomes #NAME? in a spreadsheet
AMOUNTS = ("views", "watch_hours", "engaged_views", "impressions", "likes", "comments", "follows_net", "shares")
AUDIENCE = ("viewer_age", "viewer_gender")


def fits(layout: Layout) -> bool:
    """A table by video needs two names beside the id and a number; by anything else, a number that only
    YouTube prints. Tables of age and gender print shares alone."""
    counts = sum(layout.has(name) for name in AMOUNTS)
    if layout.has("content"):
        return layout.known >= 3 and counts > 0 and (layout.has("title") or layout.has("published") or counts >= 2)
    dimension = names.dimension_of(layout)
    return dimension is not None and (
        any(layout.has(name) for name in names.DISTINCTIVE) or (dimension in AUDIENCE and layout.has("part"))
    )


def read(document: Document, sheet: Sheet, layout: Layout, context: Context, draft: Draft) -> None:
    frame = gathered(frames(document, sheet, layout, draft, context.hints, aside=names.is_aside), draft)
    _checks(layout, frame, draft)
    if not metrics_of(frame):  # shares of age groups alone
        frame.drop(np.ones(frame.n, dtype=bool), "audience_not_kept")
    if not frame.n or not metrics_of(frame):
        return
    account = accounts.unnamed("youtube", context, draft, label=names.channel_in(document))
    names.add_channel(account, draft)
    period = period_of(document)
    if period:
        draft.period_start, draft.period_end = period
    if layout.has("content"):
        _refuse_other_lists(frame, document)
        _videos(frame, account, period, context, draft)
    else:
        _breakdown(frame, str(names.dimension_of(layout)), account, period, context, draft)


def _refuse_other_lists(frame: Frame, document: Document) -> None:
    """A list whose names look alike but without a single id of a video is somebody else's."""
    ids_read = pc.match_substring_regex(pc.fill_null(frame.text("content"), ""), f"{VIDEO_ID}|{SPOILED}")
    if not pc.any(ids_read).as_py():
        raise UnknownExport("source_does_not_fit", file=document.name, source="youtube_table")


def _videos(frame: Frame, account: str, period: tuple[date, date] | None, context: Context, draft: Draft) -> None:
    spoiled = pc.fill_null(pc.match_substring_regex(frame.text("content"), SPOILED), False)
    frame = frame.drop(spoiled, "id_spoiled_by_spreadsheet")
    frame = frame.drop(
        pc.invert(pc.fill_null(pc.match_substring_regex(frame.text("content"), VIDEO_ID), False)), "id_not_a_video"
    )
    if not frame.n:
        return
    published = frame.columns.get("published.local", pa.nulls(frame.n, pa.timestamp("us")))
    timed = frame.columns.get("published.has_time", pa.nulls(frame.n, pa.bool_()))
    seen = span(published)
    draft.as_of = context.as_of(period[1] if period else None, seen[1] if seen else None)
    local = printed_local(published, timed)
    draft.add(
        "post", frame.n, platform="youtube", account_id=account, post_id=frame["content"], post_type=_types(frame),
        relation=Relation.ORIGINAL.value, text=frame.text("title"), duration_s=frame["duration"],
        url=pc.binary_join_element_wise("https://www.youtube.com/watch?v=", frame["content"], ""),
        published_local=local, published_precision=pc.if_else(local.is_valid(), "day", None),
        hashtags=x_text.hashtags(frame.text("title")), links=x_text.links(frame.text("title")),
    )  # fmt: skip
    _observe(frame, draft, account, period, subject_type="post", subject_id=frame["content"])
    capped = frame.n >= ROWS_SHOWN or any(" " in cells[0].strip() for _, cells in draft.asides)
    if capped:
        draft.note("capped_rows")
    elif days := period or seen:
        evidence = "file_name" if period else "rows"
        draft.cover(
            platform="youtube", account_id=account, subject="posts", start=days[0], end=days[1], evidence=evidence
        )


def _types(frame: Frame) -> Any:
    """Only Shorts are swiped away or shown in a feed; a short length alone proves nothing."""
    swiped = pc.or_(frame["stayed"].cast(pa.float64()).is_valid(), frame["in_feed"].cast(pa.float64()).is_valid())
    tagged = pc.fill_null(pc.match_substring_regex(frame.text("title"), r"(?i)#shorts?\b"), False)
    return pc.if_else(pc.or_(swiped, tagged), PostType.SHORT.value, PostType.VIDEO.value)


def _breakdown(
    frame: Frame, dimension: str, account: str, period: tuple[date, date] | None, context: Context, draft: Draft
) -> None:
    frame = frame.drop(frame.text(f"by.{dimension}").is_null(), f"no_{dimension}")
    draft.as_of = context.as_of(period[1] if period else None)
    keys = [
        json.dumps({dimension: value}, ensure_ascii=False, separators=(",", ":"))
        for value in frame[f"by.{dimension}"].to_pylist()
    ]
    _observe(frame, draft, account, period, subject_type="account", subject_id=account, breakdown=pa.array(keys))


def _observe(frame: Frame, draft: Draft, account: str, period: tuple[date, date] | None, **subject: Any) -> None:
    draft.observe(
        frame.n, metrics_of(frame), kind=MetricKind.WINDOW, platform="youtube", account_id=account,
        window_start=period[0] if period else None, window_end=period[1] if period else None, **subject,
    )  # fmt: skip


def metrics_of(frame: Frame) -> dict[str, Any]:
    """By metric. Unique viewers printed as 0 beside views were not counted: unknown, not none."""
    found = frame.metrics(*(column.field for column in names.METRICS if column.field not in ("watch_hours", "viewers")))
    if frame.has("watch_hours"):
        found["watch_time_s"] = pc.multiply(frame["watch_hours"], 3600.0)
    if frame.has("viewers"):
        found["viewers"] = pc.if_else(pc.equal(frame["viewers"], 0), None, frame["viewers"])
    return found


def _checks(layout: Layout, frame: Frame, draft: Draft) -> None:
    totals = printed_totals(layout, draft.asides, lambda cells: not (" " in cells[0].strip() and not any(cells[1:])))
    additive = [name for name in names.ADDITIVE if layout.has(name)]
    check_rows_within_totals(frame, additive, totals, draft)


READER = TableExport(
    name="youtube_table",
    platform="youtube",
    evidence=Evidence.FILE,
    real_file_seen=True,
    columns=COLUMNS,
    reading=read,
    also_required=fits,
)
