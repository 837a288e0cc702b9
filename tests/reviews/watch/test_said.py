from __future__ import annotations

from pratfall.reviews.watch.said import MOST_WORDS, new_words, words_of

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
    assert len(new_words(many, USUAL)) == MOST_WORDS


def test_peoples_names_after_an_at_sign_are_no_words() -> None:
    assert "jeannette" not in new_words(["@jeannette shame"] * 6, USUAL)


def test_the_words_of_a_stream_come_from_what_was_said_to_it() -> None:
    words = words_of(lambda key, start, end: (STORM, USUAL) if key == "a" else ([], []))
    assert "shame" in words("a", 0, 1)
    assert words("b", 0, 1) == ()
