from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from pratfall.records.charts import ForecastChart, Point
from pratfall.reviews.render.figures import figure
from pratfall.reviews.render.forecast_chart import forecast_svg
from pratfall.reviews.render.speech import LANGUAGES

START = datetime(2026, 11, 1, tzinfo=UTC)


def chart(days: int = 20, goal: float = 12000.0) -> ForecastChart:
    points = tuple(Point(START + timedelta(days=i), 90.0 * i) for i in range(days + 1))
    return ForecastChart("EUR", points, START + timedelta(days=61), 5400.0, 4100.0, 7900.0, 0.9, goal, "target")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_forecast_comes_with_a_sentence_a_table_and_a_legend(lang: str) -> None:
    drawn = figure(chart(), "Winter larder", lang)
    assert drawn.svg.startswith("<svg") and drawn.title and len(drawn.legend) == 3
    assert all(len(row) == len(drawn.head) for row in drawn.rows)
    numbers = re.sub(r"[\s\u202f\u00a0,.]", "", drawn.alt)
    assert all(n in numbers for n in ("1800", "5400", "4100", "7900", "12000"))


def test_the_drawing_takes_its_colours_from_the_page_and_reaches_the_goal() -> None:
    svg = forecast_svg(chart(), "fr")
    colours = set(re.findall(r'(?:fill|stroke)="([^"]+)"', svg))
    assert all(colour.startswith("var(") or colour in ("none", "transparent") for colour in colours), colours
    assert "12\u202f000" in svg or "12\u00a0000" in svg


def test_a_post_of_two_hours_can_be_drawn() -> None:
    points = (Point(START, 0.0), Point(START + timedelta(hours=2), 3.0))
    short = ForecastChart("likes", points, START + timedelta(days=1), 4.0, 3.0, 9.0, 0.9, 12.0, "weakest_quarter")
    assert "NaN" not in forecast_svg(short, "en")
