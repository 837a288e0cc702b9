from __future__ import annotations

import pytest

from pratfall.records.slices import Value
from pratfall.reviews.render.slice_words import slice_words
from pratfall.reviews.render.speech import LANGUAGES, speech

SAID: list[tuple[dict[str, Value], str, str]] = [
    ({}, "all others", "toutes les autres"),
    ({"network": "instagram", "format": "carousel"}, "Instagram, carousel", "Instagram, carrousel"),
    ({"hour": (22, 23, 0)}, "22:00 to 1:00", "de 22:00 à 1:00"),
    ({"hour": 8}, "8:00 to 9:00", "de 8:00 à 9:00"),
    ({"weekday": 1}, "Tuesday", "mardi"),
    ({"weekday": (5, 6)}, "Saturday and Sunday", "samedi et dimanche"),
    ({"weekday": (0, 1, 2)}, "Monday to Wednesday", "du lundi au mercredi"),
    ({"language": "fr", "link": False}, "French, without a link", "français, sans lien"),
    ({"paid": True, "length": "long"}, "boosted, long", "sponsorisées, longues"),
    ({"topic": "soup \u202e\x1b[31m"}, "topic: soup [31m", "sujet\u00a0: soup [31m"),
]


@pytest.mark.parametrize(("where", "english", "french"), SAID, ids=[str(i) for i in range(len(SAID))])
def test_a_slice_is_said_in_words_of_the_reader(where: dict[str, Value], english: str, french: str) -> None:
    assert slice_words(where, speech("en")) == english
    assert slice_words(where, speech("fr")) == french


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_dimension_without_words_still_says_its_name_and_value(lang: str) -> None:
    said = slice_words({"weather": "rain"}, speech(lang))
    assert "weather" in said and "rain" in said
