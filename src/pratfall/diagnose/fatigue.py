"""Fatigue: do people see the same thing too often: the same text, the same format, the same subject?

Three columns per post, over the account's own posts before it:

    text      log2(1 + times the same text was posted in the 180 days before, the last two days apart)
    format    share of the last 20 posts that have its format
    subject   mean cosine of its words with those of other texts among the last 20 posts, in tenths

The effect is what a further repetition costs, learnt from this account: where repeats do as well as the first time,
fatigue explains nothing. A part that fell on everything at once is not fatigue's.

Evidence needed: both repeated and fresh posts within the same period. Limits: words, not pictures; a text in two
languages is two texts; who saw a post twice is not known.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from pratfall.records.causes import Basis
from pratfall.records.evidence import of_posts as evidence_of
from pratfall.records.scene import Scene
from pratfall.text.grouping import vectors

from .case import Answer, Case, Explanation
from .measures import DOUBLE_DAYS, KEEP, FeedOf, SameText, codes, could_matter, counted_before, filled, moved, of_posts

Array = Any
CODE = "fatigue"
TIMES_DAYS = 180.0
LATEST = 20  # posts: what somebody who follows the account may still remember
TENTHS = 10.0
KINDS = ("text", "format", "subject")
PLAUSIBLE = (0.5, 0.3, 0.35)  # log: per doubling of the times seen, from no post to every post, per tenth of cosine
SHOWN = 5


@dataclass(frozen=True)
class TimesTold:
    """(m,) how often the same text stood in the feed within half a year before; NaN for posts without a text."""

    account: int

    def __call__(self, scene: Scene) -> Array:
        feed = scene.once(FeedOf(self.account))
        texts = scene.posts.text[feed.rows]
        told = scene.once(SameText(self.account))
        times = counted_before(feed.seconds, told, TIMES_DAYS) - counted_before(feed.seconds, told, DOUBLE_DAYS)
        return np.where(texts.astype(bool), times, np.nan)


@dataclass(frozen=True)
class SameFormat:
    """(m,) share of the last posts that have this one's format; NaN for the first posts."""

    account: int

    def __call__(self, scene: Scene) -> Array:
        feed = scene.once(FeedOf(self.account))
        kind = codes(scene.posts.format[feed.rows])
        share = np.full(len(kind), np.nan)
        for one in range(int(kind.max(initial=-1)) + 1):
            seen = np.concatenate(([0.0], np.cumsum(kind == one)))
            own = np.flatnonzero(kind == one)
            own = own[own >= LATEST]
            share[own] = (seen[own] - seen[own - LATEST]) / LATEST
        return share


@dataclass(frozen=True)
class Likeness:
    """(m,) mean cosine of a post's words with those of the last posts but its repeats; NaN first, and without text."""

    account: int

    def __call__(self, scene: Scene) -> Array:
        feed = scene.once(FeedOf(self.account))
        texts = scene.posts.text[feed.rows].tolist()
        m = len(texts)
        found = np.full(m, np.nan)
        if m <= LATEST or not any(texts):
            return found
        table = vectors(texts)
        told = scene.once(SameText(self.account))
        total, others = np.zeros(m - LATEST), np.zeros(m - LATEST)
        for back in range(1, LATEST + 1):
            other = told[LATEST:] != told[LATEST - back : m - back]  # the same text again is the first column's
            alike = np.asarray(table[LATEST:].multiply(table[LATEST - back : m - back]).sum(axis=1)).ravel()
            total += np.where(other, alike, 0.0)
            others += other
        said = np.fromiter(map(bool, texts), dtype=bool, count=m)[LATEST:] & (others > 0)
        found[LATEST:] = np.where(said, total / np.maximum(others, 1.0), np.nan)
        return found


def explain(case: Case) -> Iterator[Answer]:
    raw = [of_posts(case, measure) for measure in (TimesTold, SameFormat, Likeness)]
    scaled = (np.log2(1.0 + raw[0]), raw[1], TENTHS * raw[2])
    kept = [(kind, sd, column) for kind, sd, column in zip(KINDS, PLAUSIBLE, scaled, strict=True)]
    known = [(kind, sd, full) for kind, sd, column in kept if (full := filled(case, column)) is not None]
    if not known:
        return
    columns, prior = np.column_stack([full for _, _, full in known]), tuple(sd for _, sd, _ in known)
    if not could_matter(case, columns, prior):
        return
    most = int(np.argmax(np.abs(moved(case, columns)) * np.array(prior)))
    kind = known[most][0]
    again = case.rows[case.after & (np.nan_to_num(raw[0]) > 0)]
    yield Explanation(
        code=CODE,
        basis=Basis.INFERRED,
        changes_mind="fresh_content",
        columns=columns,
        prior_sd=prior,
        step="rest_the_subject" if case.down else KEEP,
        facts={"kind": kind, **_sides(case, raw[KINDS.index(kind)], kind)},
        evidence=evidence_of(case.posts, again[::-1][:SHOWN]),
    )


def _sides(case: Case, raw: Array, kind: str) -> dict[str, float]:
    """Before and after, as a share: of posts told before, of the last posts in one format, or the mean likeness."""
    value = np.where(np.isnan(raw), np.nan, raw > 0) if kind == "text" else raw
    return {"before": float(np.nanmean(value[case.before])), "after": float(np.nanmean(value[case.after]))}
