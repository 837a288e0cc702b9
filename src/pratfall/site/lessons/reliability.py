"""The reliability diagram: what was predicted against what came true, as a figure with a table and a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pratfall.learn.calibration import LEVEL, Calibration, PointOfDiagram
from pratfall.reviews.render.drawing import AFTER, MUTED, drawn
from pratfall.reviews.render.figures import Figure
from pratfall.reviews.render.speech import Speech

SAID = "learn.calibration."


def reliability(found: Calibration, words: Speech) -> Figure:
    """`points` of a calibration, in order of what was predicted."""
    points = found.points
    legend = [
        ("pf-key-after", words.say(f"{SAID}key_curve")),
        ("pf-key-expected", words.say(f"{SAID}key_band", level=LEVEL)),
        ("pf-key-goal", words.say(f"{SAID}key_right")),
    ]
    alt = [words.say(f"{SAID}alt", foretold=point.foretold, came=point.came) for point in _told(points)]
    return Figure(
        title=words.say(f"{SAID}diagram"),
        alt=" ".join(alt),
        svg=drawn(_layers(points, words), words.lang),
        head=tuple(words.say(f"{SAID}head.{column}") for column in ("foretold", "n", "came", "luck")),
        rows=tuple(_row(point, words) for point in points),
        legend=tuple(legend),
    )


def _told(points: Sequence[PointOfDiagram]) -> list[PointOfDiagram]:
    """The two ends and the chance said most often: more of them nobody could follow by ear."""
    most = max(points, key=lambda point: point.n)
    return [point for point in points if point in (points[0], most, points[-1])]


def _row(point: PointOfDiagram, words: Speech) -> tuple[str, ...]:
    luck = ""
    if point.low is not None and point.high is not None:
        luck = words.say("learn.portfolio.range", low=point.low, high=point.high)
    return words.share(point.foretold), words.number(point.n), words.share(point.came), luck


def _layers(points: Sequence[PointOfDiagram], words: Speech) -> list[dict[str, Any]]:
    rows = [{"x": p.foretold, "y": p.came, "n": p.n} for p in points]
    band = [{"x": p.foretold, "low": p.low, "high": p.high} for p in points if p.low is not None]
    x, y = _axis("x", words.say(f"{SAID}axis_foretold")), _axis("y", words.say(f"{SAID}axis_came"))
    size = {"field": "n", "type": "quantitative", "legend": None, "scale": {"range": [40, 220], "domainMin": 1}}
    return [
        {
            "data": {"values": band},
            "mark": {"type": "area", "color": MUTED, "opacity": 0.2},
            "encoding": {"x": x, "y": {**y, "field": "low"}, "y2": {"field": "high"}},
        },
        {
            "data": {"values": [{"x": 0, "y": 0}, {"x": 1, "y": 1}]},
            "mark": {"type": "line", "color": MUTED, "strokeWidth": 1.5, "strokeDash": [5, 4]},
            "encoding": {"x": x, "y": y},
        },
        {
            "data": {"values": rows},
            "mark": {"type": "line", "color": AFTER, "strokeWidth": 2},
            "encoding": {"x": x, "y": y},
        },
        {
            "data": {"values": rows},
            "mark": {"type": "circle", "color": AFTER, "opacity": 0.9},
            "encoding": {"x": x, "y": y, "size": size},
        },
    ]


def _axis(field: str, title: str) -> dict[str, Any]:
    axis = {"format": ".0%", "values": [0, 0.25, 0.5, 0.75, 1], "grid": True}
    return {
        "field": field,
        "type": "quantitative",
        "title": title,
        "scale": {"domain": [0, 1], "nice": False},
        "axis": axis,
    }
