"""What is a pile of comments about? Causes of a taxonomy first, then groups found in the rest, then *other*.

1. A comment that repeats another (repeats.py) goes where the first one goes, so that one text sent round makes no
   topic of its own.
2. `causes.py` puts comments to named causes by their cues.
3. What no cue speaks of is grouped by likeness (`grouping.py`). A group stays only if at least `NAMED` of its comments
   share a phrase that is `TELLING` times as frequent there as elsewhere: what people themselves call it is its name,
   and whoever uses it belongs to it.
4. Everything else is *other*, always shown, with its number.

No random start: the same comments give the same topics in any order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np

from .causes import find_causes
from .grouping import groups, vectors
from .phrases import phrases, spoken
from .repeats import find_repeats
from .taxonomies import Cause

Array = Any
SEED = 3  # comments that are alike enough to be asked what they share
FEWEST, FEWEST_SHARE = 5, 0.005  # different comments of a group, and of all that were given
NAMED, TELLING = 0.4, 3.0
EXAMPLES = 3
SHORT, LONG = 25, 300  # letters of a comment that shows well what its pile is about


class PileKind(StrEnum):
    CAUSE = "cause"  # of a shipped taxonomy; `code` is worded in the locales
    OWN = "own"  # of the team; `code` is its name
    FOUND = "found"  # a group in the rest; `code` is its first phrase
    OTHER = "other"


@dataclass(frozen=True)
class Pile:
    """Comments about one thing. `rows`: into the texts; `examples`: the most typical rows; `different`: wordings."""

    kind: PileKind
    code: str
    phrases: tuple[str, ...]
    rows: Array
    examples: Array
    different: int


def find_topics(
    texts: Sequence[str],
    *,
    causes: Sequence[Cause],
    merged: Mapping[str, str] | None = None,
    given: Sequence[str] | None = None,
) -> tuple[Pile, ...]:
    """Every text in one pile: the largest first, *other* last. `merged`: cause -> cause it counts as."""
    if not len(texts):
        return ()
    first = originals(find_repeats(texts))
    rows, place = np.unique(first, return_inverse=True)
    single = [texts[row] for row in rows]
    named = None if given is None else [given[row] for row in rows]
    codes = np.array([cause.code for cause in causes], dtype=object)
    target = {code: i for i, code in enumerate(codes)}
    alias = np.array([target.get((merged or {}).get(c, c), i) for i, c in enumerate(codes)], dtype=np.int64)
    cause = find_causes(single, causes, named).cause
    cause = np.where(cause >= 0, alias[cause] if len(alias) else -1, -1)
    table, used = vectors(single), [spoken(text) for text in single]
    pile, found = _with_groups(single, used, cause, len(causes))
    names = phrases(used, pile.tolist())
    made = []
    for number in np.unique(pile).tolist():
        members = np.flatnonzero(pile == number)
        kind, code, words = _name(number, causes, found, names)
        typical = rows[_typical(single, table, members)]
        made.append(Pile(kind, code, words, np.flatnonzero(pile[place] == number), typical, len(members)))
    return tuple(sorted(made, key=lambda p: (p.kind is PileKind.OTHER, -len(p.rows), p.code)))


def originals(repeats: Array) -> Array:
    """(n,) int: the first text each repeats, directly or through others; itself where it repeats none."""
    first = np.where(repeats >= 0, repeats, np.arange(len(repeats)))
    while not np.array_equal(first, first[first]):
        first = first[first]
    return first


def _with_groups(
    texts: Sequence[str], used: Sequence[frozenset[str]], cause: Array, k: int
) -> tuple[Array, dict[int, str]]:
    """Piles: causes below `k`, groups found in the rest from `k` on, -1 for none; and the groups' names."""
    pile = cause.copy()
    rest = np.flatnonzero(cause < 0)
    group = groups(vectors([texts[row] for row in rest.tolist()]), least=SEED) if len(rest) else rest
    names: dict[int, str] = {}
    for number in range(int(group.max(initial=-1)) + 1):
        members = set(rest[group == number].tolist())
        if name := _shared_phrase(used, members):
            joined = np.array([row for row in rest.tolist() if row in members or name in used[row]])
            same = next((place for place, other in names.items() if other == name), k + number)
            names[same] = name
            pile[joined[pile[joined] < 0]] = same
    least = max(FEWEST, round(FEWEST_SHARE * len(texts)))
    sizes = {place: int((pile == place).sum()) for place in names}
    for place in [place for place, size in sizes.items() if size < least]:
        pile[pile == place] = -1
        del names[place]
    return pile, names


def _shared_phrase(used: Sequence[frozenset[str]], members: set[int]) -> str:
    """The phrase most members share, if it tells them from all other comments; the longest of equals."""
    counts = Counter(phrase for row in members for phrase in used[row])
    for phrase, n in sorted(counts.items(), key=lambda item: (-item[1], -len(item[0]), item[0])):
        if n < NAMED * len(members):
            return ""
        elsewhere = (sum(phrase in mine for mine in used) - n) / max(len(used) - len(members), 1)
        if n / len(members) >= TELLING * elsewhere:
            return phrase
    return ""


def _name(
    number: int, causes: Sequence[Cause], found: Mapping[int, str], names: Mapping[int, tuple[str, ...]]
) -> tuple[PileKind, str, tuple[str, ...]]:
    if number < 0:
        return PileKind.OTHER, PileKind.OTHER.value, ()
    words = names.get(number, ())
    if number in found:
        return PileKind.FOUND, found[number], words
    cause = causes[number]
    return (PileKind.CAUSE if cause.trade else PileKind.OWN), cause.code, words


def _typical(texts: Sequence[str], table: Array, members: Array) -> Array:
    """The comments most like all the others of the pile; those of a readable length first."""
    centre = np.asarray(table[members].mean(axis=0)).ravel()
    likeness = table[members] @ centre
    readable = np.array([SHORT <= len(texts[row]) <= LONG for row in members])
    return members[np.lexsort((members, -likeness, ~readable))][:EXAMPLES]
