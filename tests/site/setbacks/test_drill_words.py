"""Minutes in words."""

from __future__ import annotations

from pratfall.reviews.render.speech import speech
from pratfall.site.setbacks.drill_words import lap_shown, took
from pratfall.site.setbacks.drilling import Lap

EN = speech("en")


def test_a_first_word_after_the_hour_is_late_in_words_and_others_never() -> None:
    late = lap_shown(Lap("first_word", 75.0, 20.0), EN)
    assert late.late and "longer than 60" in late.after and late.spent == "20\N{NO-BREAK SPACE}minutes"
    assert not lap_shown(Lap("first_word", 60.0, 1.0), EN).late and not lap_shown(Lap("end", 200.0), EN).late


def test_what_was_not_done_took_no_time_at_all() -> None:
    assert took(None, EN) == "not done" and lap_shown(Lap("draft", None), EN).spent == ""
    assert lap_shown(Lap("step", 3.0, 3.0), EN, "Call somebody").name == "Call somebody"
