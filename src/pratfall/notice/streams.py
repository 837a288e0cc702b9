"""How much was said to each account and when: counts of received comments, in bins as fine as they deserve.

Exports of comments are made post by post, so that what is known of a time depends on the posts people were then
commenting: an hour is known where the exports hold at least half of the comments the young posts of that hour have
by their own numbers. Everything else is NaN: an account whose comments nobody exported was not calm. Where comments
cannot be tied to posts, long holes between them are unknown. An account without single comments may still have
daily totals.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from pratfall.records.scene import Scene
from pratfall.records.streams import MINUTES_PER_DAY, Stream
from pratfall.records.subjects import Subject

Array = Any
# Comments a day from which bins so fine are worth having: in finer ones quiet talk alarms as high as a storm does.
LEAST_PER_DAY = {5: 288.0, 15: 96.0, 60: 24.0, 360: 1.0}
MOST_BINS = 12_000  # of a review; five minutes over six weeks
HISTORY_DAYS = 180  # half a year: longer than `alarm_rate.settled_days`, so that an old stream counts as settled
FEWEST_DAYS = 14  # known days without which nobody knows what is usual
YOUNG_DAYS = 7  # of a post: when nearly all of its comments come, on every network measured
HELD = 0.5  # share of the young posts' comments an hour must hold to be known
LONG_HOLE_DAYS = 14.0
DAY_ONLY = 0.9  # share of midnights from which times are days
SECONDS_PER_DAY = 86_400


def streams_of(scene: Scene) -> tuple[Stream, ...]:
    """One stream per account that has one, then the organisation's where several accounts have comments."""
    own: list[Stream] = []
    daily: list[Stream] = []
    rows_of = _received(scene)
    for account in range(len(scene.accounts)):
        found = _from_comments(scene, account, rows_of.get(account, np.array([], dtype=int)))
        if found is not None:
            own.append(found)
        elif (totals := _from_days(scene, account)) is not None:
            daily.append(totals)
    together = added(scene.subject, own) if len(own) > 1 else None
    return (*own, *daily, *((together,) if together else ()))


def known_days(stream: Stream, until: int | None = None) -> float:
    """Days the stream knows anything about, before bin `until` where one is given."""
    return float((~np.isnan(stream.counts[:until])).sum()) / stream.bins_per_day


def width_for(counted: int, days: float, *, day_only: bool = False) -> int:
    """Minutes of the finest bin worth having for so many comments in so many known days."""
    if day_only:
        return MINUTES_PER_DAY
    per_day = counted / max(days, 1.0)
    return next((minutes for minutes, least in LEAST_PER_DAY.items() if per_day >= least), MINUTES_PER_DAY)


def _received(scene: Scene) -> dict[int, Array]:
    """Rows of what others wrote to each account, in order of time."""
    comments = scene.comments
    keep = comments.from_others & ~np.isnat(comments.created) & (comments.account >= 0)
    rows = np.flatnonzero(keep)
    if not len(rows):
        return {}
    rows = rows[np.lexsort((comments.created[rows], comments.account[rows]))]
    accounts, starts = np.unique(comments.account[rows], return_index=True)
    return dict(zip(accounts.tolist(), np.split(rows, starts[1:]), strict=True))


def _from_comments(scene: Scene, account: int, rows: Array) -> Stream | None:
    if not len(rows):
        return None
    at = scene.comments.created[rows]
    newest = at[-1]
    recent = at >= newest - np.timedelta64(HISTORY_DAYS, "D")
    rows, at = rows[recent], at[recent]
    start = at[0].astype("datetime64[D]").astype("datetime64[s]")
    days = float((newest - start) / np.timedelta64(SECONDS_PER_DAY, "s"))
    day_only = bool((_seconds(at) % SECONDS_PER_DAY == 0).mean() >= DAY_ONLY)
    minutes = width_for(len(rows), days, day_only=day_only)
    start = _not_too_many(start, newest, minutes)
    rows, at = rows[at >= start], at[at >= start]
    bins = int((newest - start) / np.timedelta64(minutes * 60, "s")) + 1
    counts = np.bincount(_bin(at, start, minutes), minlength=bins).astype(float)
    counts[~_known(scene, account, rows, start, minutes, bins)] = np.nan
    stream = Stream(
        subject=scene.accounts[account].subject,
        platform=scene.accounts[account].platform,
        what="comments",
        start=start,
        bin_minutes=minutes,
        counts=counts,
        accounts=(account,),
        rows=rows,
    )
    return stream if known_days(stream) >= FEWEST_DAYS else None


def _known(scene: Scene, account: int, rows: Array, start: Any, minutes: int, bins: int) -> Array:
    """(bins,) bool: does anything imported speak for the comments of the bin?"""
    post = scene.comments.post[rows]
    if (post >= 0).mean() < HELD:
        return _without_long_holes(scene.comments.created[rows], start, minutes, bins)
    mine = np.flatnonzero((scene.posts.account == account) & ~np.isnat(scene.posts.published))
    held = np.bincount(post[post >= 0], minlength=len(scene.posts))[mine].astype(float)
    told = scene.posts.metrics.get("comments", np.full(len(scene.posts), np.nan))[mine]
    every = np.maximum(np.where(np.isnan(told), np.maximum(held, 1.0), told), held)
    begins = _bin(scene.posts.published[mine], start, minutes)
    ends = begins + YOUNG_DAYS * MINUTES_PER_DAY // minutes
    of_all, of_held = (_running(w, begins, ends, bins) for w in (every, held))
    known = of_held >= HELD * of_all
    quiet = of_all < 0.5  # no young post, or none with a comment: as known as the time before
    since = np.maximum.accumulate(np.where(quiet, -1, np.arange(bins)))
    first = int(begins[held > 0].min(initial=bins))
    return np.where(since >= 0, known[np.maximum(since, 0)], False) & (np.arange(bins) >= first)


