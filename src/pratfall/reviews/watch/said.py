"""What people say during an alarm that they did not say before: a few words, to recognise the same storm elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from pratfall.stats.changed_words import changed_words
from pratfall.text.masking import mask
from pratfall.text.plain import folded

LEAST_LETTERS = 4
LEAST_TEXTS = 3  # that use a word
LEAST_Z = 3.0
MOST_WORDS = 6
MOST_TEXTS = 3000  # of each side, the newest: more change nothing
_WORD = re.compile(rf"[^\W\d_]{{{LEAST_LETTERS},}}")

Texts = Callable[[str, int, int], tuple[Sequence[str], Sequence[str]]]  # key, from minute, to minute -> (now, before)


def words_of(texts: Texts) -> Callable[[str, int, int], tuple[str, ...]]:
    def words(key: str, start: int, end: int) -> tuple[str, ...]:
        return new_words(*texts(key, start, end))

    return words


def new_words(now: Sequence[str], before: Sequence[str]) -> tuple[str, ...]:
    """The words most typical of `now` against `before`, names masked; none where there is too little to tell."""
    counts, counts_before = _used(now[-MOST_TEXTS:]), _used(before[-MOST_TEXTS:])
    if not counts or not counts_before:
        return ()
    words = sorted(counts | counts_before)
    _, z = changed_words([counts[w] for w in words], [counts_before[w] for w in words])
    ranked = sorted(zip((-z).tolist(), words, strict=True))
    return tuple(w for minus_z, w in ranked if -minus_z >= LEAST_Z and counts[w] >= LEAST_TEXTS)[:MOST_WORDS]


def _used(texts: Sequence[str]) -> Counter[str]:
    """In how many texts each word stands: one person repeating a word is one."""
    used: Counter[str] = Counter()
    for text in texts:
        used.update(set(_WORD.findall(folded(mask(text)))))
    return used
