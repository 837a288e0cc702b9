"""The same post again and again: own posts of the last year that repeat an earlier one of the same account.

The index asked for is higher than for near-duplicates in general: issues of a recurring series share their frame
and say something new, and are no repeats.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pratfall.records.evidence import of_account
from pratfall.records.findings import Finding, Kind
from pratfall.records.numbers import Cost
from pratfall.records.scene import Scene
from pratfall.text.repeats import find_repeats

from .ground import grounds, own_texts, post_evidence, reference
from .shares import FEWEST, above, share, share_ends

WINDOW_DAYS = 365
MOST_POSTS = 2000  # the newest ones
LEAST = 0.5  # Jaccard index: 95 % of copies with a tenth of their words changed are found


def audit(scene: Scene) -> Iterator[Finding]:
    """One finding per account; `estimate`: share of its posts that repeat an earlier one."""
    every = []
    for ground in grounds(scene, window_days=WINDOW_DAYS):
        rows = own_texts(scene, ground.rows, most=MOST_POSTS)
        if len(rows) >= FEWEST:
            every.append((ground, rows))
    if not every:
        return
    together = np.concatenate([rows for _, rows in every])
    repeats = find_repeats(scene.posts.text[together].tolist(), scene.posts.account[together], least=LEAST)
    limit = scene.settings.benchmarks["repeated_share_max"]
    bounds = np.cumsum([len(rows) for _, rows in every])[:-1]
    for (ground, rows), earlier in zip(every, np.split(repeats, bounds), strict=True):
        again = rows[earlier >= 0]
        status = above(share_ends(len(again), len(rows)), limit)
        if not status:
            continue
        yield Finding(
            code="repeated_content",
            kind=Kind.HABIT,
            subject=ground.account.subject,
            status=status,
            estimate=share(len(again), len(rows)),
            window=ground.window,
            n=len(rows),
            method="minhash",
            since=None,
            cost=Cost(),
            evidence=(of_account(ground.account), *post_evidence(scene, again)),
            freshness=ground.freshness,
            facts={
                "repeats": len(again),
                "posts": len(rows),
                "originals": len(np.unique(earlier[earlier >= 0])),
                "limit": limit,
            },
            reference=reference(scene, "repeated_share_max"),
            repair="rest_before_repeating",
        )
