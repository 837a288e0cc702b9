"""How much was said, hour by hour or day by day: columns, the expected band behind, alarms, outages, plans."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from pratfall.records.charts import StreamBin, StreamChart
from pratfall.records.streams import MINUTES_PER_DAY

from .drawing import AFTER, BEFORE, GAP, INK, MUTED, drawn, instant
from .speech import Speech

TABLE_BINS = 30
TALLEST_BAND = 1.6  # of the tallest column: a band wider than the picture hides what it is about


def stream_svg(chart: StreamChart, lang: str) -> str:
    """An SVG element without text alternative (`stream_alt` is it)."""
    return drawn([*_shaded(chart), _band(chart), _columns(chart), _expected(chart), _alarms(chart)], lang)


def stream_alt(chart: StreamChart, words: Speech) -> str:
    """The chart in one sentence, and one more where something is unknown."""
    known = [b for b in chart.bins if b.count is not None]
    if not known:
        return ""
    tallest = max(known, key=lambda b: b.count or 0.0)
    at = _when(tallest.at, chart, words)
    facts = {"start": chart.bins[0].at.date(), "end": _end(chart).date(), "most": tallest.count, "at": at}
    usual = sorted(b.expected for b in known if b.expected is not None)
    said = words.say("chart.stream_alt", **facts, usual=usual[len(usual) // 2] if usual else None)
    alarms = words.say("chart.stream_alarms", times=[_when(at, chart, words) for at in chart.alarms])
    gaps = words.say("chart.stream_gaps") if chart.gaps else ""
    return " ".join(part for part in (said, alarms if chart.alarms else "", gaps) if part)


def stream_rows(chart: StreamChart, words: Speech) -> Iterable[tuple[str, ...]]:
    """Beginning, count, expected, low, high: the tallest columns and what is unknown, in order of time."""
    tallest = sorted(chart.bins, key=lambda b: -(b.count or 0.0))[:TABLE_BINS]
    rows: list[tuple[datetime, tuple[str, ...]]] = [(b.at, _row(b, chart, words)) for b in tallest if b.count]
    for start, end in chart.gaps:
        span = words.say("word.window", start=start.date(), end=(end - timedelta(seconds=1)).date())
        rows.append((start, (span, words.say("day_state.gap"), "", "", "")))
    for start, end, name in chart.planned:
        span = words.say("word.window", start=start.date(), end=end.date())
        rows.append((start, (span, words.say("chart.planned", name=name), "", "", "")))
    return [row for _, row in sorted(rows, key=lambda r: r[0])]


def stream_legend(chart: StreamChart, words: Speech) -> tuple[tuple[str, str], ...]:
    legend = [
        ("pf-key-before", words.say("chart.counted")),
        ("pf-key-expected", words.say("chart.expected_band", level=chart.level)),
    ]
    legend += [("pf-key-after", words.say("chart.beyond"))] if any(map(_beyond, chart.bins)) else []
    legend += [("pf-key-reference", words.say("chart.alarm"))] if chart.alarms else []
    legend += [("pf-key-gap", words.say("day_state.gap"))] if chart.gaps else []
    legend += [("pf-key-planned", words.say("chart.planned_key"))] if chart.planned else []
    return tuple(legend)


def bin_words(chart: StreamChart, words: Speech) -> str:
    """ "per hour": what one column stands for."""
    known = {60: "hour", MINUTES_PER_DAY: "day", 7 * MINUTES_PER_DAY: "week"}
    if chart.bin_minutes in known:
        return words.say(f"chart.per_{known[chart.bin_minutes]}")
    if chart.bin_minutes % 60 == 0:
        return words.say("chart.per_hours", n=chart.bin_minutes // 60)
    return words.say("chart.per_minutes", n=chart.bin_minutes)


def _row(one: StreamBin, chart: StreamChart, words: Speech) -> tuple[str, ...]:
    numbers = (one.count, one.expected, one.low, one.high)
    return _when(one.at, chart, words), *("" if n is None else words.number(n) for n in numbers)


def _when(at: datetime, chart: StreamChart, words: Speech) -> str:
    return words.short_day(at.date()) if chart.bin_minutes >= MINUTES_PER_DAY else words.instant(at)


def _end(chart: StreamChart) -> datetime:
    return chart.bins[-1].at + timedelta(minutes=chart.bin_minutes, seconds=-1)


def _top(chart: StreamChart) -> float:
    counted = max([1.0, *(b.count for b in chart.bins if b.count is not None)])
    return 1.05 * max(counted, min(counted * TALLEST_BAND, max((b.high for b in chart.bins if b.high), default=0.0)))


def _x(chart: StreamChart) -> dict[str, Any]:
    days = (chart.bins[-1].at - chart.bins[0].at).days if chart.bins else 0
    form = "%-d %b" if days >= 4 else "%-d %b %H:%M"
    axis = {"format": form, "grid": False, "tickCount": 6, "labelOverlap": "greedy", "labelSeparation": 6}
    # The hour belongs to UTC, wherever the drawing is made.
    return {"field": "x", "type": "temporal", "title": None, "axis": axis, "scale": {"type": "utc"}}


def _y(chart: StreamChart) -> dict[str, Any]:
    scale = {"domain": [0, _top(chart)], "nice": False, "clamp": True}
    return {"field": "y", "type": "quantitative", "title": None, "scale": scale, "axis": {"tickCount": 5}}


def _shaded(chart: StreamChart) -> list[dict[str, Any]]:
    """Outages and plans behind everything."""
    spans = [(chart.gaps, GAP, 1.0), (tuple((a, b) for a, b, _ in chart.planned), BEFORE, 0.15)]
    return [
        {
            "data": {"values": [{"x": instant(start), "x2": instant(end)} for start, end in found]},
            "mark": {"type": "rect", "color": color, "opacity": opacity},
            "encoding": {"x": _x(chart), "x2": {"field": "x2"}},
        }
        for found, color, opacity in spans
    ]


def _band(chart: StreamChart) -> dict[str, Any]:
    values = [
        {"x": instant(b.at), "x2": _right(b, chart), "low": b.low, "high": min(b.high, _top(chart))}
        for b in chart.bins
        if b.low is not None and b.high is not None
    ]
    return {
        "data": {"values": values},
        "mark": {"type": "rect", "color": MUTED, "opacity": 0.2},
        "encoding": {
            "x": _x(chart), "x2": {"field": "x2"}, "y": {**_y(chart), "field": "low"}, "y2": {"field": "high"}
        },
    }  # fmt: skip


def _columns(chart: StreamChart) -> dict[str, Any]:
    values = [
        {"x": instant(b.at), "x2": _right(b, chart), "y": b.count, "zero": 0, "loud": _beyond(b)}
        for b in chart.bins
        if b.count
    ]
    return {
        "data": {"values": values},
        "mark": {"type": "rect"},
        "encoding": {
            "x": _x(chart), "x2": {"field": "x2"}, "y": _y(chart), "y2": {"field": "zero"},
            "color": {"condition": {"test": "datum.loud", "value": AFTER}, "value": BEFORE},
        },
    }  # fmt: skip


def _expected(chart: StreamChart) -> dict[str, Any]:
    values = [{"x": instant(b.at), "y": b.expected} for b in chart.bins if b.expected is not None]
    return {
        "data": {"values": values},
        "mark": {"type": "line", "color": INK, "strokeWidth": 1, "interpolate": "step-after"},
        "encoding": {"x": _x(chart), "y": _y(chart)},
    }


def _alarms(chart: StreamChart) -> dict[str, Any]:
    values = [{"x": instant(at)} for at in chart.alarms]
    return {
        "data": {"values": values},
        "mark": {"type": "rule", "color": AFTER, "strokeDash": [5, 4], "strokeWidth": 2},
        "encoding": {"x": _x(chart)},
    }


def _right(one: StreamBin, chart: StreamChart) -> int:
    return instant(one.at + timedelta(minutes=chart.bin_minutes))


def _beyond(one: StreamBin) -> bool:
    return one.high is not None and one.count is not None and one.count > one.high
