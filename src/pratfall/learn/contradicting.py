"""Do two pieces of advice say opposite things about the same thing? Proposed to a person, never decided.

    opposed(Advice("...", "Post more on Facebook"), Advice("...", "Post less on Facebook")) -> Opposed("amount")

An axis has two sides, each a list of words in English and French. Two pieces of advice are opposed where one speaks
only of one side and the other only of the other, what is left of both without those words is alike
(`text/meaning.py`), and their situations are: a shared cause or network, or texts that are alike. Advice for
different networks is not opposed: that is when both hold. "Never ... without" is "always ... with" (a double
negation), "no more than" is "less".

Measured on pairs written before the rule was: docs/methods/lesson_matching.md. Limits: opposites that no word of these
lists tells, and advice whose object is named by words that nothing connects, are missed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise, product

from pratfall.text.meaning import likeness
from pratfall.text.plain import plain

SAME_THING = 0.45  # likeness of the objects, where each side is said by a word of its own
SAME_THING_UNSAID = 0.6  # where one side says no more than what to do
SAME_SITUATION = 0.2
NEGATED_WITHIN = 3  # words

# Words as `plain` leaves them. "*": any ending.
AXES: Mapping[str, tuple[str, str]] = {
    "amount": (
        "more increase* raise* double* many plus davantage augment* doubl* multipli* beaucoup",
        "less fewer fewest rare* reduc* cut halve* lower limit* few moins rarement redui* diminu* baiss* limit* peu",
    ),
    "length": (
        "long longer lengthen* detailed longs longue longues rallong* detaill*",
        "short shorter shorten* brief court courts courte courtes raccourci* bref breve*",
    ),
    "time": (
        "early earlier immediately instantly once tot aussitot immediatement suite",
        "late later wait* tard attend* lendemain",
    ),
    "order": ("before avant", "after apres"),
    "hour": ("morning* matin matins matinee", "evening* night* soir soirs soiree nuit"),
    "reach": ("public publicly publique* publiquement", "private privately prive privee prives message messages"),
    "same": ("same identical copy identique* meme memes copier", "different differently adapt* differen* adapter"),
}
EVERY = " ".join(side for sides in AXES.values() for side in sides)
NEVER = frozenset("never stop avoid cease don't cannot jamais cesser eviter evitez arreter arretez".split())
NOT = frozenset("not no never without don't pas jamais sans ni".split())
WITHOUT = frozenset("without sans".split())
WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


@dataclass(frozen=True)
class Advice:
    """`situation`: what was believed, what happened, when it holds; `now_do`: the advice itself."""

    situation: str
    now_do: str
    causes: tuple[str, ...] = ()
    networks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Opposed:
    """`axis`: a key of AXES, or "do" where one forbids what the other asks for."""

    axis: str


def opposed(one: Advice, other: Advice) -> Opposed | None:
    """None where they may both be followed, as far as the rule can see."""
    if one.networks and other.networks and set(one.networks).isdisjoint(other.networks):
        return None
    axes = list(_apart(directions(one.now_do), directions(other.now_do)))
    if not axes or not _same_situation(one, other):
        return None
    alike = _alike(_object(one.now_do), _object(other.now_do))
    return next((Opposed(axis) for axis, least in axes if alike >= least), None)


def _apart(mine: Mapping[str, bool], theirs: Mapping[str, bool]) -> Iterator[tuple[str, float]]:
    """Axes on which they speak of different sides, with how alike their objects must be."""
    yield from ((axis, SAME_THING) for axis in AXES if {mine.get(axis), theirs.get(axis)} == {True, False})
    if mine["do"] != theirs["do"] and not _shares_a_side(mine, theirs):
        yield "do", SAME_THING_UNSAID


@lru_cache(maxsize=4000)
def directions(text: str) -> Mapping[str, bool]:
    """Per axis the side it speaks of, True for the first; absent where it speaks of none or of both.

    "do" is always there: False where it forbids.
    """
    words = WORD.findall(plain(text))
    found = {axis: side for axis in AXES if (side := _side(words, axis)) is not None}
    return {**found, "do": not _forbids(words)}


def _side(words: list[str], axis: str) -> bool | None:
    sides = {
        side ^ _negated(words, at)
        for at, word in enumerate(words)
        for side, names in ((True, AXES[axis][0]), (False, AXES[axis][1]))
        if _is_one(word, names) and not _no_more(words, at)
    }
    return sides.pop() if len(sides) == 1 else None


def _no_more(words: list[str], at: int) -> bool:
    """French "ne ... plus": no amount, an end."""
    return words[at] == "plus" and any(word == "ne" or word.startswith("n'") for word in words[max(at - 4, 0) : at])


def _negated(words: list[str], at: int) -> bool:
    return not NOT.isdisjoint(words[max(at - NEGATED_WITHIN, 0) : at])


def _forbids(words: list[str]) -> bool:
    """Whether it begins by saying what not to do; "never without" does not."""
    ends = any(_no_more(words, at) for at in range(len(words)))
    pairs = set(pairwise(words))
    refuses = not NEVER.isdisjoint(words) or ("do", "not") in pairs or ("ne", "pas") in pairs
    apart = any(first == "ne" and "pas" in words[at : at + 4] for at, first in enumerate(words))
    return (ends or refuses or apart) and WITHOUT.isdisjoint(words)


def _is_one(word: str, names: str) -> bool:
    whole, beginnings = _names(names)
    return word in whole or word.startswith(beginnings)


@cache
def _names(names: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Whole words, and beginnings of words."""
    every = names.split()
    return (
        frozenset(name for name in every if not name.endswith("*")),
        tuple(name[:-1] for name in every if name.endswith("*")),
    )


@lru_cache(maxsize=4000)
def _object(text: str) -> str:
    """What it is about: its words without those of an axis."""
    left = (word for word in WORD.findall(plain(text)) if not _is_one(word, EVERY) and word not in NEVER | NOT)
    return " ".join(left)


def _alike(one: str, other: str) -> float:
    return max((float(likeness(a, [b])[0]) for a, b in _both_ways(one, other) if a and b), default=0.0)


def _both_ways(one: str, other: str) -> Iterator[tuple[str, str]]:
    yield one, other
    yield other, one


def _shares_a_side(mine: Mapping[str, bool], theirs: Mapping[str, bool]) -> bool:
    """Never late and always early are one advice."""
    return any(axis != "do" and mine[axis] == theirs[axis] for axis in mine.keys() & theirs.keys())


def _same_situation(one: Advice, other: Advice) -> bool:
    shared = any(a == b for a, b in (*product(one.causes, other.causes), *product(one.networks, other.networks)))
    return shared or _alike(one.situation, other.situation) >= SAME_SITUATION
