from __future__ import annotations

import numpy as np
import pytest

from pratfall.records.numbers import NotEnoughData
from pratfall.reviews.render.impact_words import impact_words
from pratfall.reviews.render.speech import LANGUAGES, speech
from pratfall.stats.impact import (
    CONTROL_MOVED,
    CONTROLS_UNINFORMATIVE,
    FEW_COUNTS,
    NO_CONTROLS,
    Impact,
    impact,
)


def told(factor: float) -> Impact:
    y = np.random.default_rng(71).poisson(200, 60).astype(float)
    y[50:] *= factor
    found = impact(y, start=50, season=1)
    assert isinstance(found, Impact)
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", [NO_CONTROLS, CONTROLS_UNINFORMATIVE, CONTROL_MOVED, FEW_COUNTS])
def test_every_warning_has_words(code: str, lang: str) -> None:
    assert speech(lang).knows(f"impact.{code}")


def test_what_could_have_been_seen_is_said_before_the_effect_and_doubts_after() -> None:
    able, effect, doubt = impact_words(told(0.5))
    assert able.startswith("A rise of ") and able.endswith(" would have been seen four times in five.")
    assert "instead of" in effect and "\N{MINUS SIGN}47%" in effect
    assert doubt.startswith("Nothing to compare with")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_effect_that_is_not_shown_is_not_called_one(lang: str) -> None:
    shown, open_ = (impact_words(told(factor), lang)[1] for factor in (0.5, 1.0))
    assert shown.split(".")[-2] != open_.split(".")[-2]
    assert "{" not in shown + open_
    assert ("No effect is shown" if lang == "en" else "Aucun effet n’est établi") in open_


@pytest.mark.parametrize("lang", LANGUAGES)
def test_too_short_a_history_says_how_much_is_missing(lang: str) -> None:
    found = impact(np.ones(6), start=4, season=1)
    assert isinstance(found, NotEnoughData)
    [said] = impact_words(found, lang)
    assert str(found.got) in said and str(found.needed) in said
