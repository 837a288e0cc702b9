"""Posts that work again: what comes back after a month or more and still finds its public.

Every repeat is compared with the post it repeats, by the one number most of them carry, both read after ripening. Teams
repeat what did well, and what did well by luck does less well again, so a ratio near one is more than it looks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from pratfall.records.evidence import of_account
from pratfall.records.findings import Finding, Kind, Status
from pratfall.records.habit_readings import HabitReading
from pratfall.records.numbers import Cost, Estimate, NotEnoughData, Unit
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


@dataclass(frozen=True)
class Case:
    """`again` (k,): repeats, as rows of Posts; `ratio` (k,): response over that of the first time, by `metric`."""

    ground: Ground
    again: Array
    ratio: Array
    metric: str


def audit(scene: Scene) -> Iterator[Finding]:
    """One finding per account whose repeats keep up; `estimate`: response of a repeat over that of its first time."""
    for case, reading in _counted(scene, WINDOW_DAYS):
        if reading.status:
            yield _finding(scene, case, reading)


def readings(scene: Scene, *, days: int = WINDOW_DAYS) -> Iterator[HabitReading]:
    """Every account that ever posted. A status means good news here: repeats keep up."""
    return (reading for _, reading in _counted(scene, days))


def _counted(scene: Scene, days: int) -> Iterator[tuple[Case, HabitReading]]:
    for ground in grounds(scene, window_days=days):
        case = _case(scene, ground)
        yield case, _reading(scene, case)


def _case(scene: Scene, ground: Ground) -> Case:
    again, first = _pairs(scene, ground)
    metric = _metric(scene, again, first)
    if not metric:
        return Case(ground, again[:0], np.zeros(0), "")
    values = scene.posts.metrics[metric]
    known = ~np.isnan(values[again]) & ~np.isnan(values[first])
    again, first = again[known], first[known]
    return Case(ground, again, (values[again] + HALF) / (values[first] + HALF), metric)


def _reading(scene: Scene, case: Case) -> HabitReading:
    limit, n, few = scene.settings.benchmarks["evergreen_ratio_min"], len(case.ratio), minimum(SURE_LEVEL)
    estimate: Estimate | NotEnoughData = NotEnoughData(few, n, "repeats")
    if n >= few:
        estimate = Estimate(*median_interval(case.ratio, SURE_LEVEL), Unit.RATIO, SURE_LEVEL)
    return HabitReading(
        code="evergreen",
        subject=case.ground.account.subject,
        status=above(_ends(case.ratio), limit) if n >= few else None,
        estimate=estimate,
        n=n,
        window=case.ground.window,
        limit=limit,
        more_is_worse=False,
    )


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


def _finding(scene: Scene, case: Case, reading: HabitReading) -> Finding:
    ground, again, ratio = case.ground, case.again, case.ratio
    best = again[np.argsort(-ratio, kind="stable")[:SHOWN]]
    return Finding(
        code="evergreen",
        kind=Kind.GOOD_NEWS,
        subject=ground.account.subject,
        status=reading.status or Status.CANNOT_TELL,
        estimate=reading.estimate,
        window=ground.window,
        n=reading.n,
        method="median_ratio",
        since=None,
        cost=Cost(),
        evidence=(of_account(ground.account), *post_evidence(scene, best)),
        freshness=ground.freshness,
        facts={"repeats": len(again), "metric": case.metric, "kept": int((ratio >= 1).sum())},
    )
