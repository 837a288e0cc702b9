from __future__ import annotations

import re

import pytest

from pratfall.records.charts import Part, WaterfallChart
from pratfall.reviews.render.figures import figure
from pratfall.reviews.render.speech import LANGUAGES, speech
from pratfall.reviews.render.waterfall import waterfall_alt, waterfall_rows, waterfall_svg

FALL = WaterfallChart(
    0.4,
    (
        Part("reach_loss", -0.5, -0.7, -0.3),
        Part("holiday", 0.1, -0.05, 0.2),
        Part("unexplained", -0.2, -0.3, -0.1),
    ),
)


def bars(svg: str) -> list[tuple[str, float, float]]:
    """Class, left end and width of every bar."""
    found = re.findall(r'<rect class="([\w-]+)" x="([\d.]+)" y="\d+" width="([\d.]+)"', svg)
    return [(css, float(x), float(width)) for css, x, width in found]


def test_bars_hang_where_the_one_before_ended_and_are_as_long_as_their_share() -> None:
    usual, reach, holiday, rest, now = bars(waterfall_svg(FALL, speech("en")))
    whole = usual[2]
    assert usual[1] == now[1] == 0
    assert reach[1] + reach[2] == pytest.approx(whole, abs=0.2)
    assert reach[2] == pytest.approx(0.5 * whole, abs=0.2)
    assert holiday[1] == pytest.approx(reach[1], abs=0.2)
    assert rest[1] == pytest.approx(now[2], abs=0.2)
    assert [bar[0] for bar in (reach, holiday, rest)] == ["pf-fill-less", "pf-fill-more", "pf-fill-unexplained"]


def test_what_goes_below_nothing_is_still_on_the_paper() -> None:
    chart = WaterfallChart(0.1, (Part("reach_loss", -1.4, -1.8, -1.0), Part("unexplained", 0.5)))
    drawn = bars(waterfall_svg(chart, speech("en")))
    assert all(x >= 0 and x + width <= 440.2 for _, x, width in drawn)
    assert drawn[1][1] < drawn[0][1]


def test_the_table_ends_where_the_chart_ends() -> None:
    rows = list(waterfall_rows(FALL, speech("en")))
    assert [row[-1] for row in rows] == ["100%", "50%", "60%", "40%", "40%"]
    assert rows[1][1:4] == ("\N{MINUS SIGN}50%", "\N{MINUS SIGN}70%", "\N{MINUS SIGN}30%")
    assert len(figure(FALL, "x", "en").head) == len(rows[0])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sentence_instead_of_the_picture_names_every_part(lang: str) -> None:
    words = speech(lang)
    said = waterfall_alt(FALL, words)
    assert words.say("cause.unexplained.title") in said
    assert words.share(0.4) in said


def test_a_hostile_name_is_no_markup() -> None:
    chart = WaterfallChart(0.5, (Part("<b>", -0.5), Part("unexplained", 0.0)))
    assert "<b>" not in waterfall_svg(chart, speech("en"))
