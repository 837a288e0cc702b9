"""The picture of a change: every judged post, and the typical one before and after."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from pratfall.records.charts import Level, LevelChart, Point
from pratfall.stats.typical import median_interval, minimum

from .histories import Histories

Array = Any
LEVEL = 0.95


def level_chart(histories: Histories, i: int, before: int, after: int) -> LevelChart:
    """Values [0, before) are the usual, [after, n) the judged posts of history i."""
    part = histories.part(i)
    rows = histories.rows[part]
    posts = histories.scene.posts
    at = [moment.replace(tzinfo=UTC) for moment in posts.published[rows].astype("datetime64[s]").astype(object)]
    values = histories.response.value[rows]
    points = tuple(
        Point(moment, float(value), str(posts.id[row]), k >= after)
        for k, (moment, value, row) in enumerate(zip(at, values, rows, strict=True))
    )
    days = [moment.date() for moment in at]
    levels = (_level(days[:before], values[:before]), _level(days[after:], values[after:]))
    return LevelChart(histories.metric(i), points, tuple(level for level in levels if level))


def _level(days: list[Any], values: Array) -> Level | None:
    if len(values) < minimum(LEVEL):
        return None
    value, low, high = median_interval(values, LEVEL)
    return Level(days[0], days[-1], value, low, high)
