"""Posts read before they were old enough: counted, never judged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from pratfall.records.evidence import of_posts
from pratfall.records.findings import Finding, Kind, Status
from pratfall.records.imports import FileReport
from pratfall.records.numbers import Cost, Estimate, Unit, Window
from pratfall.records.scene import Scene

from .freshness import freshness_of

SHOWN = 50


def doubt(scene: Scene, reports: Sequence[FileReport]) -> Iterator[Finding]:
    """One finding for the organisation: posts whose last reading came before their network's ripening time."""
    posts = scene.posts
    rows = np.flatnonzero(~posts.ripe & ~np.isnat(posts.observed) & ~np.isnat(posts.published))
    if not len(rows):
        return
    newest = rows[np.argsort(posts.published[rows], kind="stable")[::-1]]
    days = posts.published[newest].astype("datetime64[D]").astype(object)
    yield Finding(
        code="immature",
        kind=Kind.TRUST,
        subject=scene.subject,
        status=Status.SURE,
        estimate=Estimate(len(rows), len(rows), len(rows), Unit.COUNT, 1.0),
        window=Window(days[-1], days[0]),
        n=len(rows),
        method="age_at_reading",
        since=None,
        cost=Cost(),
        evidence=of_posts(posts, newest[:SHOWN]),
        freshness=freshness_of(scene)(scene.subject),
        facts={"posts": len(rows), "of": len(posts), "accounts": len(np.unique(posts.account[rows]))},
        repair="export_again_later",
    )
