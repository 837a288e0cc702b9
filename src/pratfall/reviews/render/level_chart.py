"""The level of an account or series as SVG: posts as points, levels with their interval, gaps shaded."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from pratfall.records.charts import LevelChart, Point

from .drawing import AFTER, BEFORE, GAP, INK, drawn, instant

SHOWN_POINTS = 160
MOST_MARKS = 5


def level_svg(chart: LevelChart, lang: str) -> str:
    """An SVG element of at most 440 user units' width, without text alternative (the figure has it)."""
    return drawn([_gaps(chart), _points(chart), *_levels(chart)], lang)


def thinned(points: Sequence[Point], most: int = SHOWN_POINTS) -> list[Point]:
    """At most `most` points, evenly spread, the last one always among them."""
    if len(points) <= most:
        return list(points)
    step = (len(points) - 1) / (most - 1)
    return [points[round(i * step)] for i in range(most)]


def _gaps(chart: LevelChart) -> dict[str, Any]:
    days = [{"x": _start(start), "x2": _start(end + timedelta(days=1))} for start, end in chart.gaps]
    return {
        "data": {"values": days},
        "mark": {"type": "rect", "color": GAP},
        "encoding": {"x": _x(chart), "x2": {"field": "x2"}},
    }


def _points(chart: LevelChart) -> dict[str, Any]:
    values = [{"x": instant(p.at), "y": p.value, "recent": p.recent} for p in thinned(chart.points)]
    color = {"condition": {"test": "datum.recent", "value": AFTER}, "value": BEFORE}
    return {
        "data": {"values": values},
        "mark": {"type": "circle", "size": 22, "opacity": 0.75},
        "encoding": {"x": _x(chart), "y": _y(chart), "color": color},
    }


def _levels(chart: LevelChart) -> list[dict[str, Any]]:
    last = len(chart.levels) - 1
    values = [
        {
            "x": _start(level.start),
            "x2": _start(level.end + timedelta(days=1)),
            "y": level.value,
            "low": max(level.low, 0.0),
            "high": min(level.high, _top(chart)),
            "recent": last > 0 and index == last,
        }
        for index, level in enumerate(chart.levels)
    ]
    color = {"condition": {"test": "datum.recent", "value": AFTER}, "value": INK}
    x = {"x": _x(chart), "x2": {"field": "x2"}}
    band = {**x, "y": {**_y(chart), "field": "low"}, "y2": {"field": "high"}, "color": color}
    line = {**x, "y": _y(chart), "color": color}
    return [
        {"data": {"values": values}, "mark": {"type": "rect", "opacity": 0.2}, "encoding": band},
        {"data": {"values": values}, "mark": {"type": "rule", "strokeWidth": 3}, "encoding": line},
    ]


def _x(chart: LevelChart) -> dict[str, Any]:
    """At most five marks, at the start of a month or year; days where everything lies in two months."""
    days = (chart.points[-1].at - chart.points[0].at).days if chart.points else 0
    step = next((months for months in (1, 2, 3, 6, 12, 24, 48) if days / 30.4 / months <= MOST_MARKS), 120)
    ticks: dict[str, Any] = (
        {"interval": "month", "step": step} if step < 12 else {"interval": "year", "step": step // 12}
    )
    form = "%b %Y" if days > 60 else "%-d %b"
    shown = {"tickCount": ticks if days > 60 else MOST_MARKS, "labelOverlap": "greedy", "labelSeparation": 6}
    axis = {"format": form, "grid": False, "labelFlush": True, **shown}
    # The day belongs to UTC, wherever the drawing is made.
    return {"field": "x", "type": "temporal", "title": None, "axis": axis, "scale": {"type": "utc"}}


def _y(chart: LevelChart) -> dict[str, Any]:
    """Log scale that can hold zero; its marks are 0, 1, 3, 10, 30 ... around the values."""
    top = _top(chart)
    steps = [0.0, *(digit * 10.0**power for power in range(10) for digit in (1, 3) if digit * 10.0**power <= top)]
    lowest = min([*(p.value for p in chart.points), *(max(level.low, 0.0) for level in chart.levels)], default=0.0)
    bottom = max([step for step in steps if step <= lowest], default=0.0)
    ticks = [step for step in steps if step >= bottom]
    scale = {"type": "symlog", "constant": 1, "domain": [bottom, top]}
    axis = {"values": ticks, "format": ",.0f", "tickCount": 6}
    return {"field": "y", "type": "quantitative", "title": None, "scale": scale, "axis": axis}


def _top(chart: LevelChart) -> float:
    highs = (level.high for level in chart.levels if math.isfinite(level.high))
    return max([1.0, *(p.value for p in chart.points), *(level.value for level in chart.levels), *highs]) * 1.1


def _start(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
