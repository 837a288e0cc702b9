"""Which of many texts can match any of many expressions? A few passes over the letters instead of a search per text.

From each expression the words it cannot match without are derived: "(?:buy|order) (?:a |my )?tickets?" needs "buy" or
"order", and "ticket". A text that lacks them is not searched. Nothing is decided here: what may match is still
searched, so that answers are the same, only sooner.

Of every needed word its first letters, at most five, are looked for, by its hash, in all texts at once (the idea of
Cox 2012, "Regular expression matching with a trigram index"). Colliding hashes cost a search, never an answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from re import _constants as c  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import numpy as np

Array = Any
LONGEST = 5  # letters of a word that are looked for
MOST_SPELLINGS = 512  # of one stretch that are told apart
SLOTS = 1 << 16
FACTOR, SPREAD = 0x9E3779B1, 0x01000193
BITS = 64
BATCH = 1_000
WORD = re.compile(r"\S+")
DIGIT = re.compile(r"\d")  # all digits are the same here
ZERO_WIDTH = {c.AT, c.ASSERT, c.ASSERT_NOT}

Needs = list[frozenset[str]]  # of every set one word must stand in the text


class Gate:
    """For groups of patterns that are searched as `rules.alternatives` of them, in texts made comparable by `plain`.

    What is replaced by a space before the search changes nothing: no needed word has a space.
    """

    def __init__(self, groups: Mapping[str, Sequence[str]]) -> None:
        clauses = {name: [n for pattern in patterns for n in needed(pattern)] for name, patterns in groups.items()}
        bits = {need: i for i, need in enumerate({need: 0 for some in clauses.values() for c in some for need in c})}
        wide = max(-(-len(bits) // BITS), 1)
        self._wanted = {name: np.array([_row(wide, map(bits.get, c)) for c in some]) for name, some in clauses.items()}
        self._slots = [np.zeros(SLOTS, dtype=np.uint16) for _ in range(LONGEST)]
        rows = [_row(wide, ())]
        for word in {word for need in bits for word in need}:
            codes = np.array([ord(sign) for sign in word[:LONGEST]], dtype=np.uint32)
            slots, slot = self._slots[len(codes) - 1], int(list(_slots_of(codes))[len(codes) - 1][0])
            if not slots[slot]:
                slots[slot] = len(rows)
                rows.append(_row(wide, ()))
            rows[slots[slot]] |= _row(wide, (bit for need, bit in bits.items() if word in need))
        self._rows = np.array(rows)

    def open_to(self, texts: Sequence[str]) -> Mapping[str, Array]:
        """Per group (n,) bool: False where none of its patterns can match."""
        seen = np.concatenate([self._seen(texts[at : at + BATCH]) for at in range(0, max(len(texts), 1), BATCH)])
        met = np.ascontiguousarray(seen.T)
        return {name: _any_met(met, wanted) for name, wanted in self._wanted.items()}

    def _seen(self, texts: Sequence[str]) -> Array:
        """(n, words of BITS) which needs each text meets."""
        joined = DIGIT.sub("0", "\n".join(texts))
        codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        ends = np.cumsum(np.fromiter(map(len, texts), dtype=np.int64, count=len(texts)) + 1)
        seen = np.zeros((len(texts), self._rows.shape[1]), dtype=np.uint64)
        for slots, of in zip(self._slots, _slots_of(codes), strict=False):
            found = slots[of]
            at = np.flatnonzero(found)
            owner = np.searchsorted(ends, at, side="right")
            first = np.flatnonzero(np.diff(owner, prepend=-1))
            if len(first):
                seen[owner[first]] |= np.bitwise_or.reduceat(self._rows[found[at]], first, axis=0)
        return seen


def _any_met(met: Array, wanted: Array) -> Array:
    """(n,) bool: all bits of some row of `wanted` are among those of a text in `met` (words of BITS, n)."""
    result = np.zeros(met.shape[1], dtype=bool)
    for row in wanted:
        whole = np.ones(met.shape[1], dtype=bool)
        for at in np.flatnonzero(row).tolist():
            whole &= (met[at] & row[at]) == row[at]
        result |= whole
    return result


def needed(pattern: str) -> list[Needs]:
    """Ways to match `pattern`: whatever it matches holds, in one of these ways, a word of each set."""
    return _ways(list(parser.parse(pattern)))


def _ways(items: list[tuple[Any, Any]]) -> list[Needs]:
    if len(items) == 1 and items[0][0] is c.BRANCH:
        return [way for branch in items[0][1][1] for way in _ways(list(branch))]
    return [_needs(items)]


def _needs(items: Iterable[tuple[Any, Any]]) -> Needs:
    found: Needs = []
    spellings = {""}
    for kind, value in items:
        own = _spellings(kind, value)
        if own is not None and len(own) * len(spellings) <= MOST_SPELLINGS:
            spellings = {a + b for a, b in product(spellings, own)}
            if all(not spelling or spelling.endswith(" ") for spelling in spellings):  # the next word is another one
                found, spellings = found + _words(spellings), {""}
            continue
        found += _words(spellings)
        spellings = own if own is not None else {""}
        if own is None:
            found += _inside(kind, value)
    return found + _words(spellings)


def _inside(kind: Any, value: Any) -> Needs:
    """What something of endless spellings cannot do without."""
    if kind is c.SUBPATTERN:
        return [] if value[1] else _needs(value[-1])  # with flags letters may stand for others
    if kind in (c.MAX_REPEAT, c.MIN_REPEAT) and value[0]:
        return _needs(value[2])
    if kind is c.BRANCH:
        branches = [_needs(branch) for branch in value[1]]
        if all(branches):
            return [frozenset().union(*(max(some, key=_rare) for some in branches))]
    return []


def _rare(words: frozenset[str]) -> float:
    """Longer words, and fewer of them, are met less often."""
    return min(map(len, words)) - 0.1 * len(words)


def _words(spellings: set[str]) -> Needs:
    words = [max(WORD.findall(spelling), key=len, default="") for spelling in spellings]
    return [frozenset(words)] if all(words) else []


def _spellings(kind: Any, value: Any) -> set[str] | None:
    """All strings it matches; None where there are too many, or where nobody can tell."""
    if kind is c.LITERAL:
        return {_sign(value)}
    if kind in ZERO_WIDTH:
        return {""}
    if kind is c.SUBPATTERN:
        return None if value[1] else _spelled(value[-1])
    if kind is c.IN:
        return _signs(value)
    if kind is c.BRANCH:
        every = [_spelled(branch) for branch in value[1]]
        whole = set().union(*(some or set() for some in every))
        return whole if None not in every and len(whole) <= MOST_SPELLINGS else None
    if kind in (c.MAX_REPEAT, c.MIN_REPEAT) and value[1] == 1:
        inner = _spelled(value[2])
        return None if inner is None else inner | ({""} if not value[0] else set())
    return None


def _signs(listed: Iterable[tuple[Any, Any]]) -> set[str] | None:
    """Of a class: signs by name, or any digit."""
    found = set()
    for kind, value in listed:
        if (kind, value) == (c.CATEGORY, c.CATEGORY_DIGIT):
            found.add("0")
        elif kind is c.LITERAL:
            found.add(_sign(value))
        else:
            return None
    return found


def _sign(code: int) -> str:
    return DIGIT.sub("0", chr(code))


def _spelled(items: Iterable[tuple[Any, Any]]) -> set[str] | None:
    whole = {""}
    for kind, value in items:
        own = _spellings(kind, value)
        if own is None or len(own) * len(whole) > MOST_SPELLINGS:
            return None
        whole = {a + b for a, b in product(whole, own)}
    return whole


def _slots_of(codes: Array) -> Iterator[Array]:
    """Slots of every stretch of one letter, of two, and so on."""
    rolled = codes.copy()
    for size in range(1, min(LONGEST, len(codes)) + 1):
        if size > 1:
            rolled = rolled[:-1] * np.uint32(SPREAD) ^ codes[size - 1 :]
        yield rolled * np.uint32(FACTOR) >> np.uint32(16)


def _row(wide: int, bits: Iterable[Any]) -> Array:
    row = np.zeros(wide, dtype=np.uint64)
    for bit in bits:
        row[bit // BITS] |= np.uint64(1 << bit % BITS)
    return row
