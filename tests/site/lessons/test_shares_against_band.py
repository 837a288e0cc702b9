"""Bars of effort on their bands."""

from __future__ import annotations

from pratfall.learn.portfolio import OfGroup, Stands
from pratfall.reviews.render.speech import speech
from pratfall.site.lessons.shares_against_band import group_name, group_said, shares_against_band

WORDS = speech("en")
PROVEN = OfGroup(("routine", "incremental"), 0.85, (0.6, 0.8), Stands.ABOVE)
RADICAL = OfGroup(("radical",), 0.0, (0.05, 0.15), Stands.BELOW)


def test_a_group_is_told_against_its_band() -> None:
    assert group_said(PROVEN, WORDS) == ("Proven: routine and incremental: 85%, more than the band of 60% to 80%.")


def test_levels_joined_otherwise_are_named_one_by_one() -> None:
    assert group_name(("adjacent", "radical"), WORDS) == "Adjacent: a new network or public and Radical: nobody knows"


def test_the_drawing_has_a_band_and_a_bar_for_each_and_a_table_says_the_same() -> None:
    figure = shares_against_band([PROVEN, RADICAL], WORDS)
    assert figure.svg.count("<rect") == 4
    assert 'width="374.0"' in figure.svg  # 85 % of 440
    assert figure.rows[1] == ("Radical: nobody knows", "0%", "5% to 15%")
    assert figure.alt.count("band") == 2
