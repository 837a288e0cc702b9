"""Meta Business Suite, content of a Facebook page, posts or videos.

Links change over time (`pfbid...`), so posts are keyed by Post ID. Boosted columns are the paid part.
`Publish time` has no zone: the one measured from an Instagram file read earlier in the same call is
used, otherwise the time stays local. Evidence: parsers and tests of others; no real file was seen.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pratfall.records.tables import Relation
from pratfall.sources import accounts, ids, meta_posts
from pratfall.sources.columns import Layout
from pratfall.sources.dates import DateOrder
from pratfall.sources.document import Document, Sheet
from pratfall.sources.draft import Draft
from pratfall.sources.exports import Context, Evidence, TableExport
from pratfall.sources.frames import Frame, frames
from pratfall.sources.meta_columns import BREAKDOWNS, FACEBOOK
from pratfall.sources.snapshots import gathered

COLUMNS = (*FACEBOOK, BREAKDOWNS)
ID_IN_LINK = (
    r"(?i)facebook\.com/.*?(?:(?:posts|videos|reel|photos)/(?:[^/?]+/)*?|[?&](?:story_fbid|fbid|v)=)(?P<id>\d{8,20})"
)
COUNTS = ("views", "impressions", "reach", "reactions", "comments", "shares", "video_views_3s", "engagements_reported")


def fits(layout: Layout) -> bool:
    named = layout.has("page_id") or layout.has("page_name")
    return named and any(layout.has(name) for name in COUNTS)


def read(document: Document, sheet: Sheet, layout: Layout, context: Context, draft: Draft) -> None:
    rows = frames(document, sheet, layout, draft, context.hints, date_order=DateOrder.MONTH_FIRST)
    frame = gathered(rows, draft)
    if not frame.n:
        return
    frame, split = meta_posts.split_rows(_keyed(frame), document)
    if not frame.n:
        return
    zone = context.zones.get("facebook") or context.zones.get("instagram", "")
    meta_posts.set_zone(zone, draft)
    text = _text(frame)
    meta_posts.add_posts(
        frame, draft, platform="facebook", account_id=frame["account"], relation=_relation(frame, text),
        text=text, zone=zone,
    )  # fmt: skip
    meta_posts.observe(frame, split, draft, platform="facebook", account_id=frame["account"])
    meta_posts.set_period(frame, split, _accounts(frame, context, draft), "facebook", document, context, draft)
    meta_posts.check_rows(frame, draft)
    _note_boosts(frame, draft)


def _keyed(frame: Frame) -> Frame:
    """Ids a spreadsheet has rounded come back from links of the old kind, which hold them."""
    spoiled = pc.match_substring_regex(frame["post_id"], ids.SPOILED)
    if pc.any(spoiled).as_py():
        in_link = ids.found_in(pc.fill_null(frame.text("url"), ""), ID_IN_LINK)
        frame.columns["post_id"] = pc.if_else(spoiled, in_link, frame["post_id"])
    page = frame.text("page_id")
    whole = pc.fill_null(pc.match_substring_regex(page, r"^\d{5,20}$"), False)
    label = pc.binary_join_element_wise("local:", pc.fill_null(frame.text("page_name"), "facebook"), "")
    frame.columns["account"] = pc.if_else(whole, page, label)
    return frame.drop(frame["post_id"].is_null(), "id_spoiled_by_spreadsheet")


def _text(frame: Frame) -> Any:
    """Posts carry their text in the title, videos a title and a description."""
    title, description = (pc.fill_null(frame.text(name), "") for name in ("title", "description"))
    both = pc.and_(pc.not_equal(title, ""), pc.not_equal(description, ""))
    joined = pc.binary_join_element_wise(title, description, pc.if_else(both, "\n", ""))
    return pc.if_else(pc.equal(title, description), title, joined)


def _relation(frame: Frame, text: Any) -> Any:
    """Something of somebody else that was shared on: with words of one's own it is a quote."""
    shared = pc.fill_null(frame["is_share"].cast(pa.bool_()), False)
    crossed = pc.fill_null(frame["is_crosspost"].cast(pa.bool_()), False)
    passed_on = pc.if_else(pc.equal(text, ""), Relation.REPOST.value, Relation.QUOTE.value)
    return pc.if_else(shared, passed_on, pc.if_else(crossed, Relation.CROSSPOST.value, Relation.ORIGINAL.value))


def _accounts(frame: Frame, context: Context, draft: Draft) -> list[str]:
    names = frame["account"].to_pylist()
    first = np.unique(np.array(names, dtype=object).astype(str), return_index=True)[1]
    rows = pa.array(np.sort(first))
    draft.add(
        "account", len(rows), platform="facebook", account_id=frame["account"].take(rows),
        name=frame.text("page_name").take(rows), kind="page",
    )  # fmt: skip
    found = [names[i] for i in rows.to_pylist()]
    for account in found:
        accounts.named("facebook", account, context)
    return found


def _note_boosts(frame: Frame, draft: Draft) -> None:
    """The status of funded content can be empty although posts were boosted; the numbers tell."""
    for name in ("views@paid", "impressions@paid", "reach@paid"):
        if frame.has(name):
            boosted = frame["post_id"].filter(pc.fill_null(pc.greater(frame[name], 0), False))
            if n := len(boosted.unique()):
                draft.note(f"promoted_posts:{n}")
            return


READER = TableExport(
    name="meta_content_facebook",
    platform="facebook",
    evidence=Evidence.TESTS,
    real_file_seen=False,
    columns=COLUMNS,
    reading=read,
    least_known=0.3,
    also_required=fits,
)
