"""Each account at a glance: its typical post now, its feed, its posts over time, what it cost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np

from pratfall.notice.freshness import now_of
from pratfall.notice.response import Response, response_of
from pratfall.records.charts import LevelChart, Point
from pratfall.records.findings import Freshness
from pratfall.records.instants import instant
from pratfall.records.numbers import Cost, Estimate, NotEnoughData, Unit, Window
from pratfall.records.review import AccountState
from pratfall.records.scene import Scene
from pratfall.records.subjects import Subject
from pratfall.stats.typical import median_interval, minimum

from .calendar import feed_calendar
from .content_mix import content_mixes

RECENT = np.timedelta64(28, "D")
LEVEL = 0.95
CHART_POSTS = 400  # more points than this are one grey cloud


def account_states(
    scene: Scene, *, freshness: Callable[[Subject], Freshness], cost: Callable[[Subject, Window], Cost]
) -> tuple[AccountState, ...]:
    response = response_of(scene)
    groups = {group.subject: group for group in scene.groups}
    mixes, states = content_mixes(scene), []
    for i, account in enumerate(scene.accounts):
        group = groups[account.subject]
        first, last = _span(scene.posts.published[group.rows])
        calendar = feed_calendar(scene, i)
        states.append(
            AccountState(
                account=account,
                posts=len(group.rows),
                first_post=first,
                last_post=last,
                metric=response.metric[i] or None,
                level=_typical(scene, response, group.rows),
                calendar=calendar,
                chart=_chart(scene, response, i, group.rows),
                cost=cost(group.subject, Window(calendar.start, scene.now.date())),
                freshness=freshness(group.subject),
                mix=mixes.get(i, ()),
            )
        )
    return tuple(states)


def _span(published: Any) -> tuple[date | None, date | None]:
    days = published[~np.isnat(published)].astype("datetime64[D]")
    return (days.min().astype(object), days.max().astype(object)) if len(days) else (None, None)


def _typical(scene: Scene, response: Response, rows: Any) -> Estimate | NotEnoughData:
    """The median judged post of the last 28 days."""
    values = response.value[rows[scene.posts.published[rows] >= now_of(scene) - RECENT]]
    values = values[~np.isnan(values)]
    if len(values) < minimum(LEVEL):
        return NotEnoughData(minimum(LEVEL), len(values), "posts")
    return Estimate(*median_interval(values, LEVEL), Unit.COUNT, LEVEL)


def _chart(scene: Scene, response: Response, account: int, rows: Any) -> LevelChart | None:
    judged = rows[~np.isnan(response.value[rows])][-CHART_POSTS:]
    if not len(judged):
        return None
    points = tuple(
        Point(instant(scene.posts.published[r]), float(response.value[r]), str(scene.posts.id[r])) for r in judged
    )
    return LevelChart(response.metric[account], points, ())
