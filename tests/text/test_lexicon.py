import numpy as np
import pytest

from pratfall.text.features import hash_of, words_of
from pratfall.text.lexicon import NAMES, Lexicon, cues

WORDS = {"good": 2.0, "bad": -2.5, "bon": 2.0}
HASHES = np.array(sorted(hash_of(w) for w in WORDS), dtype=np.uint64)
VALUES = np.array([v for _, v in sorted((hash_of(w), v) for w, v in WORDS.items())])
LEXICON = Lexicon(HASHES, VALUES, np.zeros(0, dtype=np.uint64), np.zeros(0))


def cue(text: str, name: str, language: str = "en") -> float:
    return float(cues(words_of([text]), LEXICON, language)[0, NAMES.index(name)])


def test_a_sum_is_squeezed_as_vader_squeezes_it() -> None:
    assert cue("good", "compound") == pytest.approx(2 / np.sqrt(4 + 15))
    assert cue("it is bad", "compound") == pytest.approx(-2.5 / np.sqrt(6.25 + 15))


def test_a_word_before_strengthens_and_fades_with_distance() -> None:
    one, far = 2 + 0.293, 2 + 0.95 * 0.293
    assert cue("very good", "compound") == pytest.approx(one / np.sqrt(one**2 + 15))
    assert cue("very a good", "compound") == pytest.approx(far / np.sqrt(far**2 + 15))
    assert cue("very bad", "compound") < cue("bad", "compound")


def test_a_negation_turns_and_weakens() -> None:
    turned = -0.74 * 2
    assert cue("not good", "compound") == pytest.approx(turned / np.sqrt(turned**2 + 15))
    assert cue("pas bon", "compound", "fr") == pytest.approx(turned / np.sqrt(turned**2 + 15))


def test_what_stands_after_but_weighs_more() -> None:
    assert cue("good but bad", "compound") < cue("good and bad", "compound")
    assert cue("good mais bad", "compound", "fr") < cue("good et bad", "compound", "fr")


def test_capitals_count_only_among_small_letters() -> None:
    assert cue("it is GOOD", "compound") > cue("it is good", "compound")
    assert cue("IT IS GOOD", "compound") == pytest.approx(cue("it is good", "compound"))


def test_marks_are_counted() -> None:
    text = "what?? no!! see http://x.example @you #a #b ..."
    assert cue(text, "asks_twice") == 1
    assert cue(text, "exclaims") == pytest.approx(2 / 3)
    assert cue(text, "links") == 1
    assert cue(text, "names") == pytest.approx(1 / 3)
    assert cue(text, "hashtags") == pytest.approx(0.5)
    assert cue(text, "dots") == pytest.approx(1 / 6)


def test_no_text_and_no_word_are_no_trouble() -> None:
    assert cues(words_of([]), LEXICON, "en").shape == (0, len(NAMES))
    assert not cues(words_of([""]), LEXICON, "en").any()
