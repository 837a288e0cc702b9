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
from pratfall.records.numbers import Cost
from pratfall.records.scene import Scene
from pratfall.text.repeats import find_repeats
from pratfall.text.topics import originals

from .ground import grounds, is_mail, own_texts, post_evidence, reference
from .repeated_content import LEAST
from .shares import FEWEST, above, share, share_ends

Array = Any
WINDOW_DAYS = 365
WITHIN_DAYS = 3
MOST_POSTS = 2000  # the newest ones of each account


def audit(scene: Scene) -> Iterator[Finding]:
    """One finding per account; `estimate`: share of its posts that copy another account's."""
    every = []
    for ground in grounds(scene, window_days=WINDOW_DAYS):
        rows = own_texts(scene, ground.rows, most=MOST_POSTS)
        if len(rows) >= FEWEST and not is_mail(scene, rows):
            every.append((ground, rows))
    if len(every) < 2:
        return
    copies = _copies(scene, np.concatenate([rows for _, rows in every]))
    limit = scene.settings.benchmarks["copied_share_max"]
    for ground, rows in every:
        copied = rows[np.isin(rows, copies)]
        if status := above(share_ends(len(copied), len(rows)), limit):
            yield Finding(
                code="same_everywhere",
                kind=Kind.HABIT,
                subject=ground.account.subject,
                status=status,
                estimate=share(len(copied), len(rows)),
                window=ground.window,
                n=len(rows),
                method="minhash",
                since=None,
                cost=Cost(),
                evidence=(of_account(ground.account), *post_evidence(scene, copied)),
                freshness=ground.freshness,
                facts={"copies": len(copied), "posts": len(rows), "within_days": WITHIN_DAYS, "limit": limit},
                reference=reference(scene, "copied_share_max"),
                repair="write_for_each_network",
            )


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
