"""Posts of a Meta Business Suite content export, Facebook or Instagram: what both layouts share.

One file may hold a row per post and day beside one aggregate row per post: the `Date` cell tells, and
the two are never added. Publish times are printed month first in every language and without a zone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pratfall.errors import UnreadableFile
from pratfall.records.imports import ZoneEvidence
from pratfall.records.tables import METRICS, MetricKind, PostType

from . import dates, x_text
from .dates import DateOrder
from .document import Document
from .draft import Draft
from .exports import Context
from .frames import Frame, in_zone, printed_local
from .headers import normal
from .meta_columns import AGGREGATES
from .snapshots import period_of, span

# The first that occurs in a printed type, in any language seen, names the post's type.
TYPES = (
    (r"carou|carru|carro|karussell|album", PostType.CAROUSEL),
    (r"reel", PostType.SHORT),
    (r"stor(y|ies|ia|ie)|historia", PostType.STORY),
    (r"live|en direct|en vivo|en directo|ao vivo|in diretta", PostType.LIVE),
    (r"video", PostType.VIDEO),
    (r"image|photo|foto|bild|imagen|imagem|immagin", PostType.IMAGE),
    (r"link|lien|enlace", PostType.LINK),
    (r"text|statut|status|estado", PostType.TEXT),
)


@dataclass(frozen=True)
class Split:
    """Which rows are aggregates and which are days; `day` is null on aggregates."""

    aggregate: np.ndarray
    day: Any


def split_rows(frame: Frame, document: Document) -> tuple[Frame, Split]:
    """Rows whose `Date` is neither an aggregate's word nor a date are left out."""
    if not frame.has("date"):
        return frame, Split(np.ones(frame.n, dtype=bool), pa.nulls(frame.n, pa.date32()))
    printed = frame.text("date").dictionary_encode()
    words = printed.dictionary.to_pylist()
    known = [normal(word) in AGGREGATES for word in words]
    if sum(unknown := [not any(map(str.isdigit, word)) for word in words]) == 1 and not any(known):
        known = unknown  # the one word beside the days, in a language not listed
    days = [word for word, aggregate in zip(words, known, strict=True) if not aggregate]
    if dates.contradicts(days):
        raise UnreadableFile("dates_contradict", file=document.name)
    order = dates.order_of(days)
    order = DateOrder.MONTH_FIRST if order is DateOrder.UNDECIDED else order
    parsed = [None if aggregate else dates.parse(word, order) for word, aggregate in zip(words, known, strict=True)]
    day = pa.array([when.day if when and when.has_year else None for when in parsed], pa.date32()).take(printed.indices)
    # A row without a date is an aggregate: older exports leave the cell empty.
    whole = pc.fill_null(pa.array(known, pa.bool_()).take(printed.indices), True).to_numpy(zero_copy_only=False)
    bad = ~whole & day.is_null().to_numpy(zero_copy_only=False)
    kept = frame.drop(bad, "bad_date")
    return kept, Split(whole[~bad], day.filter(pa.array(~bad)))


def post_types(frame: Frame) -> Any:
    """Reels may be labelled as videos: the link knows."""
    printed = pc.fill_null(frame.text("type"), "").dictionary_encode()
    found = [
        next((type_.value for pattern, type_ in TYPES if re.search(pattern, normal(word))), PostType.UNKNOWN.value)
        for word in printed.dictionary.to_pylist()
    ]
    types = pa.array(found, pa.string()).take(printed.indices)
    reel = pc.match_substring_regex(pc.fill_null(frame.text("url"), ""), r"(?i)/reels?/")
    return pc.if_else(reel, PostType.SHORT.value, types)


def first_rows(ids: Any) -> np.ndarray:
    """Index of the first row of every post, in file order."""
    codes = np.asarray(ids.dictionary_encode().indices.to_numpy(zero_copy_only=False))
    _, first = np.unique(codes, return_index=True)
    return np.sort(first)


