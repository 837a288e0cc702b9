"""The wording check finds the formulas it knows, and its page says how many others it misses."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from pratfall.respond.blameless import LONGEST, Habit, cues
from tests.source_tree import ROOT

SENTENCES = Path(__file__).parent / "blameless"
NAMES = ("Anna Adler", "Tom Thill", "Karim Benali", "Léa Weber", "Lea Weber")


def counted(part: str, lang: str) -> tuple[int, int, int, int]:
    """Found, of so many that blame; wrongly found, of so many that do not."""
    rows = [line.split("\t") for line in (SENTENCES / f"{part}.tsv").read_text(encoding="utf-8").splitlines()]
    asked = [(label, bool(cues(text, names=NAMES))) for label, language, text in rows if language == lang]
    blame, fine = ([found for label, found in asked if label == wanted] for wanted in ("blame", "fine"))
    return sum(blame), len(blame), sum(fine), len(fine)


@pytest.mark.parametrize("part", ["tuning", "held_out", "fresh"])
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_page_tells_what_was_measured(part: str, lang: str) -> None:
    page = (ROOT / "docs" / "methods" / "blameless.md").read_text(encoding="utf-8")
    row = re.search(rf"^\| `{part}` \| {lang} \| (\d+) of (\d+) \| (\d+) of (\d+) \|", page, re.MULTILINE)
    assert row and tuple(int(number) for number in row.groups()) == counted(part, lang)


@pytest.mark.parametrize(
    ("text", "habit"),
    [
        ("Anna should have asked.", Habit.COUNTERFACTUAL),
        ("It was careless.", Habit.TRAIT),
        ("C’est une erreur humaine.", Habit.HUMAN_ERROR),
        ("C’est la faute de l’agence.", Habit.FAULT),
        ("Everybody knew.", Habit.HINDSIGHT),
        ("Benali forgot it.", Habit.NAMED),
        ("À cause de Léa, tout est parti.", Habit.NAMED),
    ],
)
def test_each_habit_is_told_with_the_words_that_show_it(text: str, habit: Habit) -> None:
    found = {cue.habit: cue.found for cue in cues(text, names=NAMES)}
    assert found[habit] in text


def test_a_name_alone_blames_nobody_and_strangers_have_none() -> None:
    assert cues("Anna answered at seven.", names=NAMES) == ()
    assert cues("The pump broke at noon.", names=NAMES) == ()
    assert [c.habit for c in cues("Dana forgot it.", names=("Dana",))] == [Habit.NAMED]
    assert cues("Dana forgot it.") == ()


def test_names_of_a_letter_or_two_are_words_as_well() -> None:
    assert cues("It is on a server that broke.", names=("On A",)) == ()


def test_a_name_is_text_and_no_expression() -> None:
    assert cues("everything broke", names=(".*", "(", "[a-z]+")) == ()


def test_a_hostile_text_takes_no_longer_than_a_blink() -> None:
    began = time.perf_counter()
    for text in ("anna " * 200_000, "should " * 200_000, "\u202e😀" * 250_000, "a" * 1_000_000):
        cues(text, names=NAMES)
    assert time.perf_counter() - began < 5
    assert LONGEST < 10_000


def test_letters_that_change_their_length_keep_the_words() -> None:
    (cue,) = cues("İİİ careless", names=NAMES)
    assert cue.found == "careless"
