"""The diagram of predictions: its table, its sentence, its drawing."""

from __future__ import annotations

import numpy as np
import pytest

from pratfall.learn.calibration import Calibration, Predicted, calibration
from pratfall.reviews.render.speech import speech
from pratfall.site.lessons.reliability import reliability


@pytest.fixture
def found() -> Calibration:
    said = [Predicted(p / 10, (c + p) % 10 < p, 10 * c + p) for c in range(3) for p in (1, 4, 4, 9)]
    told = calibration(said, rng=np.random.default_rng(1))
    assert isinstance(told, Calibration)
    return told


def test_the_table_says_what_the_drawing_shows_point_by_point(found: Calibration) -> None:
    figure = reliability(found, speech("en"))
    assert figure.head == ("Predicted", "Predictions", "Came true", "By luck alone")
    assert [row[0] for row in figure.rows] == ["10%", "40%", "90%"]
    assert [row[1] for row in figure.rows] == ["3", "6", "3"]
    assert all(" to " in row[3] for row in figure.rows)


def test_who_cannot_see_it_hears_the_ends_and_what_was_said_most(found: Calibration) -> None:
    assert reliability(found, speech("en")).alt.count("came true") == 3


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_it_is_drawn_in_the_pages_colours_and_language(found: Calibration, lang: str) -> None:
    svg = reliability(found, speech(lang)).svg
    assert svg.startswith("<svg")
    assert "var(--pf-after" in svg
    assert ("pronostic" in svg) is (lang == "fr")
    assert "style=" not in svg
