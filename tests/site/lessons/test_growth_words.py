from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from pratfall.learn.growth import First, Growth, Lead, growth
from pratfall.learn.leading import Led
from pratfall.records.numbers import Estimate, NotEnoughData, Unit
from pratfall.reviews.render.speech import speech
from pratfall.site.lessons.growth_words import named, told_growth
from tests.learn.test_growth import YEAR, known, weeks

A, B = known("instagram", weeks(60, 2)), known("x", weeks(5))
RATIO = Estimate(1.4, 1.1, 1.8, Unit.RATIO)


def lead(**given: object) -> Lead:
    led = Led(
        ratio=RATIO, before=replace(RATIO, value=1.0, low=0.8), p=0.01, claimed=True, smallest=1.3, events=20, days=300
    )
    return Lead(A.account, B.account, replace(led, **given))  # type: ignore[arg-type]


def every_case() -> list[Growth]:
    unknown = known("tiktok", np.full(52, np.nan), followers=None, posts=3)
    no_hours = known("youtube", weeks(9, 4), hours_a_week=None)
    losing = known("facebook", np.full(52, -2.0), reach=np.zeros(3))
    doubtful = known("bluesky", np.tile([-9.0, 10.0], 26))
    lacks = [
        lead(ratio=NotEnoughData(84, 3, "follower_days"), p=None, claimed=False),
        lead(ratio=NotEnoughData(8, 3, "pointing_posts"), p=None, claimed=False),
        lead(ratio=NotEnoughData(28, 3, "days_without_pointing"), p=None, claimed=False),
    ]
    open_ones = [lead(claimed=False), lead(claimed=False, before=replace(RATIO, low=1.2))]
    return [
        growth([A, B], [lead(), *open_ones, *lacks], YEAR),
        growth([A, replace(A, account=B.account)], [], YEAR),
        growth([A, unknown, no_hours, losing, doubtful, replace(B, bought=True)], [], YEAR),
        growth([unknown], [], YEAR),
    ]


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_everything_is_worded_in_both_languages(lang: str) -> None:
    for found in every_case():
        told = told_growth(found, speech(lang))
        lines = [told.first, *told.lacking, *told.leads, *told.head, told.basis, *(c for row in told.rows for c in row)]
        for line in lines:
            assert line
            assert "growth." not in line
            assert "{" not in line
            assert "inf" not in line.split()


def test_advice_is_given_only_where_it_was_shown() -> None:
    shown, open_one, *_ = every_case()
    assert "instagram (Instagram)" in told_growth(shown, speech("en")).first
    assert "build this one" in told_growth(shown, speech("en")).first
    assert "cannot be told" in told_growth(open_one, speech("en")).first


def test_a_name_of_an_account_cannot_write_sentences_or_marks() -> None:
    hostile = replace(A.account, label="<script>\n{days:days}\u202eevil")
    assert "\n" not in named(hostile, speech("en"))
    found = growth([replace(A, account=hostile), B], [], YEAR)
    told = told_growth(found, speech("en"))
    assert told.figure is not None
    assert "<script>" not in told.figure.svg


def test_a_chart_needs_two_accounts_that_can_be_drawn() -> None:
    assert told_growth(growth([A], [], YEAR), speech("en")).figure is None
    first = First(account=None, over=NotEnoughData(2, 0, "accounts_compared"), second=None, compared=0, lacking=())
    assert told_growth(Growth(YEAR, (), (), first), speech("en")).figure is None
    assert YEAR.end == date(2026, 11, 21)
