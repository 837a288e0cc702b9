"""Days that were not over when they were exported: told once, left out of every comparison."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np

from pratfall.records.evidence import Evidence
from pratfall.records.findings import Finding, Kind, Status
from pratfall.records.imports import FileReport
from pratfall.records.numbers import Cost, Estimate, Unit, Window
from pratfall.records.scene import Scene

from .freshness import freshness_of


def doubt(scene: Scene, reports: Sequence[FileReport]) -> Iterator[Finding]:
    """One finding for the organisation: days of accounts that a later export has not completed yet."""
    days = scene.days
    rows = np.flatnonzero(days.partial)
    if not len(rows):
        return
    pairs = sorted({(int(a), d) for a, d in zip(days.account[rows], days.day[rows].astype(object), strict=True)})
    first: date = min(d for _, d in pairs)
    last: date = max(d for _, d in pairs)
    accounts = sorted({a for a, _ in pairs})
    yield Finding(
        code="partial_day",
        kind=Kind.TRUST,
        subject=scene.subject,
        status=Status.SURE,
        estimate=Estimate(len(pairs), len(pairs), len(pairs), Unit.DAYS, 1.0),
        window=Window(first, last),
        n=len(pairs),
        method="export",
        since=None,
        cost=Cost(),
        evidence=tuple(Evidence("account", scene.accounts[a].subject.id, scene.accounts[a].label) for a in accounts),
        freshness=freshness_of(scene)(scene.subject),
        facts={"days": len(pairs), "accounts": len(accounts)},
        repair="nothing_to_do",
    )
