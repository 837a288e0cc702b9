import time

import numpy as np
import pytest

from pratfall.text.causes import causes_for
from pratfall.text.topics import Pile, PileKind, find_topics, originals

GENERAL = causes_for([])
LATE = [
    "My parcel is ten days late and the tracking says nothing new",
    "Still no delivery, the courier never rang",
    "Ordered in May, shipped in July, is that normal?",
    "Parcel late again, third one this spring",
    "Your delivery firm left it in the rain",
    "The tracking has been stuck since Monday morning",
    "Where is my parcel? My daughter's birthday is over",
]
RUDE = [
    "The man at the desk was so rude to my mother",
    "Rude, that is all one can say of the lady upstairs",
    "Such an attitude from the person selling tickets",
    "She rolled her eyes when I asked for a chair",
    "Unfriendly staff, and that is putting it mildly",
    "Your employees laughed at my father's accent",
]
SWANS = [
    "Mill pond swans look hungry today",
    "Who feeds the mill pond swans in winter?",
    "Our children love those mill pond swans, and some are ill",
    "Since Sunday no mill pond swans on the nest by the weir",
    "Boys threw stones at mill pond swans while their father filmed it",
    "Nine mill pond swans once, count them now",
    "Mill pond swans deserve a warden, not a car park for coaches",
    "My grandmother painted mill pond swans",
]
ODD = ["Never again.", "Whatever", "No words"]


def by_code(piles: tuple[Pile, ...]) -> dict[str, Pile]:
    return {pile.code: pile for pile in piles}


def test_causes_come_first_then_what_people_call_it_and_the_rest_is_told_as_other() -> None:
    texts = [*LATE, *RUDE, *SWANS, *ODD]
    found = find_topics(texts, causes=causes_for(["retail"]))
    assert sorted(np.concatenate([pile.rows for pile in found]).tolist()) == list(range(len(texts)))
    piles = by_code(found)
    assert piles["late_delivery"].rows.tolist() == list(range(7))
    assert piles["staff"].kind is PileKind.CAUSE
    assert found[-1].kind is PileKind.OTHER
    groups = [pile for pile in found if pile.kind is PileKind.FOUND]
    assert [pile.rows.tolist() for pile in groups] == [list(range(13, 21))]
    assert groups[0].code in ("mill pond swans", "mill pond")


def test_one_text_sent_round_goes_where_its_first_goes_and_is_one_wording() -> None:
    flood = ["The swans on the old pond are starving and this charity does nothing about it"] * 30
    found = find_topics([*flood, *LATE], causes=causes_for(["retail"]))
    assert [(pile.kind, len(pile.rows), pile.different) for pile in found if pile.rows[0] == 0] == [
        (PileKind.OTHER, 30, 1)
    ]


def test_causes_merged_are_counted_as_one() -> None:
    piles = by_code(find_topics([*LATE, *RUDE], causes=causes_for(["retail"]), merged={"staff": "late_delivery"}))
    assert len(piles["late_delivery"].rows) == 13
    assert "staff" not in piles


def test_a_teams_own_topic_is_told_by_its_name() -> None:
    piles = by_code(find_topics([*SWANS, *RUDE], causes=causes_for([], [("Our swans", ["swan*"])])))
    assert piles["Our swans"].kind is PileKind.OWN
    assert len(piles["Our swans"].rows) == 8


def test_topics_are_named_by_phrases_and_shown_by_their_most_typical_comments() -> None:
    (pile, *_) = find_topics([*LATE, "Parcel late!"], causes=causes_for(["retail"]))
    assert "parcel" in " ".join(pile.phrases)
    assert 7 not in pile.examples  # the short one shows little
    assert len(pile.examples) == 3


def test_copies_of_copies_go_back_to_the_first() -> None:
    assert originals(np.array([-1, 0, 1, -1, 3])).tolist() == [0, 0, 0, 3, 3]


def test_nothing_gives_nothing_and_texts_without_words_are_other() -> None:
    assert find_topics([], causes=GENERAL) == ()
    (pile,) = find_topics(["", "😡", "..."], causes=GENERAL)
    assert pile.kind is PileKind.OTHER


def test_the_same_comments_in_another_order_give_the_same_topics() -> None:
    texts = [*LATE, *RUDE, *SWANS, *ODD]
    order = np.random.default_rng(2).permutation(len(texts))
    here = {pile.code: sorted(pile.rows.tolist()) for pile in find_topics(texts, causes=GENERAL)}
    there = find_topics([texts[i] for i in order], causes=GENERAL)
    assert here == {pile.code: sorted(order[pile.rows].tolist()) for pile in there}


@pytest.mark.parametrize("piece", ["😀", "\u200b", "\u202e", "#late", "\ud800", "@a ", "a", "late late "])
def test_floods_of_anything_neither_slow_nor_break_it(piece: str) -> None:
    begin = time.process_time()
    find_topics([piece * (200_000 // len(piece)), *LATE, *["\n".join([piece] * 50)] * 20], causes=GENERAL)
    assert time.process_time() - begin < 3


def test_two_thousand_comments_take_less_than_five_seconds() -> None:
    rng = np.random.default_rng(4)
    words = np.array([f"word{i}" for i in range(3000)] + ["late", "rude", "bag", "refund"] * 40)
    texts = [" ".join(row) for row in words[rng.integers(0, len(words), (2000, 15))]]
    begin = time.process_time()
    find_topics(texts, causes=causes_for(["transport"]))
    assert time.process_time() - begin < 5
