"""Does a sentence look for a culprit instead of a cause? Cues in both languages, and what to ask instead.

It advises and never blocks: the person who wrote knows what was meant. Measured in docs/methods/blameless.md.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

LONGEST = 4000  # letters looked at
NEAR = 40  # letters between somebody's name and what they are said to have done
FEWEST_LETTERS = 3  # of a name: shorter ones are words as well


class Habit(StrEnum):
    """COUNTERFACTUAL  what somebody should have done, instead of what made sense to them then
    TRAIT           what somebody is like, instead of what they met
    HUMAN_ERROR     where the question begins, given as its answer
    FAULT           whose fault it is
    HINDSIGHT       what only afterwards is obvious
    NAMED           a name beside what went wrong
    """

    COUNTERFACTUAL = "counterfactual"
    TRAIT = "trait"
    HUMAN_ERROR = "human_error"
    FAULT = "fault"
    HINDSIGHT = "hindsight"
    NAMED = "named"


@dataclass(frozen=True)
class Cue:
    """`found`: the words as they stand in the text."""

    habit: Habit
    found: str


def cues(text: str, *, names: Collection[str] = ()) -> tuple[Cue, ...]:
    """Every habit a text shows, once, with the first words that show it. `names`: of people of the team."""
    seen = text[:LONGEST]
    plain = seen.replace("’", "'").lower()
    if len(plain) != len(seen):  # a few letters change their length; then the words are shown as they were read
        seen = plain
    found = []
    for habit in Habit:
        pattern = _named(frozenset(_parts(names))) if habit is Habit.NAMED else _patterns()[habit]
        if match := pattern.search(plain):
            found.append(Cue(habit, seen[match.start() : match.end()]))
    return tuple(found)


def _parts(names: Collection[str]) -> list[str]:
    """First names, last names, as one would write them in a sentence."""
    parts = (part for name in names for part in re.split(r"\W+", name.replace("’", "'").lower()))
    return [part for part in parts if len(part) >= FEWEST_LETTERS]


@cache
def _data() -> Mapping[str, Mapping[str, Sequence[str]]]:
    file = resources.files(__package__).joinpath("blameless.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def _patterns() -> Mapping[Habit, re.Pattern[str]]:
    return {
        habit: _either([*_data()[habit]["en"], *_data()[habit]["fr"]]) for habit in Habit if habit is not Habit.NAMED
    }


def _either(expressions: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?:{_bounded(one)})" for one in expressions))


def _bounded(expression: str) -> str:
    """Whole words, where it begins with a letter."""
    return rf"(?<!\w){expression}(?!\w)" if not expression.startswith("'") else rf"{expression}(?!\w)"


@cache
def _named(parts: frozenset[str]) -> re.Pattern[str]:
    """Somebody, then what they are said to have done; or what happened because of somebody."""
    data = _data()[Habit.NAMED]
    who = "|".join(re.escape(one) for one in sorted({*parts, *data["somebody"]}))
    done = "|".join([*data["en"], *data["fr"]])
    because = "|".join(data["after_fr"])
    team = "|".join(re.escape(one) for one in sorted(parts)) or r"(?!)"
    return re.compile(
        rf"(?<!\w)(?:{who})(?!\w)[^.!?\n]{{0,{NEAR}}}?(?<!\w)(?:{done})(?!\w)|(?<!\w)(?:{because})(?:{team})(?!\w)"
    )
