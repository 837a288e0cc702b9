from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

from pratfall.records.charts import CalendarChart, DayState
from pratfall.reviews.render.calendar_svg import calendar_svg, stretches
from pratfall.reviews.render.speech import speech
from tests.reviews.render.example import calendar


def test_every_day_of_the_shown_years_is_drawn_once() -> None:
    drawn = calendar_svg(calendar(400), speech("en"))
    assert sum(path.count("M") for path in re.findall(r' d="([^"]*)"', drawn)) == 400


def test_only_the_newest_four_years_are_drawn() -> None:
    drawn = calendar_svg(CalendarChart(date(2015, 1, 1), (DayState.COVERED,) * 365 * 8), speech("en"))
    assert ">2022<" in drawn and ">2019<" in drawn and ">2018<" not in drawn


def test_stretches_join_without_hole_and_name_the_gap() -> None:
    chart = calendar(400)
    runs = list(stretches(chart))
    assert runs[0][0] == chart.start and runs[-1][1] == chart.start + timedelta(days=399)
    assert all(after[0] - before[1] == timedelta(days=1) for before, after in pairwise(runs))
    assert [(last - first).days + 1 for first, last, state in runs if state is DayState.GAP] == [31]


def test_a_calendar_without_days_has_no_stretch() -> None:
    assert list(stretches(CalendarChart(date(2026, 1, 1), ()))) == []