def add_posts(
    frame: Frame, draft: Draft, *, platform: str, account_id: Any, relation: Any, text: Any, zone: str
) -> None:
    """One row of the post table per post, however many rows the file has of it."""
    local, timed = frame["published.local"], frame["published.has_time"]
    at = pc.if_else(pc.fill_null(timed, False), in_zone(local, zone), None) if zone else None
    once = pa.array(first_rows(frame["post_id"]))
    columns = {
        "account_id": account_id, "post_id": frame["post_id"], "post_type": post_types(frame), "relation": relation,
        "text": text, "url": frame.text("url"), "published_at": at, "published_local": printed_local(local, timed),
        "published_precision": pc.if_else(pc.fill_null(timed, False), "minute", "day"),
        "duration_s": frame["duration"], "hashtags": x_text.hashtags(text), "links": x_text.links(text),
    }  # fmt: skip
    taken = {name: values.take(once) if hasattr(values, "take") else values for name, values in columns.items()}
    draft.add("post", len(once), platform=platform, **taken)


def observe(frame: Frame, split: Split, draft: Draft, *, platform: str, account_id: Any) -> None:
    """Aggregates as lifetime totals, days as days; metrics with a scope under it."""
    scopes: dict[str, dict[str, Any]] = {}
    for field in frame.columns:
        metric, _, scope = field.partition("@")
        if metric in METRICS:
            scopes.setdefault(scope or "all", {})[metric] = frame[field]
    last = pc.max(split.day)
    for kind, mask in ((MetricKind.LIFETIME, split.aggregate), (MetricKind.PER_DAY, ~split.aggregate)):
        rows = pa.array(np.flatnonzero(mask))
        days = split.day.take(rows) if kind is MetricKind.PER_DAY else None
        for scope, metrics in scopes.items():
            draft.observe(
                len(rows), {name: values.take(rows) for name, values in metrics.items()}, kind=kind, scope=scope,
                subject_type="post", subject_id=frame["post_id"].take(rows), platform=platform,
                account_id=account_id.take(rows), window_start=days, window_end=days,
                partial_day=pc.equal(days, last) if days is not None else False,
            )  # fmt: skip


def set_period(
    frame: Frame, split: Split, accounts: list[str], platform: str, document: Document, context: Context, draft: Draft
) -> None:
    """Period, coverage and the moment the numbers were true."""
    published, days = span(frame["published.local"]), span(split.day)
    named = period_of(document)
    draft.as_of = context.as_of(
        named[1] if named else None, published[1] if published else None, days[1] if days else None
    )
    period = named or published
    if period is None:
        return
    draft.period_start, draft.period_end = period
    for account in accounts:
        draft.cover(
            platform=platform, account_id=account, subject="posts", start=period[0], end=period[1],
            evidence="file_name" if named else "rows",
        )  # fmt: skip


def set_zone(zone: str, draft: Draft) -> None:
    if zone:
        draft.zone, draft.zone_evidence = zone, ZoneEvidence.ID_DERIVED
    else:
        draft.note("zone_unknown")


def check_rows(frame: Frame, draft: Draft) -> None:
    """Reach is people, so never above views or impressions; the combined column is the sum of its parts."""
    shown = next((frame[name] for name in ("views", "impressions") if frame.has(name)), None)
    if shown is not None and frame.has("reach"):
        _compare("reach_within_impressions", pc.less_equal(frame["reach"], shown), draft)
    parts = [frame[name] for name in ("reactions", "comments", "shares") if frame.has(name)]
    if frame.has("engagements_reported") and len(parts) == 3:
        total = pc.add(pc.add(parts[0], parts[1]), parts[2])
        _compare("engagements_are_sum_of_parts", pc.equal(total, frame["engagements_reported"]), draft)


def _compare(code: str, right: Any, draft: Draft) -> None:
    n = len(right) - right.null_count
    good = pc.sum(right.cast(pa.int64())).as_py() or 0
    draft.check(code, good == n if n else None, expected=n, got=good, n=n)
