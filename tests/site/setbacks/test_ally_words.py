"""How allies are spoken of."""

from __future__ import annotations

from pratfall.reviews.render.speech import speech
from pratfall.site.setbacks.ally_words import named, why_them

EN = speech("en")
FOUND = {"comments": 6, "days": 4, "defended": 2, "angry": 0, "lately": 1, "likes": None}


def test_a_pseudonym_is_somebody_and_a_given_name_is_a_name() -> None:
    author = "f" * 64
    assert named(author, "instagram", author, EN) == "Somebody on Instagram (ffffffffffff)"
    assert named("Anna of the choir", "instagram", author, EN) == "Anna of the choir"
    assert named("The hospital", "", "", EN) == "The hospital"
    assert named("", "x", "", EN) == "Somebody whose data were erased"


def test_numbers_are_counts_and_likes_nobody_knows_are_not_zero() -> None:
    said = why_them(FOUND, EN)
    assert "read as defending you: 2" in said and "Likes" not in said
    assert "Likes on them: 0" in why_them({**FOUND, "likes": 0}, EN)
