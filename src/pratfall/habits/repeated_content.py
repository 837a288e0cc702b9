"""The same post again and again: own posts of the last year that repeat an earlier one of the same account.

The index asked for is higher than for near-duplicates in general: issues of a recurring series share their frame
and say something new, and are no repeats.
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

from .ground import Ground, grounds, newest, own_texts, post_evidence, reference
from .shares import share_reading

Array = Any
WINDOW_DAYS = 365
MOST_POSTS = 2000  # the newest ones
LEAST = 0.5  # Jaccard index: 95 % of copies with a tenth of their words changed are found


def audit(scene: Scene) -> Iterator[Finding]:
    """One finding per account; `estimate`: share of its posts that repeat an earlier one."""
    for ground, again, earlier, reading in _counted(scene, WINDOW_DAYS):
        if not reading.status:
            continue
        yield Finding(
            code="repeated_content",
            kind=Kind.HABIT,
            subject=ground.account.subject,
            status=reading.status,
            estimate=reading.estimate,
            window=ground.window,
            n=reading.n,
            method="minhash",
            since=None,
            cost=Cost(),
            evidence=(of_account(ground.account), *post_evidence(scene, again)),
            freshness=ground.freshness,
            facts={
                "repeats": len(again),
                "posts": reading.n,
                "originals": len(np.unique(earlier[earlier >= 0])),
                "limit": reading.limit,
            },
            reference=reference(scene, "repeated_share_max"),
            repair="rest_before_repeating",
        )


def readings(scene: Scene, *, days: int = WINDOW_DAYS) -> Iterator[HabitReading]:
    """Every account that ever posted. What a post repeats is looked for in a year, however few the `days` counted."""
    return (reading for _, _, _, reading in _counted(scene, days))


def _counted(scene: Scene, days: int) -> Iterator[tuple[Ground, Array, Array, HabitReading]]:
    """Per account its repeats, which of its texts each of them repeats, and what that comes to."""
    limit = scene.settings.benchmarks["repeated_share_max"]
    for whole, rows, found in scene.once(_repeats):
        ground = newest(scene, whole, days=days)
        inside = np.isin(rows, ground.rows)
        earlier = found[inside]
        again = rows[inside][earlier >= 0]
        counted = len(again), int(inside.sum())
        reading = share_reading("repeated_content", ground.account.subject, ground.window, counted, limit)
        yield ground, again, earlier, reading


def _repeats(scene: Scene) -> tuple[tuple[Ground, Array, Array], ...]:
    """Per account its texts of a year, and the row of an earlier one that each repeats, -1 for none."""
    every = [(g, own_texts(scene, g.rows, most=MOST_POSTS)) for g in grounds(scene, window_days=WINDOW_DAYS)]
    if not every:
        return ()
    together = np.concatenate([rows for _, rows in every])
    repeats = find_repeats(scene.posts.text[together].tolist(), scene.posts.account[together], least=LEAST)
    bounds = np.cumsum([len(rows) for _, rows in every])[:-1]
    return tuple((*one, earlier) for one, earlier in zip(every, np.split(repeats, bounds), strict=True))
