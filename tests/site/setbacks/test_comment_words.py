"""A comment in words: calm, harmless, and honest about what nobody knows."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from pratfall.respond.triage import answering as measured
from pratfall.reviews.render.speech import speech
from pratfall.site.setbacks.comment_words import answering, badges, safe, scores, shown, state
from pratfall.site.setbacks.heard import Heard
from tests.site.setbacks.conftest import NOW

EN, FR = speech("en"), speech("fr")
ROW = Heard("x", "c1", "d", NOW - timedelta(hours=1), created=NOW - timedelta(hours=3))


def test_a_comment_without_an_answer_says_how_long() -> None:
    assert state(ROW, NOW, EN) == "No answer for 3\u00a0hours."
    assert state(replace(ROW, created=None), NOW, EN) == "No answer for at least 1\u00a0hour."


def test_the_strongest_thing_that_happened_is_said() -> None:
    answered = replace(ROW, answered="comment", answered_at=NOW - timedelta(hours=1))
    assert state(answered, NOW, EN) == "Answered after 2\u00a0hours."
    assert state(replace(ROW, answered="comment"), NOW, EN) == "Answered; nobody knows when."
    assert "No longer there" in state(replace(ROW, gone_at=NOW), NOW, EN)
    assert state(replace(answered, removal="removed", reason="spam"), NOW, FR) == "Retiré par vous\u00a0: Indésirable."
    assert "Erased" in state(replace(answered, erased=True), NOW, EN)


def test_what_could_not_be_read_says_so() -> None:
    assert badges(ROW, EN) == ["not read"]
    assert badges(replace(ROW, scores={"anger": 0.9, "question": 0.1}), EN) == ["angry"]
    assert badges(replace(ROW, scores={"anger": 0.1}), EN) == []
    assert set(scores(ROW, EN).values()) == {"cannot be read"}


def test_words_of_others_steer_nothing() -> None:
    assert safe("one\x1b[2J\ntwo\u202e", EN, 100) == "one[2J\ntwo"
    assert safe("x" * 500, EN, 10) == "x" * 10 + "…"
    assert safe("", EN, 10) == "(no words)"
    assert safe(None, EN, 10) == "Erased at somebody’s request."


def test_unknown_reactions_are_said_to_be_unknown() -> None:
    one = shown(ROW, "Hello", None, 2, NOW, EN)
    assert "reactions unknown" in one.about
    assert one.alike == "the same words as 2 other comments"
    assert "1 reaction" in shown(ROW, "Hello", 1, 0, NOW, EN).about


@pytest.mark.parametrize(
    ("hours", "answered", "said"),
    [
        ([1.0, 2, 3], [False, False, False], "More than half still wait"),
        ([1.0] * 30, [True] * 30, "Half are answered within 1\u00a0hour"),
        ([float("nan")], [True], "When answers were given is not known."),
    ],
)
def test_answers_are_told_with_their_median(hours: list[float], answered: list[bool], said: str) -> None:
    told = answering(measured(np.array(hours), np.array(answered)), EN)
    assert len(told) == 2 and said in told[1]
    assert answering(measured(np.array([]), np.array([], dtype=bool)), EN) == []
