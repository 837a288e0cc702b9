"""What a story says from the record, and what it leaves for a person."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from pratfall.respond.story import SECONDS, Known, Part, article, gaps, script, spoken_seconds, spoken_words

BEGAN = datetime(2026, 11, 20, 20, tzinfo=UTC)
NOTHING = Known(organisation="Pond Friends", began_at=BEGAN)
ALL = Known(
    organisation="Pond Friends",
    title="The wrong picture",
    happened="We posted a picture of another kitchen.",
    began_at=BEGAN,
    first_word_at=BEGAN + timedelta(minutes=52),
    explained_at=BEGAN + timedelta(days=1),
    closed_at=BEGAN + timedelta(days=30),
    told=4,
    heard={"seen": 312, "answered": 290, "removed": 2},
    changes=("Two people look at every picture.",),
    comeback="Reactions: back after about 5 weeks.",
    themes=("Nobody checked",),
    thanked=3,
)


def codes(parts: tuple[Part, ...]) -> list[str]:
    return [piece.code or piece.gap or piece.text for part in parts for piece in part.pieces]


def test_without_a_record_everything_but_the_beginning_is_a_gap() -> None:
    found = [piece for part in article(NOTHING) for piece in part.pieces]
    assert [piece.code for piece in found if not piece.gap] == ["began"]
    wanted = ["title", "happened", "first_word", "heard", "changed", "went", "others"]
    assert [piece.gap for piece in found if piece.gap] == wanted


def test_what_was_recorded_is_said_and_only_the_advice_is_left() -> None:
    said = codes(article(ALL))
    assert said[:2] == ["The wrong picture", "We posted a picture of another kitchen."]
    for code in ("first_word", "explained", "told", "closed", "heard", "removed", "went", "thanked"):
        assert code in said
    assert [piece.gap for part in article(ALL) for piece in part.pieces if piece.gap] == ["others_themes"]
    (first_word,) = [p for part in article(ALL) for p in part.pieces if p.code == "first_word"]
    assert first_word.facts["minutes"] == 52


def test_nothing_removed_is_not_boasted_of_and_nothing_unmeasured_told() -> None:
    less = replace(ALL, heard={"seen": 3, "answered": 3}, comeback="", told=1, closed_at=None, thanked=0)
    assert {"removed", "went", "told", "closed", "thanked"}.isdisjoint(p.code for a in article(less) for p in a.pieces)


def test_a_script_fills_a_minute_without_holes_between_its_beats() -> None:
    beats = script(ALL)
    assert beats[0].start == 0 and beats[-1].end == SECONDS
    assert all(a.end == b.start for a, b in pairwise(beats))


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("Done. [to fill in: what happened] More.", 1),
        ("[À compléter\u00a0: le titre] [to fill in: x]", 2),
        ("[to fill in: never ended", 1),
        ("[TO FILL IN]", 1),
        ("We fill in [as we said] the form", 0),
        ("", 0),
    ],
)
def test_gaps_are_found_in_both_languages_and_unfinished_ones_too(text: str, n: int) -> None:
    assert len(gaps(text)) == n


def test_times_gaps_and_stage_directions_are_not_spoken() -> None:
    text = "0:00 – 0:08 It’s over (looks up).\n0:08-0:21 C’est aujourd’hui [to fill in: what]"
    assert spoken_words(text) == 4
    assert spoken_seconds("word " * 140) == 60
    assert spoken_words("") == 0
