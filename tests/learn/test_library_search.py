from __future__ import annotations

from pratfall.learn.library_search import search

TEXTS = [
    "We posted a picture without permission.",
    "Le lien était cassé pendant tout l’appel.",
    "Nobody answered over the weekend.",
]


def test_what_holds_every_word_comes_first_then_what_means_it() -> None:
    assert search("picture", [*TEXTS, "Une photo volée."]) == (0, 3)
    assert search("photo", [*TEXTS, "Une photo volée."]) == (3, 0)


def test_a_beginning_of_a_word_and_accents_left_out_find_it() -> None:
    assert search("permis", TEXTS)[0] == 0
    assert search("appel casse", TEXTS)[0] == 1


def test_nothing_typed_and_nothing_like_it_find_nothing() -> None:
    assert search("  ", TEXTS) == () and search("xylophone", TEXTS) == () and search("picture", []) == ()


def test_no_more_are_given_than_asked_for() -> None:
    assert search("picture", TEXTS * 40, most=5) == (0, 3, 6, 9, 12)
