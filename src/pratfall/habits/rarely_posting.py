"""Accounts alive but hardly: fewer than one post of their own a week, over at least four known weeks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np

from pratfall.records.evidence import of_account
from pratfall.records.findings import Finding, Kind
from pratfall.records.habit_readings import HabitReading
from pratfall.records.numbers import Cost, Estimate, NotEnoughData, Unit, Window
from pratfall.records.scene import Scene
from pratfall.stats.rates import garwood

from .ground import Ground, grounds, is_mail, own_words, post_evidence, reference
from .shares import SURE_LEVEL, below

Array = Any
WINDOW_DAYS = 84
FEWEST_WEEKS = 4.0


def audit(scene: Scene) -> Iterator[Finding]:
    """One finding per account; `estimate`: posts per week over the covered days. Mailing lists are left out."""
    for ground, rows, weeks, reading in _counted(scene, WINDOW_DAYS):
        if not reading.status:
            continue
        yield Finding(
            code="rarely_posting",
            kind=Kind.HABIT,
            subject=ground.account.subject,
            status=reading.status,
            estimate=reading.estimate,
            window=ground.window,
            n=reading.n,
            method="garwood",
            since=None,
            cost=Cost(),
            evidence=(of_account(ground.account), *post_evidence(scene, rows)),
            freshness=ground.freshness,
            facts={"posts": len(rows), "weeks": round(weeks, 1), "limit": reading.limit},
            reference=reference(scene, "posts_per_week_reference"),
            repair="post_weekly_or_close",
        )


def readings(scene: Scene, *, days: int = WINDOW_DAYS) -> Iterator[HabitReading]:
    """Accounts that are alive, with fresh data; no mailing lists."""
    return (reading for _, _, _, reading in _counted(scene, days))


def _counted(scene: Scene, days: int) -> Iterator[tuple[Ground, Array, float, HabitReading]]:
    """Per account its posts on covered days, how many weeks those are, and what that comes to."""
    known = scene.known_days("posts")
    for ground in grounds(scene, window_days=days):
        if not _alive(scene, ground):
            continue
        windows = known.get(ground.index, ())
        weeks = sum(w.shared_days(ground.window) for w in windows) / 7.0
        rows = _inside(scene, own_words(scene, ground.rows), windows)
        yield ground, rows, weeks, _reading(scene, ground, len(rows), weeks)


def _alive(scene: Scene, ground: Ground) -> bool:
    """Stale data say nothing: it may have posted since. An abandoned account is told as one, which says more."""
    if ground.freshness.stale or is_mail(scene, ground.rows) or not len(ground.rows):
        return False
    last = scene.posts.published[ground.rows[-1]].astype("datetime64[D]")
    silent_days = (np.datetime64(ground.window.end, "D") - last).astype(int)
    return bool(silent_days < scene.settings.benchmarks["dormant_days"])


def _reading(scene: Scene, ground: Ground, posts: int, weeks: float) -> HabitReading:
    limit, enough = scene.settings.benchmarks["posts_per_week_min"], weeks >= FEWEST_WEEKS
    return HabitReading(
        code="rarely_posting",
        subject=ground.account.subject,
        status=below(partial(_ends, posts, weeks), limit) if enough else None,
        estimate=_rate(posts, weeks) if enough else NotEnoughData(round(FEWEST_WEEKS), int(weeks), "weeks"),
        n=posts,
        window=ground.window,
        limit=limit,
        more_is_worse=False,
    )


def _rate(posts: int, weeks: float) -> Estimate:
    low, high = garwood(posts, weeks, level=SURE_LEVEL)
    return Estimate(posts / weeks, low, high, Unit.PER_WEEK, SURE_LEVEL)


def _ends(posts: int, weeks: float, level: float) -> tuple[float, float]:
    return garwood(posts, weeks, level=level)


def _inside(scene: Scene, rows: Array, windows: tuple[Window, ...]) -> Array:
    """Those of `rows` published on covered days: what is counted and the time it is counted in must agree."""
    day = scene.posts.published[rows].astype("datetime64[D]")
    covered = np.zeros(len(rows), dtype=bool)
    for window in windows:
        covered |= (day >= np.datetime64(window.start, "D")) & (day <= np.datetime64(window.end, "D"))
    return rows[covered]
