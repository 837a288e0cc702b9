"""Accounts that talk and do not answer: more than ten posts of their own to one reply.

Only judged where replies would be seen: on networks whose exports list them, or where comments were imported
and some are known to be the account's own. Then only posts with comments count, which favours the account.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from pratfall.records.charts import BarsChart
from pratfall.records.evidence import of_account
from pratfall.records.findings import Finding, Kind
from pratfall.records.habit_readings import HabitReading
from pratfall.records.numbers import Cost
from pratfall.records.scene import Scene
from pratfall.records.tables import Relation

from .ground import Ground, grounds, is_mail, own_words, post_evidence, reference
from .shares import share_reading

Array = Any
WINDOW_DAYS = 183
LISTS_REPLIES = frozenset({"x", "mastodon", "bluesky"})  # their exports hold the account's replies beside its posts


def audit(scene: Scene) -> Iterator[Finding]:
    """One finding per account; `estimate`: the share of replies among what the account said."""
    limit = scene.settings.benchmarks["posts_per_reply_max"]
    for ground, posts, replies, reading in _counted(scene, WINDOW_DAYS):
        n = reading.n
        if not reading.status:
            continue
        usual = scene.settings.benchmarks["posts_per_reply_reference"]
        yield Finding(
            code="one_way",
            kind=Kind.HABIT,
            subject=ground.account.subject,
            status=reading.status,
            estimate=reading.estimate,
            window=ground.window,
            n=n,
            method="wilson",
            since=None,
            cost=Cost(),
            evidence=(of_account(ground.account), *post_evidence(scene, posts)),
            freshness=ground.freshness,
            facts={
                "posts": len(posts),
                "replies": replies,
                "posts_per_reply": round(len(posts) / replies, 1) if replies else None,
                "limit": limit,
            },
            reference=reference(scene, "posts_per_reply_reference"),
            repair="answer_one_comment_per_post",
            chart=BarsChart((("replies", replies / n), ("posts", len(posts) / n)), reference=1.0 / (usual + 1.0)),
        )


def readings(scene: Scene, *, days: int = WINDOW_DAYS) -> Iterator[HabitReading]:
    """Accounts whose replies could be seen."""
    return (reading for _, _, _, reading in _counted(scene, days))


def _counted(scene: Scene, days: int) -> Iterator[tuple[Ground, Array, int, HabitReading]]:
    """Per account its own posts that count, its replies, and what that comes to."""
    limit = 1.0 / (scene.settings.benchmarks["posts_per_reply_max"] + 1.0)
    for ground in grounds(scene, window_days=days):
        if (found := _said_and_answered(scene, ground)) is None:
            continue
        posts, replies = found
        counted, subject = (replies, len(posts) + replies), ground.account.subject
        reading = share_reading("one_way", subject, ground.window, counted, limit, more_is_worse=False)
        yield ground, posts, replies, reading


def _said_and_answered(scene: Scene, ground: Ground) -> tuple[Array, int] | None:
    """Own posts that count and number of replies; None where replies could not be seen."""
    comments = scene.comments
    inside = (
        (comments.account == ground.index)
        & (comments.created >= np.datetime64(ground.window.start, "s"))
        & (comments.created < np.datetime64(ground.window.end, "s") + np.timedelta64(1, "D"))
    )
    written = int((inside & comments.by_owner).sum())
    posts = own_words(scene, ground.rows)
    replies = scene.posts.relation[ground.rows].astype(str) == Relation.REPLY.value
    if ground.account.platform in LISTS_REPLIES:
        return posts, int(replies.sum()) + written
    if is_mail(scene, ground.rows) or not (comments.by_owner & (comments.account == ground.index)).any():
        return None
    return posts[np.isin(posts, comments.post[inside])], written
