"""What several cause families measure with: the posts around a case, one account at a time, and columns without holes.

A case holds judged posts. What they competed with or repeat is everything the account said, judged or not, so that
these measures look at the account's whole `feed` (own posts: no replies, no reposts).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from pratfall.records.scene import Scene
from pratfall.records.tables import Relation
from pratfall.stats.change_decomposition import AFTER, BEFORE
from pratfall.text.repeats import find_repeats
from pratfall.text.topics import originals

from .case import Case

Array = Any
SECONDS_PER_DAY = 86_400
NOT_OWN = (Relation.REPLY.value, Relation.REPOST.value)
KEEP = "keep_it"  # what to do about a rise
MATTERS = 0.05  # log: what could not move the level by 5 % is not worth a question
SAME_TEXT = 0.5  # Jaccard index, as the habit of repeated content asks for
DOUBLE_DAYS = 2.0  # the same again within two days is a slip (execution), later it is a repetition (fatigue)
HOURS = 3  # of a window of the day: a few posts a week tell no finer
THURSDAY = 3  # 1 January 1970, counted from Monday
NEWEST = 3_000  # posts of a feed that are read: enough for every history that is judged


@dataclass(frozen=True)
class Feed:
    """Own posts of one account, newest 3,000: `rows` (m,) of Posts and `seconds` (m,) of publication, ascending."""

    rows: Array
    seconds: Array


@dataclass(frozen=True)
class FeedOf:
    """The question `scene.once(FeedOf(account))`."""

    account: int

    def __call__(self, scene: Scene) -> Feed:
        posts = scene.posts
        first, end = np.searchsorted(posts.account, [self.account, self.account + 1])
        rows = np.arange(first, end)
        own = ~np.isnat(posts.published[rows]) & ~np.isin(posts.relation[rows].astype(str), NOT_OWN)
        rows = rows[own][-NEWEST:]
        return Feed(rows, posts.published[rows].astype(np.int64))


@dataclass(frozen=True)
class SameText:
    """(m,) int: posts of a feed that say the same have the same number."""

    account: int

    def __call__(self, scene: Scene) -> Array:
        texts = scene.posts.text[scene.once(FeedOf(self.account)).rows]
        return originals(find_repeats(texts.tolist(), least=SAME_TEXT))


class OfFeed(Protocol):
    """A number per post of a feed: `scene.once(measure(account))`, a value beside each of the feed's rows."""

    def __call__(self, account: int) -> Callable[[Scene], Array]: ...


def of_posts(case: Case, measure: OfFeed) -> Array:
    """(n,) what `measure` says of each post of the case; NaN for replies and posts older than the feed."""
    found = np.full(len(case.rows), np.nan)
    for account in np.unique(case.account).tolist():
        feed = case.scene.once(FeedOf(account))
        if not len(feed.rows):
            continue
        place = np.minimum(np.searchsorted(feed.rows, case.rows), len(feed.rows) - 1)
        inside = feed.rows[place] == case.rows
        found[inside] = case.scene.once(measure(account))[place[inside]]
    return found


def counted_before(seconds: Array, group: Array, days: float) -> Array:
    """(m,) how many posts of the same `group` (m,) went out in the `days` before each; `seconds` ascending."""
    span = int(seconds[-1] - seconds[0]) + int(days * SECONDS_PER_DAY) + 2 if len(seconds) else 1
    at = seconds - (seconds[0] if len(seconds) else 0) + int(days * SECONDS_PER_DAY) + 1
    key = group.astype(np.int64) * span + at
    order = np.argsort(key, kind="stable")
    ordered = key[order]
    count = np.searchsorted(ordered, key, side="left") - np.searchsorted(
        ordered, key - int(days * SECONDS_PER_DAY), side="left"
    )
    return count.astype(float)


def windows_and_weekdays(published: Array) -> tuple[Array, Array]:
    """(n,) window of HOURS of the day (UTC), from 0; (n,) weekday, from Monday."""
    hour = published.astype("datetime64[h]").astype(np.int64)
    return hour % 24 // HOURS, (hour // 24 + THURSDAY) % 7


def codes(words: Array) -> Array:
    """(n,) int: equal words, equal numbers."""
    number = {word: i for i, word in enumerate(dict.fromkeys(words.tolist()))}
    return np.fromiter((number[word] for word in words.tolist()), dtype=np.int64, count=len(words))


def filled(case: Case, column: Array) -> Array | None:
    """(n,) with each hole at the mean of its period, which then says nothing; None where a period is all holes."""
    known = ~np.isnan(column)
    if not (known & case.before).any() or not (known & case.after).any():
        return None
    out = np.where(known, column, column[known].mean())
    for period in np.unique(case.period):
        inside = case.period == period
        if (inside & known).any():
            out[inside & ~known] = column[inside & known].mean()
    return out


def moved(case: Case, columns: Array) -> Array:
    """(k,) mean after less mean before."""
    apart = columns[case.period == AFTER].mean(axis=0) - columns[case.period == BEFORE].mean(axis=0)
    return np.asarray(apart)


def could_matter(case: Case, columns: Array, prior_sd: tuple[float, ...], prior_mean: tuple[float, ...] = ()) -> bool:
    """Whether plausible effects of what moved change the level at all. It looks at causes only, never at the effect."""
    largest = np.abs(np.array(prior_mean or (0.0,) * len(prior_sd))) + np.array(prior_sd)
    return bool(np.sqrt(((moved(case, columns) * largest) ** 2).sum()) >= MATTERS)
