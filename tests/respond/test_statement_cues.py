"""Sentences, and words quoted as they were written."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pratfall.respond.statement_cues import cues, sentences


def test_a_text_is_read_sentence_by_sentence_and_line_by_line() -> None:
    said = [sentence.said for sentence in sentences("One. Two!\nThree… « Quatre ? Cinq")]
    assert said == ["One.", "Two!", "Three…", "« Quatre ?", "Cinq"]


def test_what_is_found_is_quoted_with_its_accents() -> None:
    (sentence,) = sentences("Le cœur a été BLESSÉ.")
    found = re.search("coeur a ete blesse", sentence.read)
    assert found
    assert sentence.quoted(found) == "cœur a été BLESSÉ"


def test_a_word_that_excuses_excuses_its_own_sentence_only() -> None:
    text = "We are sorry if anyone was offended. We are sorry."
    assert cues("en").found("apology", sentences(text)) == ("We are sorry",)


def test_a_language_without_cues_is_no_language() -> None:
    with pytest.raises(KeyError):
        cues("de")


@given(st.text(max_size=400))
def test_any_sentence_can_be_quoted_whole(text: str) -> None:
    for sentence in sentences(text):
        found = re.compile(r".*", re.DOTALL).match(sentence.read)
        assert found
        assert sentence.quoted(found) in sentence.said
