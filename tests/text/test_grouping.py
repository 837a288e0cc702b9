import numpy as np
import pytest

from pratfall.text import grouping
from pratfall.text.grouping import groups, vectors

PARKING = [
    f"nowhere to park near the hall {extra}" for extra in ("today", "on friday", "again", "at all", "ever", "my friend")
]
MUSIC = [
    f"the music was far too loud {extra}"
    for extra in ("for children", "tonight", "for us", "yesterday", "inside", "sorry")
]
ODD = ["a blue umbrella was found", "who won the raffle", "seven geese crossed"]


def test_comments_that_share_their_words_are_a_group_and_others_are_none() -> None:
    found = groups(vectors([*PARKING, *MUSIC, *ODD]), least=4)
    assert set(found[:6]) == {found[0]}
    assert set(found[6:12]) == {found[6]}
    assert found[0] != found[6]
    assert (found[12:] == -1).all()


def test_the_same_comments_in_another_order_give_the_same_groups() -> None:
    texts = [*PARKING, *MUSIC, *ODD]
    order = np.random.default_rng(5).permutation(len(texts))
    here, there = groups(vectors(texts), least=4), groups(vectors([texts[i] for i in order]), least=4)
    same = here[order][:, None] == here[order][None, :]
    assert np.array_equal(same, there[:, None] == there[None, :])


def test_vectors_are_unit_vectors_or_nothing() -> None:
    table = vectors([*PARKING, "zzzzz"])
    length = np.sqrt(np.asarray(table.multiply(table).sum(axis=1)).ravel())
    assert np.allclose(length[:6], 1)
    assert length[6] == 0


def test_too_few_comments_make_no_group() -> None:
    assert groups(vectors(PARKING[:3]), least=5).tolist() == [-1, -1, -1]
    assert groups(vectors(["", ""]), least=1).tolist() == [-1, -1]


def test_beyond_what_is_linked_comments_go_to_the_group_they_are_most_like(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [text for pair in zip(PARKING, MUSIC, strict=True) for text in pair] * 4
    every = groups(vectors(texts), least=4)
    monkeypatch.setattr(grouping, "LINKED", 24)
    some = groups(vectors(texts), least=4)
    assert set(some[::2]) & set(some[1::2]) <= {-1}
    assert (every >= 0).all()
    assert (some >= 0).mean() > 0.5
