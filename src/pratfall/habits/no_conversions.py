"""Nothing tells what all the posting brought: no donations, sales or sign-ups are connected."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import numpy as np

from pratfall.records.evidence import of_account
from pratfall.records.findings import Finding, Freshness, Kind, Status
from pratfall.records.numbers import Cost, Window
from pratfall.records.scene import Scene

from .ground import Ground, grounds

WINDOW_DAYS = 365
COUNTED = ("conversions", "conversions_value", "key_events")  # outcomes that a site or an advert may print


def audit(scene: Scene) -> Iterator[Finding]:
    """One finding for the organisation; a fact about the files, so nothing is estimated."""
    every = [g for g in grounds(scene, window_days=WINDOW_DAYS) if len(g.rows)]
    if not every or len(scene.gifts.net) or _any_outcome(scene):
        return
    end = max(g.window.end for g in every)
    posts = sum(len(g.rows) for g in every)
    yield Finding(
        code="no_conversions",
        kind=Kind.HABIT,
        subject=scene.subject,
        status=Status.SURE,
        estimate=None,
        window=Window(end - timedelta(days=WINDOW_DAYS - 1), end),
        n=posts,
        method="none_imported",
        since=None,
        cost=Cost(),
        evidence=tuple(of_account(g.account) for g in every),
        freshness=_freshest(every),
        facts={"posts": posts, "accounts": len(every)},
        repair="connect_donations_or_sales",
    )


def _any_outcome(scene: Scene) -> bool:
    return bool((np.isin(scene.days.metric.astype(str), COUNTED) & (scene.days.value > 0)).any())


def _freshest(every: list[Ground]) -> Freshness:
    known = [g.freshness for g in every if g.freshness.newest]
    return max(known, key=lambda f: str(f.newest), default=Freshness(None, True))
