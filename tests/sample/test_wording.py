from __future__ import annotations

import re

import numpy as np
import pytest

from pratfall.sample.wording import LANGUAGES, Wording, texts

TOPICS = sorted(set(texts("en")) - {"slots"})


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_topic_and_every_slot_is_filled(language: str) -> None:
    book = texts(language)
    assert sorted(set(book) - {"slots"}) == TOPICS
    for topic in TOPICS:
        for part in ("openings", "details", "closings"):
            slots = {slot for text in book[topic][part] for slot in re.findall(r"\{(\w+)\}", text)}
            assert slots <= set(book["slots"]) | {"link"}, (topic, part)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", TOPICS)
def test_no_text_comes_twice_before_every_pairing_was_used(topic: str, language: str) -> None:
    book = texts(language)[topic]
    pairings = len(book["openings"]) * len(book["details"])
    wording = Wording(np.random.default_rng(1))
    said = [wording.text(topic, language, link="https://thelongtable.example") for _ in range(pairings)]
    assert len(set(said)) == pairings
    assert not [text for text in said if "{" in text or (not text[0].isupper() and not text[0].isdigit())]


def test_no_word_fills_two_slots_of_one_text() -> None:
    wording = Wording(np.random.default_rng(2))
    for _ in range(300):
        names = re.match(r"(\w+) and (\w+) met over the washing-up", wording.text("volunteers", "en"))
        assert names is None or names[1] != names[2]
