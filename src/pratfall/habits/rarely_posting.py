"""Accounts alive but hardly: fewer than one post of their own a week, over at least four known weeks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np

from pratfall.records.evidence import of_account
from pratfall.records.findings import Finding, Kind
from pratfall.records.numbers import Cost, Estimate, Unit, Window
from pratfall.records.scene import Scene
from pratfall.stats.rates import garwood

from .ground import grounds, is_mail, own_words, post_evidence, reference
from .shares import SURE_LEVEL, below

Array = Any
WINDOW_DAYS = 84
FEWEST_WEEKS = 4.0


def audit(scene: Scene) -> Iterator[Finding]:
    """One finding per account; `estimate`: posts per week over the covered days. Mailing lists are left out."""
    limit = scene.settings.benchmarks["posts_per_week_min"]
    dormant = scene.settings.benchmarks["dormant_days"]
    known = scene.known_days("posts")
    for ground in grounds(scene, window_days=WINDOW_DAYS):
        windows = known.get(ground.index, ())
        weeks = sum(w.shared_days(ground.window) for w in windows) / 7.0
        rows = _inside(scene, own_words(scene, ground.rows), windows)
        if ground.freshness.stale:
            continue  # it may have posted since; that its data are old is told by itself
        if weeks < FEWEST_WEEKS or is_mail(scene, ground.rows) or not len(ground.rows):
            continue
        last = scene.posts.published[ground.rows[-1]].astype("datetime64[D]")
        if (np.datetime64(ground.window.end, "D") - last).astype(int) >= dormant:
            continue  # abandoned, which says more
        status = below(partial(_ends, len(rows), weeks), limit)
        if not status:
            continue
        low, high = garwood(len(rows), weeks, level=SURE_LEVEL)
        yield Finding(
            code="rarely_posting",
            kind=Kind.HABIT,
            subject=ground.account.subject,
            status=status,
            estimate=Estimate(len(rows) / weeks, low, high, Unit.PER_WEEK, SURE_LEVEL),
            window=ground.window,
            n=len(rows),
            method="garwood",
            since=None,
            cost=Cost(),
            evidence=(of_account(ground.account), *post_evidence(scene, rows)),
            freshness=ground.freshness,
            facts={"posts": len(rows), "weeks": round(weeks, 1), "limit": limit},
            reference=reference(scene, "posts_per_week_reference"),
            repair="post_weekly_or_close",
        )


def _ends(posts: int, weeks: float, level: float) -> tuple[float, float]:
    return garwood(posts, weeks, level=level)


def _inside(scene: Scene, rows: Array, windows: tuple[Window, ...]) -> Array:
    """Those of `rows` published on covered days: what is counted and the time it is counted in must agree."""
    day = scene.posts.published[rows].astype("datetime64[D]")
    covered = np.zeros(len(rows), dtype=bool)
    for window in windows:
        covered |= (day >= np.datetime64(window.start, "D")) & (day <= np.datetime64(window.end, "D"))
    return rows[covered]
