"""Accounts that post but whose posts carry no numbers: nobody can say whether they work."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from pratfall.records.evidence import of_account
from pratfall.records.findings import Finding, Kind
from pratfall.records.habit_readings import HabitReading
from pratfall.records.numbers import Cost
from pratfall.records.scene import Scene

from .ground import Ground, grounds, own_words, post_evidence, reference
from .shares import share_reading

Array = Any
WINDOW_DAYS = 90
FEWEST_POSTS = 8


def audit(scene: Scene) -> Iterator[Finding]:
    """One finding per account; `estimate`: share of its recent posts without any number at all."""
    for ground, blind, reading in _counted(scene, WINDOW_DAYS):
        if not reading.status:
            continue
        yield Finding(
            code="no_recent_numbers",
            kind=Kind.HABIT,
            subject=ground.account.subject,
            status=reading.status,
            estimate=reading.estimate,
            window=ground.window,
            n=reading.n,
            method="wilson",
            since=None,
            cost=Cost(hours=scene.settings.hours_for(scene.posts.format[blind].tolist())),
            evidence=(of_account(ground.account), *post_evidence(scene, blind)),
            freshness=ground.freshness,
            facts={"without": len(blind), "posts": reading.n},
            reference=reference(scene, "numberless_share_max"),
            repair="export_numbers",
        )


def readings(scene: Scene, *, days: int = WINDOW_DAYS) -> Iterator[HabitReading]:
    """Accounts whose data are fresh and which have no daily numbers."""
    return (reading for _, _, reading in _counted(scene, days))


def _counted(scene: Scene, days: int) -> Iterator[tuple[Ground, Array, HabitReading]]:
    """Per account the posts without a number, and what that comes to."""
    limit = scene.settings.benchmarks["numberless_share_max"]
    measured = _measured(scene)
    for ground in grounds(scene, window_days=days):
        # Numbers of years ago are not recent whatever they say; that the data are stale is told already.
        if ground.freshness.stale or _has_days(scene, ground):
            continue
        rows = own_words(scene, ground.rows)
        blind = rows[~measured[rows]]
        counted = len(blind), len(rows)
        subject = ground.account.subject
        reading = share_reading("no_recent_numbers", subject, ground.window, counted, limit, fewest=FEWEST_POSTS)
        yield ground, blind, reading


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
