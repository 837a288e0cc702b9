from __future__ import annotations

import pytest

from pratfall.records.charts import BarsChart
from pratfall.reviews.render.figures import figure
from pratfall.reviews.render.speech import LANGUAGES
from tests.reviews.render.example import HOSTILE, calendar, level_chart


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("chart", [level_chart(), calendar(), BarsChart((("a", 0.2),), 0.1)])
def test_every_chart_comes_with_a_sentence_and_a_table(chart, lang: str) -> None:  # type: ignore[no-untyped-def]
    drawn = figure(chart, "La Lanterne", lang)
    assert drawn.svg.startswith("<svg") and drawn.svg.endswith("</svg>")
    assert drawn.title and drawn.alt and drawn.rows
    assert all(len(row) == len(drawn.head) for row in drawn.rows)


def test_labels_in_a_drawing_are_escaped() -> None:
    drawn = figure(BarsChart(((HOSTILE, 0.2),)), "x", "en")
    assert "<script" not in drawn.svg and "&lt;script" in drawn.svg


def test_more_posts_than_can_be_seen_are_thinned_and_that_is_said() -> None:
    assert "160 of 400 posts" in figure(level_chart(n=400), "x", "en").note
    assert figure(level_chart(n=90), "x", "en").note == ""
