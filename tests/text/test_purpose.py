import time
import tomllib
from pathlib import Path

import numpy as np
import pytest

from pratfall.text.purpose import CONFUSION, PURPOSES, SAID, find_purposes

LINES = tomllib.loads((Path(__file__).parents[1] / "samples" / "purpose_lines.toml").read_text(encoding="utf-8"))


def purposes(texts: list[str], language: str = "") -> list[str]:
    return list(find_purposes(texts, [language] * len(texts)).purpose)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("purpose", PURPOSES)
def test_lines_labelled_before_the_rules_are_read_as_meant(language: str, purpose: str) -> None:
    said = purposes(LINES[language][purpose])
    assert said.count(purpose) >= 0.85 * len(said)


def test_a_pitch_stays_a_pitch_however_it_is_dressed() -> None:
    assert purposes(["Thank you all! Donate today and we can plant five more trees", "How to help: donate now"]) == [
        "pitch",
        "pitch",
    ]


def test_passing_on_is_known_by_its_source() -> None:
    assert purposes(["RT @mairie: la rue est rouverte", "Lovely drawing by Tom, via @tom"]) == ["curated", "curated"]


def test_the_matched_words_come_back() -> None:
    (words,) = find_purposes(["Congratulations to our neighbours at the mill"]).words
    assert words[0] == "congratulations"


def test_what_says_nothing_is_unclear() -> None:
    assert purposes(["", "🐸", "Sand.", "https://example.org/x"]) == ["", "", "", ""]


def test_a_language_without_rules_is_unread_and_not_unclear() -> None:
    found = find_purposes(["Haz una donación hoy", "Merci à tous"], ["es", "fr"])
    assert found.readable.tolist() == [False, True]
    assert found.purpose.tolist() == ["", "community"]


def test_hostile_texts_are_read_in_linear_time() -> None:
    begin = time.perf_counter()
    find_purposes(['"' * 100_000, "how to " * 30_000, "@" * 100_000, "«a" * 60_000, "#x " * 10_000, "😀" * 300_000])
    assert time.perf_counter() - begin < 5


def test_the_measured_confusions_have_a_row_per_purpose_and_a_column_per_answer() -> None:
    counts = np.array(CONFUSION)
    assert counts.shape == (len(PURPOSES), len(SAID))
    assert (counts.sum(axis=1) >= 40).all()
    assert (counts[:, :-1].argmax(axis=1) == np.arange(len(PURPOSES))).all()
