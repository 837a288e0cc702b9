from __future__ import annotations

import re

from pratfall.records.charts import BarsChart
from pratfall.reviews.render.bars_svg import bars_svg
from pratfall.reviews.render.speech import speech


def widths(chart: BarsChart) -> list[float]:
    return [float(width) for width in re.findall(r'<rect[^>]* width="([\d.]+)"', bars_svg(chart, speech("en")))]


def test_bars_are_as_long_as_their_shares() -> None:
    long, short = widths(BarsChart((("a", 0.4), ("b", 0.1))))
    assert round(long / short, 1) == 4.0


def test_the_reference_is_inside_even_when_it_is_the_longest() -> None:
    drawn = bars_svg(BarsChart((("a", 0.1),), reference=0.5), speech("en"))
    assert 'd="M439.0 17v' in drawn


def test_nothing_but_zeros_can_be_drawn() -> None:
    assert widths(BarsChart((("a", 0.0), ("b", 0.0)))) == [1.0, 1.0]
