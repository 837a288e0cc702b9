"""Words people used that tell one pile of comments from the others: its name, in their own words.

Class-based TF-IDF (Grootendorst 2022) over phrases of one to three words, counting comments instead of mentions, so
that one long or repeated comment names nothing:

    weight(p, c) = share of comments of c with p * log(1 + n / comments with p) * (1 + LONGER (words of p - 1))

Names of people are masked before anything is counted. A phrase neither begins nor ends in a frequent word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from math import log

from .languages import languages
from .masking import mask
from .plain import ADDRESS, folded

LONGEST_WORDS = 80  # of a comment that are looked at
LONGEST = 2_000
PHRASE = 3
LONGER = 0.25
SHOWN = 3
FEWEST = 2  # comments of a pile that must use a phrase
WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*|[.,;:!?…•\n]")
SHORTEST = 3  # letters of a word that may begin or end a phrase


def phrases(used: Sequence[frozenset[str]], pile: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Up to three phrases per pile (negative piles are not named), the most telling first.

    `used`: the phrases of each comment, see `spoken`.
    """
    overall = Counter(phrase for mine in used for phrase in mine)
    sizes, inside = Counter(pile), dict[int, Counter[str]]()
    for mine, place in zip(used, pile, strict=True):
        inside.setdefault(place, Counter()).update(mine)
    return {place: _best(counts, overall, sizes[place], len(used)) for place, counts in inside.items() if place >= 0}


def spoken(text: str) -> frozenset[str]:
    """The phrases of a comment, lower case, as written; none goes across a full stop or a comma."""
    words = WORD.findall(ADDRESS.sub(" ", mask(text[:LONGEST])).lower().replace("’", "'"))[:LONGEST_WORDS]
    found: set[str] = set()
    for start in range(len(words)):
        for end in range(start + 1, min(start + PHRASE, len(words)) + 1):
            if not words[end - 1][0].isalpha():
                break
            if _telling(words[start]) and _telling(words[end - 1]):
                found.add(" ".join(words[start:end]))
    return frozenset(found)


def _best(counts: Counter[str], overall: Counter[str], size: int, n: int) -> tuple[str, ...]:
    """The best phrases, none of them part of another."""

    def weight(phrase: str) -> float:
        return counts[phrase] / size * log(1 + n / overall[phrase]) * (1 + LONGER * phrase.count(" "))

    chosen: list[str] = []
    for phrase in sorted((p for p, used in counts.items() if used >= FEWEST), key=lambda p: (-weight(p), p)):
        parts = set(phrase.split())
        if not any(parts & set(other.split()) for other in chosen):
            chosen.append(phrase)
        if len(chosen) == SHOWN:
            break
    return tuple(chosen)


def _telling(word: str) -> bool:
    return len(word) >= SHORTEST and folded(word) not in _frequent()


@cache
def _frequent() -> frozenset[str]:
    """Frequent words, openings of questions and masks of every language: they begin and end no name."""
    found: set[str] = set()
    for language in languages().values():
        found |= language.frequent | set(language.rules["question"]["openings"].split())
        found |= set(language.rules["masking"]["not_names"].split()) | set(language.rules["topics"]["filler"].split())
    return frozenset(found)
