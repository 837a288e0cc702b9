"""How alike are a question and short texts, in English, French and across, without a network?

    likeness("une photo utilisée sans accord", ["We posted a picture without permission", "The link was broken"])

Every text is three unit vectors: its stems, its notions (`notions.py`: words of both languages that mean one thing)
and the pieces of its words (four letters, so that *campagne* is near *campaign*). Weights are those of Salton &
Buckley (1988),

    w(t, d) = (1 + log tf) * idf(t),    idf(t) = log( (PRIOR + n + 1) / (PRIOR p(t) + df(t) + 1) ),

where p(t) is what is known before a library is (USUAL for what nearly every text of this field holds, else 0), so that
three lessons are weighted as calmly as three thousand (a prior on document frequency, as in Robertson & Zaragoza 2009).
Likeness is a weighted mean of the three cosines; since texts in two languages share notions and pieces but hardly
words, it is the better of that mean with the words and without. The same text is 1, nothing in common 0, and the order
of texts changes nothing. Limits: a notion that is not listed is found by its word only; negation is not read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import log
from typing import Any

import numpy as np
from scipy import sparse

from .notions import notions, notions_of, stem, telling

Array = Any
LONGEST = 4_000  # characters of a text that are read
PRIOR = 60.0  # texts the prior stands for
USUAL = 0.35
PIECE = 4
KINDS = ("words", "notions", "pieces")
WITH_WORDS = (0.25, 0.65, 0.10)  # chosen on the development half of tests/truth/lessons
WITHOUT_WORDS = (0.0, 0.80, 0.20)


@dataclass(frozen=True)
class Terms:
    """What one text holds of each kind, and how often. `said`: for a stem or notion the first word that meant it."""

    counts: tuple[Counter[str], ...]
    said: dict[str, str]


class Shelf:
    """Texts made ready to be asked many times; building costs some 50 microseconds a word once, asking little."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._terms = [terms(text) for text in texts]
        self._tables = [_Table([t.counts[kind] for t in self._terms]) for kind in range(len(KINDS))]

    def cosines(self, query: str) -> Array:
        """(3, n): per kind of term; NaN where the query holds none of that kind."""
        asked = terms(query)
        rows = [table.cosines(asked.counts[kind]) for kind, table in enumerate(self._tables)]
        return np.array(rows).reshape(len(KINDS), len(self._terms))

    def likeness(self, query: str) -> Array:
        """(n,) in 0..1."""
        return mixed(self.cosines(query))

    def shared(self, query: str, row: int, most: int = 3) -> tuple[tuple[str, str], ...]:
        """What makes them alike: pairs of the query's word and the text's, the most telling first."""
        asked, known = terms(query), self._terms[row]
        found: dict[tuple[str, str], float] = {}
        for kind in (1, 0):
            for term in asked.counts[kind].keys() & known.counts[kind].keys():
                pair = asked.said[term], known.said[term]
                found[pair] = max(found.get(pair, 0.0), self._tables[kind].idf(term))
        ordered = sorted(found, key=lambda pair: (-found[pair], pair))
        return tuple(_different(ordered))[:most]


def likeness(query: str, texts: Sequence[str]) -> Array:
    """(n,) in 0..1: how alike each text is to `query`. For many questions to the same texts keep a `Shelf`."""
    return Shelf(texts).likeness(query)


def mixed(cosines: Array) -> Array:
    """(n,): the better of the weighted means with words and without; kinds the query lacks (NaN) are left out."""
    asked = ~np.isnan(cosines).all(axis=1) if cosines.size else np.zeros(len(KINDS), dtype=bool)
    clean = np.nan_to_num(cosines)
    best = np.zeros(cosines.shape[1])
    for weights in (np.array(WITH_WORDS), np.array(WITHOUT_WORDS)):
        total = weights[asked].sum()
        if total:
            best = np.maximum(best, weights[asked] @ clean[asked] / total)
    return np.clip(best, 0.0, 1.0)


@lru_cache(maxsize=4_000)  # some 40 kB each: what is typed beside a plan is asked once and never again
def terms(text: str) -> Terms:
    """Stems, notions and pieces of a text."""
    words = telling(text[:LONGEST])
    said: dict[str, str] = {}
    stems = [stem(word) for word in words]
    meant: list[str] = []
    for word, base in zip(words, stems, strict=True):
        said.setdefault(base, word)
        for name in sorted(notions_of(word)):
            said.setdefault(name + ":", word)
            meant.append(name + ":")
    pairs = notions().pairs
    for (first, second), (one, other) in zip(pairwise(stems), pairwise(words), strict=True):
        for name in sorted(pairs.get((first, second), ())):
            said[name + ":"] = f"{one} {other}"
            meant.append(name + ":")
    pieces = [piece for word in words for piece in _pieces(word)]
    return Terms((Counter(stems), Counter(meant), Counter(pieces)), said)


@lru_cache(maxsize=100_000)
def _pieces(word: str) -> tuple[str, ...]:
    whole = f" {word} "
    return tuple(whole[at : at + PIECE] for at in range(len(whole) - PIECE + 1)) if len(word) >= PIECE else ()


class _Table:
    """Texts by terms of one kind: unit rows."""

    def __init__(self, counts: Sequence[Counter[str]]) -> None:
        self._n = len(counts)
        used = Counter(term for count in counts for term in count)
        self._df = used
        self._column = {term: at for at, term in enumerate(used)}
        rows = np.repeat(np.arange(self._n), [len(count) for count in counts])
        columns = np.fromiter((self._column[t] for count in counts for t in count), dtype=np.int64, count=len(rows))
        weights = np.fromiter((self._weight(t, n) for count in counts for t, n in count.items()), float, len(rows))
        table = sparse.csr_matrix((weights, (rows, columns)), shape=(self._n, max(len(used), 1)))
        lengths = np.sqrt(np.asarray(table.multiply(table).sum(axis=1)).ravel())
        self._rows = sparse.diags(1 / np.maximum(lengths, 1e-12)) @ table

    def idf(self, term: str) -> float:
        prior = PRIOR * USUAL if term.rstrip(":") in notions().usual else 0.0
        return log((PRIOR + self._n + 1) / (prior + self._df.get(term, 0) + 1))

    def cosines(self, asked: Counter[str]) -> Array:
        if not asked:
            return np.full(self._n, np.nan)
        weights = {term: self._weight(term, n) for term, n in asked.items()}
        length = np.sqrt(sum(w * w for w in weights.values()))
        query = np.zeros(self._rows.shape[1])
        for term, weight in weights.items():
            if term in self._column:
                query[self._column[term]] = weight / max(length, 1e-12)
        return np.asarray(self._rows @ query)

    def _weight(self, term: str, count: int) -> float:
        return (1 + log(count)) * self.idf(term)


def _different(pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Each word once: a notion and a stem often come from the same one."""
    seen: set[str] = set()
    for asked, known in pairs:
        if stem(asked) not in seen and stem(known) not in seen:
            seen |= {stem(asked), stem(known)}
            yield asked, known
