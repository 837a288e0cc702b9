"""Boosted posts among the others: bought reach can hide a failing post or make an honest one look weak."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from pratfall.records.evidence import of_posts
from pratfall.records.findings import Finding, Kind, Reference, Status
from pratfall.records.imports import FileReport
from pratfall.records.numbers import Cost, Estimate, Unit, Window
from pratfall.records.scene import Scene

from .freshness import freshness_of

Array = Any
PREFIX = "paid_"
SHOWN = 50


def boosted(scene: Scene) -> Array:
    """(posts,) bool: some reading of the post counts bought exposure. Unknown is not boosted."""
    touched = np.zeros(len(scene.posts), dtype=bool)
    for name, values in scene.posts.metrics.items():
        if name.startswith(PREFIX):
            touched |= np.nan_to_num(values) > 0
    return touched


def doubt(scene: Scene, reports: Sequence[FileReport]) -> Iterator[Finding]:
    """One finding per account with boosted posts; `estimate` is their exact share of its posts."""
    posts = scene.posts
    touched = boosted(scene)
    freshness = freshness_of(scene)
    limit = scene.settings.benchmarks["paid_share_note"]
    for index in np.unique(posts.account[touched]).tolist():
        own = np.flatnonzero((posts.account == index) & ~np.isnat(posts.published))
        paid = own[touched[own]]
        share = len(paid) / len(own) if len(own) else 0.0
        if not share or share < limit:
            continue
        account = scene.accounts[index]
        days = posts.published[paid].astype("datetime64[D]")
        newest = paid[np.argsort(posts.published[paid])[::-1]][:SHOWN]
        yield Finding(
            code="paid_mixed",
            kind=Kind.TRUST,
            subject=account.subject,
            status=Status.SURE,
            estimate=Estimate(share, share, share, Unit.SHARE, 1.0),
            window=Window(days.min().astype(object), days.max().astype(object)),
            n=len(own),
            method="count",
            since=None,
            cost=Cost(),
            evidence=of_posts(posts, newest),
            freshness=freshness(account.subject),
            facts={"boosted": len(paid), "posts": len(own)},
            reference=Reference(limit, scene.settings.sources.get("paid_share_note", ""), own_history=False),
            repair="compare_organic_only",
        )
