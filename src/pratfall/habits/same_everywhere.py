"""The same words on every network: own posts that another account of ours said within three days before.

Publishing once and copying is quick, and each network reads it as written for another one. Counted are copies, not the
first to say it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from pratfall.records.evidence import of_account
from pratfall.records.findings import Finding, Kind
from pratfall.records.habit_readings import HabitReading
from pratfall.records.numbers import Cost
from pratfall.records.scene import Scene
from pratfall.text.repeats import find_repeats
from pratfall.text.topics import originals

from .ground import Ground, grounds, is_mail, own_texts, post_evidence, reference
from .repeated_content import LEAST
from .shares import FEWEST, share_reading

Array = Any
WINDOW_DAYS = 365
WITHIN_DAYS = 3
MOST_POSTS = 2000  # the newest ones of each account


def audit(scene: Scene) -> Iterator[Finding]:
    """One finding per account; `estimate`: share of its posts that copy another account's."""
    for ground, copied, reading in _counted(scene, WINDOW_DAYS):
        if reading.status:
            yield Finding(
                code="same_everywhere",
                kind=Kind.HABIT,
                subject=ground.account.subject,
                status=reading.status,
                estimate=reading.estimate,
                window=ground.window,
                n=reading.n,
                method="minhash",
                since=None,
                cost=Cost(),
                evidence=(of_account(ground.account), *post_evidence(scene, copied)),
                freshness=ground.freshness,
                facts={
                    "copies": len(copied),
                    "posts": reading.n,
                    "within_days": WITHIN_DAYS,
                    "limit": reading.limit,
                },
                reference=reference(scene, "copied_share_max"),
                repair="write_for_each_network",
            )


def readings(scene: Scene, *, days: int = WINDOW_DAYS) -> Iterator[HabitReading]:
    """Where two accounts, mailing lists apart, say enough to be compared: all of those."""
    return (reading for _, _, reading in _counted(scene, days))


def _counted(scene: Scene, days: int) -> Iterator[tuple[Ground, Array, HabitReading]]:
    """Per account its copies, and what that comes to."""
    every = []
    for ground in grounds(scene, window_days=days):
        rows = own_texts(scene, ground.rows, most=MOST_POSTS)
        if len(rows) >= FEWEST and not is_mail(scene, rows):
            every.append((ground, rows))
    if len(every) < 2:
        return
    copies = _copies(scene, np.concatenate([rows for _, rows in every]))
    limit = scene.settings.benchmarks["copied_share_max"]
    for ground, rows in every:
        copied = rows[np.isin(rows, copies)]
        counted = len(copied), len(rows)
        yield ground, copied, share_reading("same_everywhere", ground.account.subject, ground.window, counted, limit)


def _copies(scene: Scene, rows: Array) -> Array:
    """Those of `rows` that say what another account said last, at most three days before."""
    posts = scene.posts
    rows = rows[np.argsort(posts.published[rows], kind="stable")]
    group = originals(find_repeats(posts.text[rows].tolist(), least=LEAST))
    order = np.lexsort((np.arange(len(rows)), group))
    now, last = order[1:], order[:-1]
    near = posts.published[rows[now]] - posts.published[rows[last]] <= np.timedelta64(WITHIN_DAYS, "D")
    copied = (group[now] == group[last]) & (posts.account[rows[now]] != posts.account[rows[last]]) & near
    copies: Array = rows[now[copied]]
    return copies
