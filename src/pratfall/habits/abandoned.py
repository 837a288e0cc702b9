"""Accounts nobody has posted on for long, though their feed is known to be complete.

Silence counts only on days an export speaks for. An account that always paused for long is not abandoned.
What to do follows its part of all audiences: a fifth or more is worth reviving; a smaller one is told where the
others are; less than one in fifty is closed. Unknown audience: a person decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import numpy as np

from pratfall.records.evidence import of_account
from pratfall.records.findings import Finding, Kind, Status
from pratfall.records.habit_readings import HabitReading
from pratfall.records.numbers import Cost, Estimate, NotEnoughData, Unit, Window
from pratfall.records.scene import Scene

from .audience import audience
from .ground import Ground, grounds, post_evidence, reference

Array = Any
FEWEST_POSTS = 5
MEMORY_DAYS = 731  # pauses further back than this say nothing of the account's rhythm
WORTH_REVIVING, WORTH_REDIRECTING = 0.2, 0.02


def audit(scene: Scene) -> Iterator[Finding]:
    """One finding per abandoned account; `estimate`: days of silence, from those covered to those elapsed."""
    sizes = audience(scene, {g.index: g.history for g in grounds(scene, window_days=MEMORY_DAYS)})
    for ground, silent, reading in _counted(scene, MEMORY_DAYS):
        if reading.status:
            yield _finding(scene, ground, reading, silent, sizes.part(ground.index))


def readings(scene: Scene, *, days: int = MEMORY_DAYS) -> Iterator[HabitReading]:
    """Every account that ever posted. Silence is counted to its end, whatever the `days`."""
    return (reading for _, _, reading in _counted(scene, days))


def _counted(scene: Scene, days: int) -> Iterator[tuple[Ground, int, HabitReading]]:
    """Per account the covered days it has been silent for, and what that comes to."""
    known = scene.known_days("posts")
    for ground in grounds(scene, window_days=days):
        last: date = scene.posts.published[ground.history[-1]].astype("datetime64[D]").astype(object)
        silent = sum(_days_after(w, last) for w in known.get(ground.index, ()))
        yield ground, silent, _reading(scene, ground, last, silent)


def _reading(scene: Scene, ground: Ground, last: date, silent: int) -> HabitReading:
    n, elapsed = len(ground.history), (scene.now.date() - last).days
    enough = n >= FEWEST_POSTS
    days = Estimate(silent, silent, max(elapsed, silent), Unit.DAYS, 1.0)
    return HabitReading(
        code="abandoned",
        subject=ground.account.subject,
        status=_status(scene, ground, silent) if enough else None,
        estimate=days if enough else NotEnoughData(FEWEST_POSTS, n, "posts"),
        n=n,
        window=Window(last, max(ground.window.end, last)),
        limit=scene.settings.benchmarks["dormant_days"],
    )


def _status(scene: Scene, ground: Ground, silent: int) -> Status | None:
    """Sure when the silence is twice the account's longest pause; stale data cannot be sure of today."""
    if silent < scene.settings.benchmarks["dormant_days"]:
        return None
    pause = longest_pause_days(scene, ground.history)
    if silent <= pause:
        return None
    return Status.SURE if silent >= 2 * pause and not ground.freshness.stale else Status.LIKELY


def longest_pause_days(scene: Scene, rows: Array) -> int:
    """Between two posts of the last years before the silence."""
    day = scene.posts.published[rows].astype("datetime64[D]").astype(np.int64)
    day = day[day > day[-1] - MEMORY_DAYS]
    return int(np.diff(day).max()) if len(day) > 1 else 0


def _days_after(window: Window, last: date) -> int:
    start = max(window.start, last + timedelta(days=1))
    return max((window.end - start).days + 1, 0)


def _finding(scene: Scene, ground: Ground, reading: HabitReading, silent: int, part: float | None) -> Finding:
    last = reading.window.start
    return Finding(
        code="abandoned",
        kind=Kind.HABIT,
        subject=ground.account.subject,
        status=reading.status or Status.CANNOT_TELL,
        estimate=reading.estimate,
        window=reading.window,
        n=reading.n,
        method="covered_silence",
        since=last + timedelta(days=1),
        cost=Cost(),
        evidence=(of_account(ground.account), *post_evidence(scene, ground.history[-1:])),
        freshness=ground.freshness,
        facts={
            "days": silent,
            "last_post": last.isoformat(),
            "longest_pause_days": longest_pause_days(scene, ground.history),
            "audience_part": part,
        },
        reference=reference(scene, "dormant_days"),
        repair=_repair(part),
    )


def _repair(part: float | None) -> str:
    if part is None:
        return "revive_redirect_or_close"
    if part >= WORTH_REVIVING:
        return "revive"
    return "redirect" if part >= WORTH_REDIRECTING else "close"
