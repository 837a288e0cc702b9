import time
from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import pratfall
from pratfall.text.read import TextScores, read_texts

SCORES = ("anger", "complaint", "question", "praise", "defence", "spam")


def test_there_is_one_row_per_text_and_nothing_is_invented_for_what_cannot_be_read() -> None:
    scores = pratfall.read_texts(["", "когда вы ответите", "when will you answer me?"])
    assert scores.sentiment.shape == (3, 3)
    assert np.isnan(scores.sentiment[:2]).all()
    assert all(np.isnan(getattr(scores, name)[:2]).all() for name in SCORES)
    assert scores.support.tolist() == ["none", "none", "full"]
    assert not scores.sure[:2].any()


def test_what_a_table_leaves_empty_cannot_be_read_and_one_text_is_no_list() -> None:
    scores = read_texts(["I love this, thank you!", None, float("nan")])  # type: ignore[list-item]
    assert scores.support.tolist() == ["full", "none", "none"]
    assert np.isnan(scores.sentiment[1:]).all()
    with pytest.raises(TypeError, match="a list of texts"):
        read_texts("I love this")


def test_no_text_is_no_row() -> None:
    scores = read_texts([])
    assert scores.sentiment.shape == (0, 3)
    assert len(scores.sure) == 0


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("I love this, thank you so much!", "This is horrible, I am so disappointed"),
        ("J'adore, merci beaucoup !", "C'est nul, je suis très déçu"),
        ("brilliant 😍", "awful 😡"),
    ],
)
def test_praise_and_blame_are_told_apart(good: str, bad: str) -> None:
    scores = read_texts([good, bad], given=["fr" if "j" in good.lower() else "en"] * 2 if "'" in good else ["en", "en"])
    assert scores.sentiment[0, 2] > 0.6 > scores.sentiment[0, 0]
    assert scores.sentiment[1, 0] > 0.6 > scores.sentiment[1, 2]
    assert scores.praise[0] > scores.praise[1]
    assert scores.anger[1] > scores.anger[0]


def test_what_people_want_is_told() -> None:
    texts = [
        "When will my parcel arrive?",
        "The app crashes every time since the update, please fix it",
        "leave them alone, this is so unfair",
        "subscribe to my channel please",
        "We walked to the river yesterday",
    ]
    scores = read_texts(texts)
    assert scores.question.argmax() == 0
    assert scores.complaint.argmax() == 1
    assert scores.defence.argmax() == 2
    assert scores.spam.argmax() == 3


@pytest.mark.parametrize(
    "text",
    [
        "Great job guys, another delayed flight",
        "merci pour le retard",
        "ok",
        "yes",
        "I love the app but I hate the ads",
    ],
)
def test_sarcasm_marks_short_and_mixed_texts_are_unsure(text: str) -> None:
    assert not read_texts([text], given=["fr" if "merci" in text else "en"]).sure[0]


def test_probabilities_are_probabilities() -> None:
    scores = read_texts(["good", "bad news for everybody", "il pleut sur la ville", "👍 super"])
    read = scores.support != "none"
    assert np.allclose(scores.sentiment[read].sum(axis=1), 1)
    for name in SCORES:
        values = getattr(scores, name)[read]
        assert ((values >= 0) & (values <= 1)).all()


@given(st.lists(st.text(max_size=60), max_size=5))
def test_anything_can_be_read_and_rows_do_not_depend_on_their_neighbours(texts: list[str]) -> None:
    together, alone = read_texts(texts), [read_texts([text]) for text in texts]
    for field in fields(TextScores):
        if field.name != "model":
            joined = getattr(together, field.name)
            for row, one in enumerate(alone):
                a, b = joined[row], getattr(one, field.name)[0]
                assert np.allclose(a, b, equal_nan=True) if joined.dtype == float else a == b


@pytest.mark.parametrize(
    "text",
    [
        "😀" * 1_000_000,
        "please help me " * 100_000,
        "\u200b\u202e" * 500_000,
        "#fail " * 10_000,
        "\ud800 the service is bad \udfff",
        "a" * 1_000_000,
        "?!" * 100_000,
    ],
    ids=["emoji", "long", "invisible", "hashtags", "surrogates", "one_word", "marks"],
)
def test_hostile_texts_neither_slow_nor_break_anything(text: str) -> None:
    read_texts(["warm up"], given=["en"])
    start = time.process_time()
    scores = read_texts([text] * 20, given=["en"] * 20)
    assert time.process_time() - start < 3
    assert len(scores.sure) == 20
