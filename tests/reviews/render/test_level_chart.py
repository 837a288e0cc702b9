from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest

from pratfall.records.charts import Level, LevelChart, Point
from pratfall.reviews.render.level_chart import level_svg, thinned
from tests.reviews.render.example import level_chart


def test_months_are_in_the_language_of_the_reader() -> None:
    assert "Jan 2026" in level_svg(level_chart(), "en")
    assert "janv. 2026" in level_svg(level_chart(), "fr")


@pytest.mark.parametrize("n", [3, 15, 60, 200, 800, 2500])
def test_marks_of_time_never_crowd(n: int) -> None:
    drawn = level_svg(level_chart(n=n), "fr")
    days = [
        text for text in re.findall(r"<text[^>]*>([^<]*)</text>", drawn) if not re.fullmatch(r"[\d\s\u202f]*", text)
    ]
    assert 1 <= len(days) <= 6


def test_the_drawing_takes_its_colours_from_the_page() -> None:
    drawn = level_svg(level_chart(), "en")
    colours = set(re.findall(r'(?:fill|stroke)="([^"]+)"', drawn))
    assert all(colour.startswith("var(") or colour in ("none", "transparent") for colour in colours), colours


def test_a_drawing_names_no_other_place_than_the_svg_standard() -> None:
    assert set(re.findall(r"https?://[^\"]+", level_svg(level_chart(), "en"))) == {"http://www.w3.org/2000/svg"}


@pytest.mark.parametrize("n", [1, 2, 159, 160, 161, 5000])
def test_thinning_keeps_the_first_and_the_last_post(n: int) -> None:
    points = level_chart(n=n).points
    kept = thinned(points)
    assert len(kept) == min(n, 160)
    assert (kept[0], kept[-1]) == (points[0], points[-1])
    assert len({point.id for point in kept}) == len(kept)


def test_zero_and_an_unbounded_interval_can_be_drawn() -> None:
    at = datetime(2026, 3, 1, tzinfo=UTC)
    level = Level(date(2026, 3, 1), date(2026, 3, 31), 0.0, 0.0, float("inf"))
    drawn = level_svg(LevelChart("likes", (Point(at, 0.0),), (level,)), "en")
    assert "NaN" not in drawn and "Infinity" not in drawn
