"""What a way back is told as."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pratfall.learn.comeback import Standing
from pratfall.records.numbers import NotEnoughData
from pratfall.reviews.recovery import Measure, Measured, Recovery
from pratfall.reviews.render import codec
from pratfall.reviews.render.speech import LANGUAGES, speech
from pratfall.site.setbacks import comeback_words
from pratfall.site.setbacks.models import Comeback, Setback
from tests.site.setbacks.ways import found

from .conftest import NOW

EN, FR = speech("en"), speech("fr")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("standing", list(Standing))
def test_every_standing_is_a_whole_sentence_with_its_range(standing: Standing, lang: str) -> None:
    said = comeback_words.headline(found(standing), speech(lang))
    assert "comeback." not in said and "{" not in said and "=" not in said
    assert said.endswith(".") and said.count("%") >= 3


def test_it_is_said_between_which_weeks_it_came_back() -> None:
    assert "after about 7\N{NO-BREAK SPACE}weeks (between 5 and 9)" in comeback_words.headline(found(), EN)
    assert "au bout d’environ 7\N{NO-BREAK SPACE}semaines (entre 5 et 9)" in comeback_words.headline(found(), FR)


def test_what_looks_back_and_is_not_certain_is_told_as_that() -> None:
    said = comeback_words.headline(found(Standing.LIKELY), EN)
    assert "looks back since about 6" in said and "not certain" in said


def test_what_is_missing_is_said_beside_what_is_known() -> None:
    first, second, *_ = comeback_words.shown(found(Standing.BELOW), EN)
    assert first.sentence.startswith("Not back yet after 13\N{NO-BREAK SPACE}weeks: \N{MINUS SIGN}30%")
    assert second.sentence == "Not enough data yet: 3 of the 14 weeks needed." and second.chart is None
    assert any("nothing to compare with" in note for note in first.notes)
    assert ("Not back before", "9\N{NO-BREAK SPACE}weeks") in [(row.label, row.value) for row in first.rows]


def test_too_few_weeks_for_anything_is_one_sentence() -> None:
    short = tuple(Measured(measure=m, way=NotEnoughData(2, 0, "weeks_after")) for m in Measure)
    nothing = Recovery(found().onset, found().as_of, (), short)
    assert comeback_words.headline(nothing, EN).startswith("Nothing can be said")


def test_the_picture_leaves_unknown_weeks_empty_and_no_band_below_zero() -> None:
    chart = comeback_words.chart(found().measured[0], found())
    assert [b.count for b in chart.bins] == [41.0, 39.0, 20.0, None, 41.0]
    assert [b.expected for b in chart.bins] == [None, None, 40.0, None, 40.0]
    assert chart.bins[-1].low == 0.0 and chart.bins[2].at == datetime(2026, 8, 3, tzinfo=UTC)


def test_lists_get_one_line_per_setback_that_was_measured(setback: Setback) -> None:
    assert comeback_words.newest_lines([setback], EN) == {}
    Comeback.objects.create(setback=setback, measured=codec.encode(found()), at=NOW)
    assert "after about 7\N{NO-BREAK SPACE}weeks" in comeback_words.newest_lines([setback], EN)[setback.pk]


@pytest.mark.parametrize(
    ("kept", "told"),
    [
        ("The Long Table (facebook)", "The Long Table (Facebook)"),
        ("Soup (and bread) (mastodon)", "Soup (and bread) (Mastodon)"),
        ("No network", "No network"),
    ],
)
def test_a_network_is_called_by_its_own_name(kept: str, told: str) -> None:
    assert comeback_words.account_said(kept, EN) == told
