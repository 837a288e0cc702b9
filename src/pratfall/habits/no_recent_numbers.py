"""Accounts that post but whose posts carry no numbers: nobody can say whether they work."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from pratfall.records.evidence import of_account
from pratfall.records.findings import Finding, Kind
from pratfall.records.numbers import Cost
from pratfall.records.scene import Scene

from .ground import Ground, grounds, own_words, post_evidence, reference
from .shares import above, share, share_ends

Array = Any
WINDOW_DAYS = 90
FEWEST_POSTS = 8


def audit(scene: Scene) -> Iterator[Finding]:
    """One finding per account; `estimate`: share of its recent posts without any number at all."""
    limit = scene.settings.benchmarks["numberless_share_max"]
    measured = _measured(scene)
    for ground in grounds(scene, window_days=WINDOW_DAYS):
        rows = own_words(scene, ground.rows)
        # Numbers of years ago are not recent whatever they say; that the data are stale is told already.
        if len(rows) < FEWEST_POSTS or ground.freshness.stale or _has_days(scene, ground):
            continue
        blind = rows[~measured[rows]]
        status = above(share_ends(len(blind), len(rows)), limit)
        if not status:
            continue
        yield Finding(
            code="no_recent_numbers",
            kind=Kind.HABIT,
            subject=ground.account.subject,
            status=status,
            estimate=share(len(blind), len(rows)),
            window=ground.window,
            n=len(rows),
            method="wilson",
            since=None,
            cost=Cost(hours=scene.settings.hours_for(scene.posts.format[blind].tolist())),
            evidence=(of_account(ground.account), *post_evidence(scene, blind)),
            freshness=ground.freshness,
            facts={"without": len(blind), "posts": len(rows)},
            reference=reference(scene, "numberless_share_max"),
            repair="export_numbers",
        )


def _measured(scene: Scene) -> Array:
    """(posts,) bool: some number of the post is known."""
    known = np.zeros(len(scene.posts), dtype=bool)
    for values in scene.posts.metrics.values():
        known |= ~np.isnan(values)
    return known


def _has_days(scene: Scene, ground: Ground) -> bool:
    """Daily numbers of the account inside the window speak for its posts."""
    days = scene.days
    start, end = np.datetime64(ground.window.start, "D"), np.datetime64(ground.window.end, "D")
    return bool(
        ((days.account == ground.index) & (days.day >= start) & (days.day <= end) & ~np.isnan(days.value)).any()
    )
