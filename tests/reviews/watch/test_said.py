from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pratfall.reviews.watch.said import NEGATIVE, POSITIVE, SHOWN_WORDS, UNCLEAR, feeling_of, listening_to, new_words
from pratfall.text.read import TextScores, read_texts

USUAL = ["lovely supper on thursday", "thanks for the garden", "see you on thursday", "lovely people"] * 30
STORM = ["shame on you", "this is a shame, refund them", "refund our volunteers", "what a shame, refund"] * 3


def test_words_nobody_used_before_are_named() -> None:
    assert set(new_words(STORM, USUAL)) == {"shame", "refund"}


def test_more_of_the_same_words_is_no_news() -> None:
    assert new_words(USUAL[:40], USUAL) == ()


def test_one_person_repeating_a_word_is_one_person() -> None:
    assert new_words(["refund " * 50, "lovely supper"], USUAL) == ()


def test_nothing_said_before_or_now_tells_nothing() -> None:
    assert new_words([], USUAL) == new_words(STORM, []) == ()


def test_there_are_never_more_words_than_a_line_holds() -> None:
    many = ["apple banana cherry damson elder figgy grape hazel"] * 40
    assert len(new_words(many, USUAL)) == SHOWN_WORDS


def test_peoples_names_after_an_at_sign_are_no_words() -> None:
    assert "jeannette" not in new_words(["@jeannette shame"] * 6, USUAL)


def test_what_is_said_to_a_stream_is_what_was_said_to_that_one() -> None:
    said = listening_to(lambda key, start, end: (STORM, USUAL) if key == "a" else ([], []))
    assert "shame" in said("a", 0, 1).words
    assert (said("b", 0, 1).words, said("b", 0, 1).feeling) == ((), UNCLEAR)


ANGRY = [
    "This is disgusting, shame on you",
    "You lied to us, I am furious",
    "Terrible, never giving to you again",
    "What an awful way to treat volunteers",
    "Shameful and dishonest",
    "I hate how you treat people, disgraceful",
]
PRAISE = [
    "This is wonderful, thank you so much!",
    "Amazing work, I love it",
    "So proud of you, congratulations",
    "Brilliant, thank you all",
    "Beautiful, what a lovely evening",
    "Fantastic team, well done!",
]
PLAIN = [
    "The supper begins at seven",
    "Is the garden open on Thursday?",
    "See you at the town hall",
    "We will bring chairs",
]


def test_anger_and_praise_are_told_apart_and_too_few_tell_nothing() -> None:
    assert feeling_of(ANGRY * 12, PLAIN * 40)[:2] == (NEGATIVE, 0.01)
    assert feeling_of(PRAISE * 12, PLAIN * 40)[:2] == (POSITIVE, 1.0)
    assert feeling_of(ANGRY[:5], PLAIN * 40)[:2] == (UNCLEAR, 1.0)
    assert feeling_of(PLAIN * 12, PLAIN * 40)[:2] == (UNCLEAR, 1.0)


def test_angry_people_who_are_always_angry_have_not_turned() -> None:
    assert feeling_of(ANGRY * 12, ANGRY * 40)[:2] == (UNCLEAR, 1.0)


def test_what_cannot_be_read_tells_nothing() -> None:
    assert feeling_of(["これはひどい、恥を知れ"] * 40, PLAIN * 40)[:2] == (UNCLEAR, 1.0)


def turned_round(texts: Sequence[str]) -> TextScores:
    scores = read_texts(texts)
    return replace(scores, sentiment=scores.sentiment[:, ::-1])


def test_the_mood_is_read_as_the_organisation_taught() -> None:
    assert feeling_of(PRAISE * 12, PLAIN * 40, turned_round)[:2] == (NEGATIVE, 0.01)
    said = listening_to(lambda key, start, end: (PRAISE * 12, PLAIN * 40), turned_round)
    assert said("a", 0, 1).feeling == NEGATIVE


def test_how_negative_it_is_at_least_is_told_where_it_can_be_read() -> None:
    low = feeling_of(ANGRY * 12, PLAIN * 40)[2]
    assert low is not None and 0.3 < low < 1
    assert feeling_of(ANGRY[:5], PLAIN * 40)[2] is None
