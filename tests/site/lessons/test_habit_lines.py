"""The small line of a habit: everything in it stands in its table too, and nobody's text gets into the drawing."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

from pratfall.records.habit_readings import HabitsThen
from pratfall.reviews.render.speech import speech
from pratfall.site.lessons.habit_lines import HEIGHT, WIDTH, line
from tests.site.lessons.habit_months import LAST, appeals, few, months, silent

EN = speech("en")


def test_every_month_is_drawn_and_stands_in_the_table() -> None:
    figure = line(months(), appeals(LAST, 183), EN)
    assert figure is not None
    drawing = ElementTree.fromstring(figure.svg)
    assert len(drawing.findall("{*}circle")) == len(figure.rows) == 14
    assert figure.rows[0][0] == "21 November 2026" and figure.rows[-1][0] == "31 October 2025"
    assert "91" in figure.title and "90%" in figure.alt


def test_nothing_is_drawn_outside_the_paper() -> None:
    figure = line(months(), appeals(LAST, 183), EN)
    assert figure is not None
    for x, y in re.findall(r"([\d.-]+),([\d.-]+)", figure.svg):
        assert 0 <= float(x) <= WIDTH and 0 <= float(y) <= HEIGHT


def test_quarters_too_small_to_count_are_drawn_over_the_usual_days() -> None:
    thin = [HabitsThen(t.on, t.readings, tuple(replace(few(t.on), code="pitch_heavy") for _ in (1,))) for t in months()]
    figure = line(thin, appeals(LAST, 183), EN)
    assert figure is not None and "183" in figure.title


def test_a_fact_and_a_single_month_are_no_line() -> None:
    assert line(months(), silent(LAST), EN) is None
    assert line(months()[-1:], appeals(LAST, 183), EN) is None
    assert line(months(), few(LAST), EN) is None


def test_names_of_accounts_do_not_reach_the_drawing() -> None:
    hostile = replace(appeals(LAST, 183).subject, label="<script>alert(1)</script>")
    now = replace(appeals(LAST, 183), subject=hostile)
    made = [HabitsThen(t.on, t.readings, tuple(replace(r, subject=hostile) for r in t.lately[:1])) for t in months()]
    figure = line(made, now, EN)
    assert figure is not None and "script" not in figure.svg + figure.title + figure.alt
