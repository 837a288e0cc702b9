"""Posts that work again: what comes back after a month or more and still finds its public.

Every repeat is compared with the post it repeats, by the one number most of them carry, both read after ripening. Teams
repeat what did well, and what did well by luck does less well again, so a ratio near one is more than it looks.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from pratfall.records.evidence import of_account
from pratfall.records.findings import Finding, Kind
from pratfall.records.numbers import Cost, Estimate, Unit
from pratfall.records.scene import Scene
from pratfall.stats.typical import median_interval, minimum
from pratfall.text.repeats import find_repeats

from .ground import Ground, grounds, own_texts, post_evidence
from .repeated_content import LEAST
from .shares import SURE_LEVEL, Ends, above

Array = Any
WINDOW_DAYS = 730
APART_DAYS = 28
MOST_POSTS = 4000
METRICS = ("reactions", "likes", "engagements_reported", "comments", "views", "impressions")
HALF = 0.5  # added to both counts, so that a repeat of a post without response has a ratio
SHOWN = 10


def audit(scene: Scene) -> Iterator[Finding]:
    """One finding per account whose repeats keep up; `estimate`: response of a repeat over that of its first time."""
    for ground in grounds(scene, window_days=WINDOW_DAYS):
        again, first = _pairs(scene, ground)
        metric = _metric(scene, again, first)
        if not metric:
            continue
        values = scene.posts.metrics[metric]
        known = ~np.isnan(values[again]) & ~np.isnan(values[first])
        again, first = again[known], first[known]
        ratio = (values[again] + HALF) / (values[first] + HALF)
        limit = scene.settings.benchmarks["evergreen_ratio_min"]
        if len(ratio) < minimum(SURE_LEVEL):
            continue
        if status := above(_ends(ratio), limit):
            yield _finding(scene, ground, again, ratio, metric, status)


def _pairs(scene: Scene, ground: Ground) -> tuple[Array, Array]:
    """Ripe repeats and the ripe posts they repeat, at least a month apart, as rows of Posts."""
    rows = own_texts(scene, ground.rows, most=MOST_POSTS)
    earlier = find_repeats(scene.posts.text[rows].tolist(), least=LEAST)
    again, first = rows[earlier >= 0], rows[earlier[earlier >= 0]]
    apart = scene.posts.published[again] - scene.posts.published[first] >= np.timedelta64(APART_DAYS, "D")
    fair = apart & scene.posts.ripe[again] & scene.posts.ripe[first]
    return again[fair], first[fair]


def _metric(scene: Scene, again: Array, first: Array) -> str:
    """The number most pairs carry; the first of equals."""
    metrics = {name: scene.posts.metrics[name] for name in METRICS if name in scene.posts.metrics}
    counts = {name: int((~np.isnan(v[again]) & ~np.isnan(v[first])).sum()) for name, v in metrics.items()}
    best = max(counts, key=lambda name: counts[name], default="")
    return best if best and counts[best] else ""


def _ends(ratio: Array) -> Ends:
    return lambda level: median_interval(ratio, level)[1:]


def _finding(scene: Scene, ground: Ground, again: Array, ratio: Array, metric: str, status: Any) -> Finding:
    best = again[np.argsort(-ratio, kind="stable")[:SHOWN]]
    value, low, high = median_interval(ratio, SURE_LEVEL)
    return Finding(
        code="evergreen",
        kind=Kind.GOOD_NEWS,
        subject=ground.account.subject,
        status=status,
        estimate=Estimate(value, low, high, Unit.RATIO, SURE_LEVEL),
        window=ground.window,
        n=len(again),
        method="median_ratio",
        since=None,
        cost=Cost(),
        evidence=(of_account(ground.account), *post_evidence(scene, best)),
        freshness=ground.freshness,
        facts={"repeats": len(again), "metric": metric, "kept": int((ratio >= 1).sum())},
    )
