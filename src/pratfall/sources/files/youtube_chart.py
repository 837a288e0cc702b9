"""YouTube Studio, advanced mode, `Chart data.csv`: per day and per video (or country ...), long form.

Only the top rows of the table are charted, so these days never speak for the whole channel and no
coverage is claimed from them.
"""

from __future__ import annotations

import json
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pratfall.records.imports import ZoneEvidence
from pratfall.records.tables import MetricKind
from pratfall.sources import accounts
from pratfall.sources import youtube_columns as names
from pratfall.sources.columns import Kind, Layout, col
from pratfall.sources.document import Document, Sheet
from pratfall.sources.draft import Draft
from pratfall.sources.exports import Context, Evidence, TableExport
from pratfall.sources.files.youtube_table import VIDEO_ID, metrics_of
from pratfall.sources.frames import Frame, frames
from pratfall.sources.snapshots import gathered, span

COLUMNS = (
    col("day", Kind.DAY, *names.DATE, required=True, filled=True),
    col("content", Kind.ID, *names.CONTENT),
    *names.dimension_columns(),
    col("title", Kind.TEXT, *names.TITLE),
    col("published", Kind.TEXT, *names.PUBLISHED),
    *names.METRICS,
    *names.OTHERS,
)


def fits(layout: Layout) -> bool:
    by_one = layout.has("content") != (names.dimension_of(layout) is not None)
    return by_one and any(layout.has(name) for name in names.ADDITIVE)


def read(document: Document, sheet: Sheet, layout: Layout, context: Context, draft: Draft) -> None:
    frame = gathered(frames(document, sheet, layout, draft, context.hints, aside=names.is_aside), draft)
    frame, subject = _subject(frame, layout) if frame.n else (frame, {})
    if not frame.n or (days := span(frame["day"])) is None:
        return
    account = accounts.unnamed("youtube", context, draft, label=names.channel_in(document))
    draft.period_start, draft.period_end = days
    draft.as_of = context.as_of(days[1])
    draft.zone, draft.zone_evidence = names.DAY_ZONE, ZoneEvidence.DEFAULT
    names.add_channel(account, draft)
    draft.observe(
        frame.n, metrics_of(frame), kind=MetricKind.PER_DAY, platform="youtube",
        account_id=account, window_start=frame["day"], window_end=frame["day"],
        partial_day=pc.equal(frame["day"], pa.scalar(days[1])), **({"subject_id": account} | subject),
    )  # fmt: skip
    draft.note("top_rows_only")


def _subject(frame: Frame, layout: Layout) -> tuple[Frame, dict[str, Any]]:
    if layout.has("content"):
        video = pc.fill_null(pc.match_substring_regex(frame.text("content"), VIDEO_ID), False)
        frame = frame.drop(pc.invert(video), "id_not_a_video")
        return frame, {"subject_type": "post", "subject_id": frame["content"]}
    dimension = str(names.dimension_of(layout))
    frame = frame.drop(frame.text(f"by.{dimension}").is_null(), f"no_{dimension}")
    values = frame[f"by.{dimension}"].dictionary_encode()
    keys = [
        json.dumps({dimension: value}, ensure_ascii=False, separators=(",", ":"))
        for value in values.dictionary.to_pylist()
    ]
    breakdown = pa.array(keys, pa.string()).take(values.indices)
    return frame, {"subject_type": "account", "breakdown": breakdown}


READER = TableExport(
    name="youtube_chart",
    platform="youtube",
    evidence=Evidence.FILE,
    real_file_seen=True,
    columns=COLUMNS,
    reading=read,
    also_required=fits,
)
