"""Meta Business Suite, content of an Instagram account.

Posts are keyed by the shortcode in the link, because spreadsheets destroy the 17-digit Post ID and a
post made with a partner has one link in both accounts: it is counted once. The shortcode also holds
the moment of upload, which tells in which zone `Publish time` is printed.
"""

from __future__ import annotations

from collections import Counter

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pratfall.records.tables import Relation
from pratfall.sources import accounts, clocks, ids, meta_posts
from pratfall.sources.columns import Layout
from pratfall.sources.dates import DateOrder
from pratfall.sources.document import Document, Sheet
from pratfall.sources.draft import Draft
from pratfall.sources.exports import Context, Evidence, TableExport
from pratfall.sources.frames import Frame, frames
from pratfall.sources.ids import IdClock
from pratfall.sources.meta_columns import BREAKDOWNS, INSTAGRAM
from pratfall.sources.snapshots import gathered

COLUMNS = (*INSTAGRAM, BREAKDOWNS)
SHORTCODE = r"(?i)instagram\.com/(?:[\w.]+/)?(?:p|reels?|tv)/(?P<id>[\w-]+)"
COUNTS = ("views", "impressions", "reach", "likes", "comments", "shares", "saves")


def fits(layout: Layout) -> bool:
    named = layout.has("username") or layout.has("account_id")
    return named and any(layout.has(name) for name in COUNTS)


def read(document: Document, sheet: Sheet, layout: Layout, context: Context, draft: Draft) -> None:
    rows = frames(document, sheet, layout, draft, context.hints, date_order=DateOrder.MONTH_FIRST)
    frame = gathered(rows, draft)
    if not frame.n:
        return
    frame = _partners_once(_keyed(frame))
    frame, split = meta_posts.split_rows(frame, document)
    if not frame.n:
        return
    zone = _zone(frame, context, draft)
    text = pc.fill_null(frame.text("description"), "")
    meta_posts.add_posts(
        frame, draft, platform="instagram", account_id=frame["account"], relation=frame["relation"],
        text=text, zone=zone,
    )  # fmt: skip
    meta_posts.observe(frame, split, draft, platform="instagram", account_id=frame["account"])
    meta_posts.set_period(frame, split, _accounts(frame, context, draft), "instagram", document, context, draft)
    meta_posts.check_rows(frame, draft)


def _keyed(frame: Frame) -> Frame:
    """`post_id` is the shortcode where there is one (stories have none); `account` the user name."""
    code = ids.found_in(pc.fill_null(frame.text("url"), ""), SHORTCODE)
    spoiled = pc.match_substring_regex(frame["post_id"], ids.SPOILED)
    frame.columns["code"] = code
    frame.columns["post_id"] = pc.coalesce(code, pc.if_else(spoiled, None, frame["post_id"]))
    handle = pc.utf8_lower(frame.text("username"))
    frame.columns["account"] = pc.coalesce(handle, frame.text("account_id"), pa.array(["unknown"] * frame.n))
    frame.columns["relation"] = pa.array([Relation.ORIGINAL.value] * frame.n)
    return frame.drop(frame["post_id"].is_null(), "id_spoiled_by_spreadsheet")


def _partners_once(frame: Frame) -> Frame:
    """A post printed under two accounts is a collaboration: kept under the account the file is mostly of."""
    pairs = set(zip(frame["post_id"].to_pylist(), frame["account"].to_pylist(), strict=True))
    owners = Counter(post for post, _ in pairs)
    shared = pa.array([post for post, n in owners.items() if n > 1], pa.string())
    if not len(shared):
        return frame
    usual = Counter(frame["account"].to_pylist()).most_common(1)[0][0]
    both = pc.is_in(frame["post_id"], shared)
    frame.columns["relation"] = pc.if_else(both, Relation.COLLAB.value, frame["relation"])
    return frame.drop(pc.and_(both, pc.not_equal(frame["account"], usual)), "collaboration_counted_once")


def _zone(frame: Frame, context: Context, draft: Draft) -> str:
    """Measured from the shortcodes, and left for the Facebook file of the same call."""
    once = pa.array(meta_posts.first_rows(frame["post_id"]))
    moments = ids.times(frame["code"].take(once), IdClock.INSTAGRAM)
    measured = clocks.zone_of(frame["published.local"].take(once), moments)
    compared = pc.sum(moments.is_valid().cast(pa.int64())).as_py() or 0
    if measured:
        context.zones["instagram"] = measured.zone
        draft.check("time_equals_id", True, expected=measured.n, got=measured.agreeing, n=measured.n)
    elif compared:
        draft.check("time_equals_id", False, expected=compared, got=0, n=compared)
    zone = measured.zone if measured else ""
    meta_posts.set_zone(zone, draft)
    return zone


def _accounts(frame: Frame, context: Context, draft: Draft) -> list[str]:
    names = frame["account"].to_pylist()
    first = np.unique(np.array(names, dtype=object).astype(str), return_index=True)[1]
    rows = pa.array(np.sort(first))
    handles = frame.text("username").take(rows)
    urls = [f"https://www.instagram.com/{handle}/" if handle else None for handle in handles.to_pylist()]
    draft.add(
        "account", len(rows), platform="instagram", account_id=frame["account"].take(rows), handle=handles,
        name=frame.text("name").take(rows), kind="profile", url=pa.array(urls, pa.string()),
    )  # fmt: skip
    found = [names[i] for i in rows.to_pylist()]
    for account in found:
        accounts.named("instagram", account, context)
    return found


READER = TableExport(
    name="meta_content_instagram",
    platform="instagram",
    evidence=Evidence.FILE,
    real_file_seen=True,
    columns=COLUMNS,
    reading=read,
    least_known=0.3,
    also_required=fits,
)
