"""X video overview: a line `Video overview`, a table by day, then a table by video.

Only the days are read: in every file known, publish date and link of the second table were empty,
so that its rows belong to no post.
"""

from __future__ import annotations

from collections.abc import Callable

import pyarrow.compute as pc

from pratfall.sources import numbers
from pratfall.sources.columns import Kind, Layout, col
from pratfall.sources.dates import parse
from pratfall.sources.days import DayRows
from pratfall.sources.document import Document, Sheet
from pratfall.sources.draft import Draft
from pratfall.sources.exports import Context, Evidence, TableExport
from pratfall.sources.files.x_overview import label_in
from pratfall.sources.frames import frames

COLUMNS = (
    col("day", Kind.DAY, "Date", "Data", "Fecha", required=True, filled=True),
    col("views", Kind.COUNT, "Views", "Vues", required=True),
    col("watch_ms", Kind.NUMBER, "Watch Time (ms)", required=True),
    col("completion", Kind.SHARE, "Completion Rate"),
    col("average_ms", Kind.NUMBER, "Average Watch Time (ms)"),
    col("revenue", Kind.TEXT, "Estimated Revenue"),
)


def read(document: Document, sheet: Sheet, layout: Layout, context: Context, draft: Draft) -> None:
    account = context.local_account(label_in(document.name.replace("video_overview", "account_overview")))
    draft.note(f"account_not_named:{account}")
    days = DayRows("x", account, draft)
    for frame in frames(document, sheet, layout, draft, context.hints, aside=_second_table()):
        metrics = frame.metrics("views")
        metrics["watch_time_s"] = pc.divide(frame["watch_ms"], 1000.0)
        if frame.has("average_ms"):
            metrics["avg_watch_s"] = pc.divide(frame["average_ms"], 1000.0)
        days.see(frame, all=metrics)
    if draft.asides:
        draft.note(f"second_table_not_read:{len(draft.asides)}")
    if days.finish(context):
        draft.add("account", 1, platform="x", account_id=account, name=account.removeprefix("local:"), kind="profile")


def _second_table() -> Callable[[list[str]], bool]:
    """From the first row of words on, every row belongs to the table by video."""
    begun = False

    def aside(row: list[str]) -> bool:
        nonlocal begun
        words = [cell for cell in row if cell.strip()]
        if not begun and parse(row[0]) is None:
            begun = not any(numbers.parse_one(cell) is not None for cell in words)
        return begun

    return aside


READER = TableExport(
    name="x_video_overview",
    platform="x",
    evidence=Evidence.TESTS,
    real_file_seen=False,
    columns=COLUMNS,
    reading=read,
)
