import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pratfall.text.features import BASE, hash_of, hashes_of, mixed, pieces_of, words_of

TEXTS = ["I don't like it at all, ça va", "", "👍 ok", "a", "no"]


def test_the_hash_of_a_word_does_not_depend_on_where_it_stands() -> None:
    words = words_of(["late again late", "so very LATE"])
    assert (words.hashes == hash_of("late")).tolist() == [True, False, True, False, False, True]


def slow_pieces(word: str) -> list[int]:
    """All pieces of three to five letters, one by one, of a word between two spaces."""
    padded, found = f" {word} ", []
    for size in (3, 4, 5):
        for start in range(len(padded) - size + 1):
            value = 0
            for sign in padded[start : start + size]:
                value = (value * BASE + ord(sign)) % 2**64
            found.append((value + size) % 2**64)
    return found


@given(st.lists(st.text(alphabet="abcdefg ", max_size=30), max_size=6))
def test_pieces_are_those_of_a_slow_obvious_count(texts: list[str]) -> None:
    parts = pieces_of(words_of(texts))
    for row, text in enumerate(texts):
        letters = "".join(c for i, c in enumerate(text) if not (i > 1 and c == text[i - 1] == text[i - 2] and c != " "))
        expected = sorted(
            mixed(np.array([p for w in letters.split() for p in slow_pieces(w)], dtype=np.uint64)).tolist()
        )
        got = sorted(h for part in parts[2:] for h in part.hashes[part.bounds[row] : part.bounds[row + 1]].tolist())
        assert got == expected


def test_words_after_a_negation_are_other_words_until_punctuation() -> None:
    negated = words_of(["do not buy it, it breaks"]).negated
    assert negated.tolist() == [False, False, True, True, False, False]


def test_a_negation_does_not_reach_into_the_next_text() -> None:
    assert not words_of(["never", "good"]).negated.any()


def test_pairs_stay_inside_a_text() -> None:
    pairs = pieces_of(words_of(["one two three", "four", "five six"]))[1]
    assert np.diff(pairs.bounds).tolist() == [2, 0, 1]


def test_a_text_reads_the_same_alone_and_among_others() -> None:
    together = pieces_of(words_of(TEXTS))
    for row, text in enumerate(TEXTS):
        for alone, part in zip(pieces_of(words_of([text])), together, strict=True):
            assert np.array_equal(alone.hashes, part.hashes[part.bounds[row] : part.bounds[row + 1]])


def test_hashes_come_sorted() -> None:
    found = hashes_of(["b", "a", "c"])
    assert (np.diff(found.astype(object)) > 0).all()
