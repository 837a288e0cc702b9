from __future__ import annotations

from collections import Counter
from math import log, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pratfall.text.meaning import KINDS, PRIOR, USUAL, WITH_WORDS, WITHOUT_WORDS, Shelf, likeness, mixed, terms
from pratfall.text.notions import notions

TEXTS = [
    "We posted a picture without permission.",
    "Le lien de la page de don ne marchait pas.",
    "Nobody answered the questions over the weekend.",
    "Une photo d’enfant est parue sans l’accord des parents.",
]
some_text = st.text(max_size=80)


def slow(query: str, texts: list[str]) -> list[float]:
    """The same, term by term, as the docstring has it."""
    known = [terms(text).counts for text in texts]
    asked = terms(query).counts

    def weight(kind: int, term: str, count: int) -> float:
        df = sum(term in each[kind] for each in known)
        prior = PRIOR * USUAL if term.rstrip(":") in notions().usual else 0.0
        return (1 + log(count)) * log((PRIOR + len(texts) + 1) / (prior + df + 1))

    def cosine(kind: int, one: Counter[str], other: Counter[str]) -> float:
        a, b = ({t: weight(kind, t, n) for t, n in bag.items()} for bag in (one, other))
        length = sqrt(sum(w * w for w in a.values()) * sum(w * w for w in b.values()))
        return sum(w * b.get(t, 0.0) for t, w in a.items()) / length if length else 0.0

    answers = []
    for each in known:
        best = 0.0
        for weights in (WITH_WORDS, WITHOUT_WORDS):
            kinds = [kind for kind in range(len(KINDS)) if asked[kind]]
            total = sum(weights[kind] for kind in kinds)
            if total:
                found = sum(weights[kind] * cosine(kind, asked[kind], each[kind]) for kind in kinds)
                best = max(best, found / total)
        answers.append(best)
    return answers


@pytest.mark.parametrize("query", ["A child's photo without consent", "lien cassé", "week-end sans réponse", "nothing"])
def test_likeness_is_what_the_slow_way_gives(query: str) -> None:
    assert likeness(query, TEXTS) == pytest.approx(slow(query, TEXTS), abs=1e-9)


def test_both_languages_find_what_is_meant_and_not_what_is_not() -> None:
    french = likeness("publier des photos sans autorisation", TEXTS)
    assert french[0] > 0.3 and french[0] > 2 * french[2]
    english = likeness("the donation link was broken", TEXTS)
    assert int(np.argmax(english)) == 1


@given(st.lists(some_text, min_size=1, max_size=5), some_text)
def test_likeness_lies_between_nothing_and_the_same_whatever_is_typed(texts: list[str], query: str) -> None:
    found = likeness(query, texts)
    assert found.shape == (len(texts),)
    assert ((found >= 0) & (found <= 1 + 1e-9)).all()


@given(st.sampled_from(TEXTS))
def test_the_same_text_is_one(text: str) -> None:
    assert likeness(text, [*TEXTS])[TEXTS.index(text)] == pytest.approx(1.0)


@given(st.permutations(range(len(TEXTS))), some_text)
def test_the_order_of_texts_changes_nothing(order: list[int], more: str) -> None:
    query = f"photo sans accord {more}"
    turned = likeness(query, [TEXTS[at] for at in order])
    assert turned == pytest.approx(likeness(query, TEXTS)[order])


@pytest.mark.parametrize(
    ("english", "french"),
    [("volunteer", "bénévole"), ("raffle", "tombola"), ("apology", "excuses"), ("joke", "blague")],
)
def test_a_word_and_its_translation_find_each_other_alike(english: str, french: str) -> None:
    there, back = likeness(english, [french, "pencil"]), likeness(french, [english, "crayon"])
    assert there[0] > 0.4 and back[0] > 0.4
    assert there[0] == pytest.approx(back[0], abs=0.1)


def test_what_makes_them_alike_is_named_in_the_words_of_both() -> None:
    assert ("photo", "picture") in Shelf(TEXTS).shared("une photo sans accord", 0)


def test_nothing_asked_is_like_nothing_and_an_empty_shelf_answers() -> None:
    assert (likeness("", TEXTS) == 0).all() and (likeness("🙂 12", TEXTS) == 0).all()
    assert likeness("a picture", []).shape == (0,)
    assert mixed(np.full((3, 2), np.nan)).tolist() == [0.0, 0.0]
