"""How something grew, where it will end, and the goal: a line, a fan with its interval, and a level to reach."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from pratfall.records.charts import ForecastChart

from .drawing import AFTER, BEFORE, INK, drawn, instant
from .level_chart import thinned
from .speech import Speech

TABLE_POINTS = 15
HOURS = timedelta(days=4)  # below this the hour matters


def forecast_svg(chart: ForecastChart, lang: str) -> str:
    """An SVG element without text alternative (`forecast_alt` is it)."""
    return drawn([_fan(chart), _grown(chart), _expected(chart), _goal(chart)], lang)


def forecast_of(chart: ForecastChart, words: Speech) -> str:
    """What is counted, with a capital; a currency's code stands for what came in."""
    metric = words.name("metric", chart.metric)
    if metric == chart.metric and metric.isupper():
        return words.say("chart.income", currency=metric)
    return metric[:1].upper() + metric[1:]


def forecast_alt(chart: ForecastChart, words: Speech) -> str:
    """The chart in one sentence."""
    last = chart.points[-1]
    return words.say(
        "chart.forecast_alt",
        day=last.at.date(),
        value=last.value,
        end=chart.end.date(),
        expected=chart.value,
        low=chart.low,
        high=chart.high,
        goal=chart.goal,
        goal_is=words.name("goal", chart.goal_is),
    )


def forecast_rows(chart: ForecastChart, words: Speech) -> Iterable[tuple[str, ...]]:
    """Day, value, low end, high end: the end expected, the goal, then the newest readings."""
    numbers = (words.number(n) for n in (chart.value, chart.low, chart.high))
    yield words.short_day(chart.end.date()), *numbers
    yield words.name("goal", chart.goal_is), words.number(chart.goal), "", ""
    for point in chart.points[: -TABLE_POINTS - 1 : -1]:
        yield words.short_day(point.at.date()), words.number(point.value), "", ""


def forecast_legend(chart: ForecastChart, words: Speech) -> tuple[tuple[str, str], ...]:
    goal = words.name("goal", chart.goal_is)
    return (
        ("pf-key-before", words.say("chart.so_far")),
        ("pf-key-after", words.say("chart.expected", level=chart.level)),
        ("pf-key-goal", goal),
    )


def _x(chart: ForecastChart) -> dict[str, Any]:
    long = chart.end - chart.points[0].at > HOURS
    axis = {"format": "%-d %b" if long else "%-d %b %H:%M", "grid": False, "tickCount": 5, "labelOverlap": "greedy"}
    # The hour belongs to UTC, wherever the drawing is made.
    return {"field": "x", "type": "temporal", "title": None, "axis": axis, "scale": {"type": "utc"}}


def _y(chart: ForecastChart) -> dict[str, Any]:
    top = 1.05 * max(chart.high, chart.goal, *(point.value for point in chart.points), 1.0)
    scale = {"domain": [0, top], "nice": False}
    return {"field": "y", "type": "quantitative", "title": None, "scale": scale, "axis": {"tickCount": 5}}


def _fan(chart: ForecastChart) -> dict[str, Any]:
    last = chart.points[-1]
    values = [
        {"x": instant(last.at), "low": last.value, "high": last.value},
        {"x": instant(chart.end), "low": chart.low, "high": chart.high},
    ]
    return {
        "data": {"values": values},
        "mark": {"type": "area", "color": AFTER, "opacity": 0.2},
        "encoding": {"x": _x(chart), "y": {**_y(chart), "field": "low"}, "y2": {"field": "high"}},
    }


def _grown(chart: ForecastChart) -> dict[str, Any]:
    return _line([(p.at, p.value) for p in thinned(chart.points)], chart, {"color": BEFORE, "point": {"color": BEFORE}})


def _expected(chart: ForecastChart) -> dict[str, Any]:
    last = chart.points[-1]
    return _line([(last.at, last.value), (chart.end, chart.value)], chart, {"color": AFTER, "strokeWidth": 2})


def _goal(chart: ForecastChart) -> dict[str, Any]:
    ends = [(chart.points[0].at, chart.goal), (chart.end, chart.goal)]
    return _line(ends, chart, {"color": INK, "strokeDash": [5, 4]})


def _line(points: list[tuple[Any, float]], chart: ForecastChart, mark: dict[str, Any]) -> dict[str, Any]:
    values = [{"x": instant(at), "y": value} for at, value in points]
    return {
        "data": {"values": values},
        "mark": {"type": "line", **mark},
        "encoding": {"x": _x(chart), "y": _y(chart)},
    }
