"""Nothing tells what all the posting brought: no donations, sales or sign-ups are connected."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import numpy as np

from pratfall.records.evidence import of_account
from pratfall.records.findings import Finding, Freshness, Kind, Status
from pratfall.records.habit_readings import HabitReading
from pratfall.records.numbers import Cost, Window
from pratfall.records.scene import Scene

from .ground import Ground, grounds

WINDOW_DAYS = 365
COUNTED = ("conversions", "conversions_value", "key_events")  # outcomes that a site or an advert may print


def audit(scene: Scene) -> Iterator[Finding]:
    """One finding for the organisation; a fact about the files, so nothing is estimated."""
    for every, reading in _counted(scene, WINDOW_DAYS):
        if reading.status:
            yield _finding(scene, every, reading.status, reading)


def readings(scene: Scene, *, days: int = WINDOW_DAYS) -> Iterator[HabitReading]:
    """One of the organisation, as soon as anything was posted."""
    return (reading for _, reading in _counted(scene, days))


def _counted(scene: Scene, days: int) -> Iterator[tuple[list[Ground], HabitReading]]:
    every = [g for g in grounds(scene, window_days=days) if len(g.rows)]
    if not every:
        return
    end = max(g.window.end for g in every)
    reading = HabitReading(
        code="no_conversions",
        subject=scene.subject,
        status=None if len(scene.gifts.net) or _any_outcome(scene) else Status.SURE,
        estimate=None,
        n=sum(len(g.rows) for g in every),
        window=Window(end - timedelta(days=days - 1), end),
    )
    yield every, reading


def _finding(scene: Scene, every: list[Ground], status: Status, reading: HabitReading) -> Finding:
    return Finding(
        code="no_conversions",
        kind=Kind.HABIT,
        subject=scene.subject,
        status=status,
        estimate=None,
        window=reading.window,
        n=reading.n,
        method="none_imported",
        since=None,
        cost=Cost(),
        evidence=tuple(of_account(g.account) for g in every),
        freshness=_freshest(every),
        facts={"posts": reading.n, "accounts": len(every)},
        repair="connect_donations_or_sales",
    )


def _any_outcome(scene: Scene) -> bool:
    return bool((np.isin(scene.days.metric.astype(str), COUNTED) & (scene.days.value > 0)).any())


def _freshest(every: list[Ground]) -> Freshness:
    known = [g.freshness for g in every if g.freshness.newest]
    return max(known, key=lambda f: str(f.newest), default=Freshness(None, True))
