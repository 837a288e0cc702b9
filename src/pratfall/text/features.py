"""Words, pairs of words and pieces of words as numbers: what the embedded reader looks at.

Hashing trick (Weinberger et al. 2009): every word, pair of neighbouring words and piece of three to five letters of
a word is a 64-bit hash; its lowest bits choose a row of the weights. Words in reach of a negation are other words
(Das & Chen 2007). All hashes of a pile of texts are computed at once: a polynomial hash of a word is the difference
of two running sums times a power of the base's inverse, and pieces roll over the letters, without a Python loop.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from .languages import languages
from .letters import APOSTROPHE, DIGIT, EMOJI, LETTER, Letters, letters_of

Array = Any
BASE = 0x9E3779B97F4A7C15
INVERSE = pow(BASE, -1, 2**64)
NEGATED = np.uint64(0x5851F42D4C957F2D)
PAIR = np.uint64(0x2545F4914F6CDD1D)
REACH = 3  # words after a negation that it turns round
SHORTEST, LONGEST = 3, 5  # letters of a piece, the ends of a word included


@dataclass(frozen=True)
class Words:
    """All words (and emoji, links, names) of k texts in order."""

    hashes: Array  # (w,) uint64
    text: Array  # (w,) whose
    starts: Array  # (w,) first letter
    ends: Array
    capital: Array  # (w,) written in capitals, two letters or more
    negated: Array  # (w,) within reach of a negation
    letters: Letters


def hash_of(word: str) -> np.uint64:
    """The hash one folded word gets."""
    code = sum(ord(c) * pow(BASE, i, 2**64) for i, c in enumerate(word)) % 2**64
    return np.uint64(mixed(np.array([code], dtype=np.uint64))[0])


def hashes_of(words: Sequence[str]) -> Array:
    return np.sort(np.array([hash_of(w) for w in words], dtype=np.uint64))


@cache
def _negations() -> Array:
    return hashes_of(
        [word for language in languages().values() for word in language.rules["reading"]["negations"].split()]
    )


def among(hashes: Array, known: Array) -> Array:
    """(n,) bool: is each hash one of the sorted `known`?"""
    found: Array = known[np.minimum(np.searchsorted(known, hashes), len(known) - 1)] == hashes
    return found


def words_of(texts: Sequence[str]) -> Words:
    letters = letters_of(texts)
    kind = letters.kind
    within = (kind == LETTER) | (kind == DIGIT)
    before = np.concatenate([[False], within[:-1]])
    emoji = kind == EMOJI
    starts = np.flatnonzero((within & ~before) | emoji)
    after = np.concatenate([within[1:], [False]])
    ends = np.flatnonzero((within & ~after) | emoji) + 1
    powers, inverses = _powers(len(kind) + 1)
    sums = np.zeros(len(kind) + 1, dtype=np.uint64)
    np.cumsum(letters.codes.astype(np.uint64) * powers[: len(kind)], out=sums[1:])
    hashes = mixed((sums[ends] - sums[starts]) * inverses[starts])
    text = letters.text[starts]
    capitals = np.concatenate([[0], np.cumsum(letters.capital)])
    length = ends - starts
    marks = np.concatenate([[0], np.cumsum((kind != LETTER) & (kind != DIGIT) & (kind != APOSTROPHE) & (kind > 0))])
    gap = np.zeros(len(starts), dtype=bool)
    gap[1:] = marks[starts[1:]] > marks[ends[:-1]]
    return Words(
        hashes,
        text,
        starts,
        ends,
        (capitals[ends] - capitals[starts] == length) & (length > 1),
        _negated(hashes, text, gap),
        letters,
    )


def _negated(hashes: Array, text: Array, gap: Array) -> Array:
    """Words at most REACH after a negation of the same text, with no punctuation between."""
    says_no = among(hashes, _negations())
    clause = np.cumsum(gap | np.concatenate([[True], text[1:] != text[:-1]])) if len(text) else text
    reached = np.zeros(len(hashes), dtype=bool)
    for step in range(1, REACH + 1):
        reached[step:] |= says_no[:-step] & (clause[step:] == clause[:-step])
    return reached & ~says_no


@dataclass(frozen=True)
class Pieces:
    """Hashes of one kind: text i has those from `bounds[i]` to `bounds[i + 1]`."""

    hashes: Array  # (m,) uint64
    bounds: Array  # (k + 1,)


def pieces_of(words: Words) -> tuple[Pieces, ...]:
    """Words, pairs of words, and pieces of three, four and five letters."""
    turned = np.where(words.negated, words.hashes ^ NEGATED, words.hashes)
    same = words.text[1:] == words.text[:-1]
    pairs = mixed(words.hashes[:-1] * PAIR + words.hashes[1:])[same]
    count = words.letters.count
    return _by_text(turned, words.text, count), _by_text(pairs, words.text[1:][same], count), *_inner(words)


def _by_text(hashes: Array, text: Array, count: int) -> Pieces:
    return Pieces(hashes, np.searchsorted(text, np.arange(count + 1)))


def _inner(words: Words) -> list[Pieces]:
    """Pieces of letters inside words, whose ends count as one letter each."""
    length = words.ends - words.starts + 2
    total = int(length.sum())
    begins = np.cumsum(length) - length
    spread = np.arange(total) - np.repeat(begins - words.starts + 1, length)
    codes = words.letters.codes[np.clip(spread, 0, max(len(words.letters.codes) - 1, 0))].astype(np.uint64)
    codes[begins] = codes[begins + length - 1] = 32
    left = np.repeat(begins + length, length) - np.arange(total)  # letters up to the end of the word
    owner = np.repeat(words.text, length)
    found, rolled = [], codes
    for size in range(2, LONGEST + 1):
        rolled = rolled[:-1] * np.uint64(BASE) + codes[size - 1 :]
        if size >= SHORTEST:
            fits = left[: len(rolled)] >= size
            found.append(
                _by_text(mixed(rolled[fits] + np.uint64(size)), owner[: len(rolled)][fits], words.letters.count)
            )
    return found


def mixed(x: Array) -> Array:
    """Finaliser of MurmurHash3: every bit of the input moves half of the bits."""
    x = (x ^ (x >> np.uint64(33))) * np.uint64(0xFF51AFD7ED558CCD)
    x = (x ^ (x >> np.uint64(33))) * np.uint64(0xC4CEB9FE1A85EC53)
    return x ^ (x >> np.uint64(33))


def _powers(count: int) -> tuple[Array, Array]:
    """Powers of the base and of its inverse, for at least `count` letters."""
    return _powers_of(1 << max(count - 1, 1023).bit_length())


@cache
def _powers_of(count: int) -> tuple[Array, Array]:
    bases = np.full((2, count), 1, dtype=np.uint64)
    bases[0, 1:], bases[1, 1:] = BASE, INVERSE
    bases.cumprod(axis=1, out=bases)
    return bases[0], bases[1]
