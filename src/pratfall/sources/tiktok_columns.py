"""What TikTok Studio's files have in common: their accounts, their days without a year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pratfall.errors import PratfallError

from . import accounts, ids, yearless
from .columns import Kind, Layout, col, find_header
from .days import DayRows
from .document import Document, Sheet, of_blob
from .draft import Draft
from .exports import Context
from .frames import Frame, frames
from .ids import IdClock
from .snapshots import gathered
from .x_text import usual_handle

LINK = r"(?i)^https?://(?:www\.|m\.)?tiktok\.com/@(?P<handle>[\w.\-]+)/(?P<type>video|photo)/(?P<id>\d{12,20})"
LINK_NAMES = (
    "Video link",
    "Enlace del video",
    "Enlace del vídeo",
    "Lien de la vidéo",
    "Link do vídeo",
    "Videolink",
    "Post link",
)
DATE_NAMES = ("Date", "Fecha", "Datum", "Data")
DAY = col("day", Kind.TEXT, *DATE_NAMES, required=True, filled=True)


def link_parts(urls: Any) -> tuple[Any, Any, Any]:
    """(n,) links -> (handle, `video` or `photo`, id); null where the link is no post's."""
    found = pc.extract_regex(urls, LINK)
    if found.null_count == len(found):
        nothing = pa.nulls(len(urls), pa.string())
        return nothing, nothing, nothing
    return pc.struct_field(found, "handle"), pc.struct_field(found, "type"), pc.struct_field(found, "id")


def posts_beside(document: Document) -> tuple[str, date | None]:
    """From the list of posts in the same zip: the account's handle, and the day of the newest post."""
    for blob in document.siblings:
        try:
            sheets = of_blob(blob).sheets
        except PratfallError:  # reported when that member's own turn comes
            continue
        for sheet in sheets:
            layout = find_header(sheet.head, (col("url", Kind.TEXT, *LINK_NAMES, required=True),))
            if layout is not None:
                at = layout.where["url"]
                urls = pa.array([row[at] for row in sheet.head[layout.row + 1 :] if at < len(row)], pa.string())
                handles, _, post_ids = link_parts(urls)
                newest = pc.max(ids.times(post_ids, IdClock.TIKTOK)).as_py()
                return usual_handle(handles).lower(), newest.date() if newest else None
    return "", None


def with_days(frame: Frame, newest_post: date | None, context: Context, draft: Draft) -> Frame:
    """The frame with `day` as date32; rows whose day cannot be read, or fits no year, are left out."""
    years = yearless.daily(frame.text("day").to_pylist(), context.now.date(), not_before=newest_post)
    if len(years.candidates) > 1:
        others = " or ".join(day.isoformat() for day in years.candidates[1:3])
        draft.check("year_assumed", None, expected=others, got=years.candidates[0], n=frame.n)
    frame.columns["day"] = pa.array(years.days, pa.date32())
    return frame.drop(frame["day"].is_null(), "bad_date")


def read_days(
    document: Document, sheet: Sheet, layout: Layout, context: Context, draft: Draft,
    metrics: Callable[[Frame], dict[str, Any]],
) -> tuple[Frame, str]:  # fmt: skip
    """A daily table of the account, read and written; its frame and the account's id for what is left."""
    frame = gathered(frames(document, sheet, layout, draft, context.hints), draft)
    handle, newest_post = posts_beside(document)
    account = handle or accounts.unnamed("tiktok", context, draft)
    if frame.n:
        frame = with_days(frame, newest_post, context, draft)
    if frame.n:
        draft.add(
            "account", 1, platform="tiktok", account_id=account, name=account.removeprefix("local:"), kind="profile"
        )
        days = DayRows("tiktok", account, draft)
        days.see(frame, all=metrics(frame))
        days.finish(context)
    return frame, account
