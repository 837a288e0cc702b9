from collections.abc import Sequence

from pratfall.text.phrases import phrases, spoken

PARKING = ["The car park was closed on Friday", "Car park closed, again", "Why is the car park shut?"]
SOUP = ["Cold soup and no bread", "The soup was cold", "Soup stone cold when it came"]


def named_by(texts: Sequence[str], pile: Sequence[int]) -> dict[int, tuple[str, ...]]:
    return phrases([spoken(text) for text in texts], pile)


def test_a_pile_is_named_by_what_its_writers_share_and_the_others_do_not() -> None:
    named = named_by([*PARKING, *SOUP], [0, 0, 0, 1, 1, 1])
    assert named[0][0] in ("car park", "car park closed")
    assert set(named[1]) == {"soup", "cold"}


def test_piles_below_zero_are_not_named() -> None:
    assert named_by(PARKING, [-1, -1, -1]) == {}


def test_phrases_neither_begin_nor_end_in_frequent_words_and_cross_no_full_stop() -> None:
    said = spoken("The state of the floor. Cold soup, why?")
    assert {"state of the floor", "floor cold", "soup why", "the state", "of the floor"} & said == set()
    assert {"floor", "cold soup", "state"} <= said


def test_names_of_people_and_links_name_no_pile() -> None:
    said = spoken("@AnnaMartin Mrs Martin told me, see https://example.org/martin")
    assert not any("martin" in phrase or "anna" in phrase for phrase in said)


def test_a_phrase_of_one_comment_only_names_nothing() -> None:
    assert named_by(["cold soup", "broken chair"], [0, 0])[0] == ()


def test_accents_are_kept_as_written() -> None:
    assert named_by(["Trop de déchets ici", "Des déchets partout", "Il y a du bruit"], [0, 0, 1])[0] == ("déchets",)
