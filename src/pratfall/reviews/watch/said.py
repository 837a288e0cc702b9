"""What people say during an alarm against what they said before: new words, to recognise the same storm elsewhere, and
whether they turned against us or praise us.

The mood is that of all texts together, by the shares of what reads the review too (the shipped reader, or the
organisation's); no single text is judged. It has turned only if the negative share rose by 15 points and by more than
one quarrel explains, with the limits of the review (`notice.mood`). Not every feed tells who wrote and under which
post: every text counts, not every writer, how alike those of one quarrel are is assumed, and those before are taken
one by one. Praise is told where its interval lies above that of the negative share. Everything else is "cannot tell".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from pratfall.notice.mood import (
    FEWEST_WRITERS,
    LETTERS,
    NEW_WORD_WRITERS,
    NEW_WORD_Z,
    RARE,
    READABLE,
    SHOWN_WORDS,
    TURNED,
)
from pratfall.stats.changed_words import changed_words
from pratfall.stats.share_rise import share_rise
from pratfall.stats.shares import wilson
from pratfall.text.languages import languages
from pratfall.text.masking import mask
from pratfall.text.plain import folded
from pratfall.text.read import TextScores, read_texts

MOST_TEXTS = 3000  # of each side, the newest: more change nothing
_WORD = re.compile(rf"[^\W\d_]{{{LETTERS},}}")

MOST_READ = 400  # texts of each side whose mood is read
NEGATIVE, POSITIVE, UNCLEAR = "negative", "positive", ""

Texts = Callable[[str, int, int], tuple[Sequence[str], Sequence[str]]]  # key, from minute, to minute -> (now, before)
Read = Callable[[Sequence[str]], TextScores]


@dataclass(frozen=True)
class Said:
    """`feeling`: negative, positive, or "" where nobody can tell. `chance`: how often a busy hour in which nothing
    happened would turn so far against us; 1 where the mood has not turned. `negative_low`: low end of the share of what
    is negative; None where it could not be read."""

    words: tuple[str, ...] = ()
    feeling: str = UNCLEAR
    chance: float = 1.0
    negative_low: float | None = None


def listening_to(texts: Texts, read: Read = read_texts) -> Callable[[str, int, int], Said]:
    """What is said to a stream between two minutes."""

    def said(key: str, start: int, end: int) -> Said:
        now, before = texts(key, start, end)
        return Said(new_words(now, before), *feeling_of(now, before, read))

    return said


def feeling_of(now: Sequence[str], before: Sequence[str], read: Read = read_texts) -> tuple[str, float, float | None]:
    """The mood of `now` against `before`, how often chance turns it so far, and how negative `now` is at least."""
    later, readable = _sentiment(now, read)
    if len(later) < FEWEST_WRITERS or readable < READABLE:
        return UNCLEAR, 1.0, None
    earlier, _ = _sentiment(before, read)
    against, praise = (float(later[:, column].sum()) for column in (0, 2))
    n = len(later)
    (bad_low, bad_high), (good_low, good_high) = wilson(round(against), n), wilson(round(praise), n)
    if len(earlier):
        rise = against / n - float(earlier[:, 0].mean())
        p = share_rise(against, n, float(earlier[:, 0].sum()), len(earlier))
        if rise >= TURNED and 2 * p <= RARE:
            return NEGATIVE, RARE, bad_low
    if good_low > bad_high:
        return POSITIVE, 1.0, bad_low
    return NEGATIVE if bad_low > good_high and not len(earlier) else UNCLEAR, 1.0, bad_low


def _sentiment(texts: Sequence[str], read: Read) -> tuple[np.ndarray, float]:
    """Probabilities (n, 3) of the newest texts that can be read, and the share of these."""
    newest = list(texts[-MOST_READ:])
    if not newest:
        return np.empty((0, 3)), 0.0
    sentiment = read(newest).sentiment
    known = ~np.isnan(sentiment[:, 0])
    return sentiment[known], float(known.mean())


def new_words(now: Sequence[str], before: Sequence[str]) -> tuple[str, ...]:
    """The words most typical of `now` against `before`, names masked; none where there is too little to tell."""
    counts, counts_before = _used(now[-MOST_TEXTS:]), _used(before[-MOST_TEXTS:])
    if not counts or not counts_before:
        return ()
    words = sorted(counts | counts_before)
    _, z = changed_words([counts[w] for w in words], [counts_before[w] for w in words])
    ranked = sorted(zip((-z).tolist(), words, strict=True))
    return tuple(w for minus_z, w in ranked if -minus_z >= NEW_WORD_Z and counts[w] >= NEW_WORD_WRITERS)[:SHOWN_WORDS]


def _used(texts: Sequence[str]) -> Counter[str]:
    """In how many texts each word stands: one person repeating a word is one."""
    idle = {word for language in languages().values() for word in language.frequent}
    used: Counter[str] = Counter()
    for text in texts:
        used.update(set(_WORD.findall(folded(mask(text)))) - idle)
    return used
