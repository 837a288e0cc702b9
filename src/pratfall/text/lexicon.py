"""How charged the words of a text are: a vectorised reading of VADER's rules with lexicons of several languages.

Hutto & Gilbert 2014: words have a valence from -4 to 4; one of the three words before may strengthen, weaken or
negate it; capitals among small letters strengthen; what stands after "but" weighs more than what stands before;
sums are squeezed by x / sqrt(x^2 + 15). Differences from the published program: accents are ignored, a negation
ends at punctuation, idioms are left to pairs of words, and numbers stay numbers: the model decides what they mean.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from .features import Words, among, hashes_of
from .languages import languages
from .letters import EMOJI, LETTER, LINK, MARK, NAME

Array = Any
NEGATION, CAPITALS, SQUEEZE = -0.74, 0.733, 15.0
FADES = (1.0, 0.95, 0.9)
STRENGTH = 0.293
NAMES = (
    "compound positive negative positive_words negative_words charged_words emoji_good emoji_bad taught taught_good "
    "taught_bad exclaims asks asks_twice dots capitals stretched negations length links names hashtags other_marks"
).split()


@dataclass(frozen=True)
class Lexicon:
    """Valence by hash, for one language; `taught` is what sentence embeddings say of single words."""

    hashes: Array  # (m,) sorted uint64
    valence: Array  # (m,) float32
    taught_hashes: Array
    taught: Array


def cues(words: Words, lexicon: Lexicon, language: str) -> Array:
    """(k, len(NAMES)) float: what stands in NAMES, for texts that are all in one language."""
    k = words.letters.count
    text = words.text
    emoji = words.letters.kind[words.starts] == EMOJI if len(text) else np.zeros(0, dtype=bool)
    valence = _ruled(words, _looked_up(words.hashes, lexicon.hashes, lexicon.valence), language)
    taught = _looked_up(words.hashes, lexicon.taught_hashes, lexicon.taught)
    taught = np.where(words.negated, NEGATION * taught, taught)
    count = np.bincount(text, minlength=k).astype(float)
    each = np.maximum(count, 1)

    def total(values: Array) -> Array:
        return np.bincount(text, weights=values, minlength=k)

    def squeezed(sums: Array) -> Array:
        return sums / np.sqrt(sums**2 + SQUEEZE)

    marks = _marks(words)
    shout = 0.292 * np.minimum(marks["!"], 4) + np.where(marks["?"] > 1, 0.18 * np.minimum(marks["?"], 5), 0)
    sums = total(valence)
    good, bad = np.maximum(valence, 0), np.maximum(-valence, 0)
    columns = {
        "compound": squeezed(sums + np.sign(sums) * shout),
        "positive": squeezed(total(good)),
        "negative": squeezed(total(bad)),
        "positive_words": total(good > 0) / each,
        "negative_words": total(bad > 0) / each,
        "charged_words": np.minimum(total(valence != 0), 4) / 4,
        "emoji_good": squeezed(total(good * emoji)),
        "emoji_bad": squeezed(total(bad * emoji)),
        "taught": total(taught) / np.sqrt(each),
        "taught_good": squeezed(2 * total(np.maximum(taught, 0))),
        "taught_bad": squeezed(2 * total(np.maximum(-taught, 0))),
        "exclaims": np.minimum(marks["!"], 3) / 3,
        "asks": np.minimum(marks["?"], 1),
        "asks_twice": (marks["?"] > 1).astype(float),
        "dots": np.minimum(marks["."], 6) / 6,
        "capitals": total(words.capital) / each,
        "stretched": np.minimum(words.letters.stretched, 3) / 3,
        "negations": np.minimum(total(words.negated), 3) / 3,
        "length": np.log1p(count) / 4,
        "links": np.minimum(marks[LINK], 1),
        "names": np.minimum(marks[NAME], 3) / 3,
        "hashtags": np.minimum(marks["#"], 4) / 4,
        "other_marks": np.minimum(marks["other"], 8) / 8,
    }
    return np.column_stack([columns[name] for name in NAMES])


def _looked_up(hashes: Array, known: Array, values: Array) -> Array:
    """The value of each hash, 0 where it is not known."""
    if not len(known):
        return np.zeros(len(hashes))
    at = np.minimum(np.searchsorted(known, hashes), len(known) - 1)
    return np.where(known[at] == hashes, values[at], 0.0)


def _ruled(words: Words, valence: Array, language: str) -> Array:
    """Valence after VADER's rules for the words around."""
    text, hashes = words.text, words.hashes
    sign = np.sign(valence)
    stronger, weaker, but = _modifiers(language)
    push = STRENGTH * (among(hashes, stronger) - 1.0 * among(hashes, weaker))
    result = valence.astype(float)
    shouting = words.capital & ~_all_capitals(words)
    result = result + sign * CAPITALS * shouting
    for step, fade in enumerate(FADES, 1):
        same = text[step:] == text[:-step]
        result[step:] += np.where(same, sign[step:] * push[:-step] * fade, 0)
    result = np.where(words.negated, result * NEGATION, result)
    turning = np.flatnonzero(among(hashes, but))
    if len(turning):
        last = np.full(words.letters.count, -1)
        last[text[turning]] = turning
        at = last[text]
        result = np.where(at < 0, result, result * np.where(np.arange(len(text)) < at, 0.5, 1.5))
    return np.where(push != 0, 0, result)


def _all_capitals(words: Words) -> Array:
    """(w,) bool: the word stands in a text that has no small word at all."""
    k = words.letters.count
    lettered = words.letters.kind[words.starts] == LETTER
    small = np.bincount(words.text[~words.capital & lettered & (words.ends - words.starts > 1)], minlength=k)
    return small[words.text] == 0


@cache
def _modifiers(language: str) -> tuple[Array, Array, Array]:
    rules = languages()[language].rules["reading"]
    return (
        hashes_of(rules["stronger"].split()),
        hashes_of(rules["weaker"].split()),
        hashes_of(rules["turns"].split()),
    )


def _marks(words: Words) -> dict[str, Array]:
    """How many of each mark a text has; "." counts three dots or more, "other" all marks but those."""
    letters = words.letters
    at = np.flatnonzero((letters.kind == MARK) | (letters.kind == EMOJI))
    codes, owner = letters.codes[at], letters.text[at]
    counts = {
        sign: np.bincount(owner[codes == ord(sign)], minlength=letters.count).astype(float)
        for sign in ("!", "?", "#", LINK, NAME)
    }
    dot = letters.codes == ord(".")
    three = np.zeros(len(dot), dtype=bool)
    three[2:] = dot[2:] & dot[1:-1] & dot[:-2]
    three |= letters.codes == ord("…")
    counts["."] = np.bincount(letters.text[three], minlength=letters.count).astype(float)
    all_marks = np.bincount(letters.text[letters.kind == MARK], minlength=letters.count)
    counts["other"] = all_marks - counts["!"] - counts["?"] - counts["#"]
    return counts