def _running(weights: Array, begins: Array, ends: Array, bins: int) -> Array:
    """(bins,) sum of the weights of all spans [begins, ends) that hold each bin."""
    steps = np.zeros(bins + 1)
    np.add.at(steps, np.clip(begins, 0, bins), weights)
    np.add.at(steps, np.clip(ends, 0, bins), -weights)
    return np.cumsum(steps)[:bins]


def _without_long_holes(at: Array, start: Any, minutes: int, bins: int) -> Array:
    """All of the time between comments, except holes many times as long as the usual one."""
    seconds = _seconds(at) - _seconds(start)
    gaps = np.diff(seconds)
    long = max(LONG_HOLE_DAYS * SECONDS_PER_DAY, 20.0 * float(np.median(gaps)) if len(gaps) else 0.0)
    holes = np.flatnonzero(gaps > long)
    covered = np.ones(bins)
    begins, ends = seconds[holes] // (minutes * 60) + 1, seconds[holes + 1] // (minutes * 60)
    return covered - _running(np.ones(len(holes)), begins, ends, bins) > 0.5


def _from_days(scene: Scene, account: int) -> Stream | None:
    """Daily totals of comments or replies, where the network gives them."""
    days = scene.days
    mine = np.flatnonzero((days.account == account) & (days.metric == "comments") & ~days.partial)
    if not len(mine):
        return None
    newest = days.day[mine].max()
    mine = mine[days.day[mine] > newest - np.timedelta64(HISTORY_DAYS, "D")]
    first = days.day[mine].min()
    counts = np.full(int((newest - first) / np.timedelta64(1, "D")) + 1, np.nan)
    counts[(days.day[mine] - first).astype(int)] = np.maximum(days.value[mine], 0.0)
    holder = scene.accounts[account]
    stream = Stream(
        subject=holder.subject,
        platform=holder.platform,
        what="comments",
        start=first.astype("datetime64[s]"),
        bin_minutes=MINUTES_PER_DAY,
        counts=counts,
        accounts=(account,),
        rows=np.array([], dtype=int),
    )
    return stream if known_days(stream) >= FEWEST_DAYS and np.nansum(counts) > 0 else None


def added(subject: Subject, streams: Sequence[Stream]) -> Stream | None:
    """The sum over accounts, known where every account is."""
    start = max(s.start for s in streams)
    end = min(s.start + np.timedelta64(s.bin_minutes * 60, "s") * len(s) for s in streams)
    minutes = max(s.bin_minutes for s in streams)
    bins = int((end - start) / np.timedelta64(minutes * 60, "s"))
    if bins < FEWEST_DAYS * MINUTES_PER_DAY / minutes:
        return None
    counts = np.sum([coarser(s, start, minutes, bins) for s in streams], axis=0)
    if (~np.isnan(counts)).sum() * minutes < FEWEST_DAYS * MINUTES_PER_DAY:
        return None
    rows = np.concatenate([s.rows for s in streams])
    accounts = tuple(a for s in streams for a in s.accounts)
    return Stream(subject, "", streams[0].what, start, minutes, counts, accounts, rows)


def rebinned(stream: Stream, minutes: int) -> Array:
    """Counts in wider bins, the last one only if it is whole."""
    each = minutes // stream.bin_minutes
    return stream.counts[: len(stream) // each * each].reshape(-1, each).sum(axis=1)


def coarser(stream: Stream, start: Any, minutes: int, bins: int) -> Array:
    """(bins,) counts in wider bins from `start` on; NaN where any part is."""
    each = minutes // stream.bin_minutes
    first = int((start - stream.start) / np.timedelta64(stream.bin_minutes * 60, "s"))
    return stream.counts[first : first + bins * each].reshape(bins, each).sum(axis=1)


def _not_too_many(start: Any, newest: Any, minutes: int) -> Any:
    """A start of day so late that the bins stay affordable."""
    earliest = (newest - np.timedelta64(MOST_BINS * minutes * 60, "s")).astype("datetime64[D]").astype("datetime64[s]")
    return max(start, earliest + np.timedelta64(SECONDS_PER_DAY, "s"))


def _bin(at: Array, start: Any, minutes: int) -> Array:
    return (_seconds(at) - _seconds(start)) // (minutes * 60)


def _seconds(at: Array) -> Array:
    return at.astype("datetime64[s]").astype(np.int64)


def rows_between(scene: Scene, stream: Stream, start: Any, end: Any) -> Array:
    """Rows of the stream's comments written in [start, end)."""
    if not len(stream.rows):
        return np.array([], dtype=int)
    at = scene.comments.created[stream.rows]
    return stream.rows[(at >= start) & (at < end)]


def stretches(mask: Array) -> Iterator[tuple[int, int]]:
    """Runs of True as [first, last + 1)."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], mask, [False]]).astype(np.int8)))
    yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
