from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from pratfall.records.charts import Chart
from pratfall.reviews.render import drawing
from pratfall.reviews.render.drawing import INK, drawn, instant
from pratfall.reviews.render.figures import figure
from tests.reviews.render import example, test_stream_chart

LAYER = {
    "data": {"values": [{"x": 1.23456, "y": 2.0}]},
    "mark": {"type": "point", "color": INK},
    "encoding": {"x": {"field": "x", "type": "quantitative"}, "y": {"field": "y", "type": "quantitative"}},
}


def test_a_drawing_fits_its_column_and_takes_the_colours_of_its_page() -> None:
    svg = drawn([LAYER, {"data": {"values": []}}], "fr")
    assert svg.startswith("<svg") and "width=" not in svg.partition(">")[0]
    assert "var(--pf-ink" in svg and "#010101" not in svg


def test_time_is_counted_in_milliseconds() -> None:
    assert instant(datetime(1970, 1, 2, tzinfo=UTC)) == 86_400_000


def marks_of_time(part: Any) -> Iterator[dict[str, Any]]:
    """Every x of a drawing that counts time."""
    if isinstance(part, dict):
        if part.get("type") == "temporal":
            yield part
        part = list(part.values())
    if isinstance(part, list):
        for inner in part:
            yield from marks_of_time(inner)


@pytest.mark.parametrize(
    "chart",
    [example.level_chart(), example.forecast_chart(), test_stream_chart.chart()],
    ids=("level", "forecast", "stream"),
)
def test_days_and_hours_are_those_of_utc_wherever_it_is_drawn(chart: Chart, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(drawing.vl_convert, "vegalite_to_svg", lambda spec, **_: asked.append(spec) or "<svg>")
    figure(chart, "Us", "en")
    found = list(marks_of_time(asked[0]["layer"]))
    assert found and all(x.get("scale") == {"type": "utc"} for x in found)
