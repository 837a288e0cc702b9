from __future__ import annotations

from datetime import UTC, datetime

from pratfall.reviews.render.drawing import INK, drawn, instant

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
