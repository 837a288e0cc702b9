"""Which cause of a taxonomy does each comment speak of?

A comment belongs to the cause with most different cues in it. Where several have as many, its other words decide:
the cause whose comments use such words (naive Bayes on words and pairs, as in Nigam et al. 2000, with the mean
instead of the sum of the logarithms, since words of one comment are no independent witnesses). Weak cues are asked
only where no cue said anything.

    argmax over tied c of  mean_w log P(w | c) + log(comments of c) / 2,   P(w | c) ~ count(w, c) + a P(w)

Counted are words, not meanings: irony, negation ("no delay at all") and causes without a usual word are missed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse

from .features import pieces_of, words_of
from .language import find_languages
from .plain import folded, plain
from .taxonomies import GENERAL, Cause, Cues, cue, taxonomies

Array = Any
LONGEST = 2_000  # characters of a comment that are read
FITTING_SHARE, FITTING = 0.1, 5  # of the comments, and at least so many, must use a trade's own words
SMOOTHING = 0.2  # a, times the number of different words
COMMON = 0.5  # what more comments than this share tells nothing


@dataclass(frozen=True)
class Found:
    """One row per text. `cause` (n,) int: index into the causes, -1 none. `words` (n,) object: what matched."""

    cause: Array
    words: Array


def find_causes(texts: Sequence[str], causes: Sequence[Cause], given: Sequence[str] | None = None) -> Found:
    """Every different text is searched once. `given`: languages known beforehand, "" where not."""
    keys = list(zip(texts, _languages(texts, given), strict=True))
    answers = {key: _matched(*key, causes) for key in dict.fromkeys(keys)}
    said = [answers[key] for key in keys]
    hits = np.array([[len(words) for words in row] for row in said]).reshape(len(keys), len(causes))
    cause = _settled(texts, hits)
    words = np.empty(len(keys), dtype=object)
    words[:] = [row[place] if place >= 0 else () for row, place in zip(said, cause.tolist(), strict=True)]
    return Found(cause, words)


def _languages(texts: Sequence[str], given: Sequence[str] | None) -> list[str]:
    """Languages not written in any taxonomy stay as they are: their comments are *other*, not searched in ours."""
    cut = [text[:LONGEST] for text in texts]
    return [str(code) for code in find_languages(cut, given=given)]


def _matched(text: str, language: str, causes: Sequence[Cause]) -> list[tuple[str, ...]]:
    """Per cause the different cues; weak ones where there are no others."""
    clean = plain(text[:LONGEST])
    strong = [_cues_in(clean, cause.cues, language) for cause in causes]
    return strong if any(strong) else [_cues_in(clean, cause.weak, language) for cause in causes]


def _cues_in(clean: str, cues: Cues, language: str) -> tuple[str, ...]:
    """An unclear language is tried in all."""
    spoken = ("", language) if language else tuple(cues)
    patterns = (pattern for key in spoken for pattern in cues.get(key, ()))
    return tuple(dict.fromkeys(match[0] for pattern in patterns for match in pattern.finditer(clean)))


def _settled(texts: Sequence[str], hits: Array) -> Array:
    """(n,) int: the cause with most hits; the first of several, then the likeliest of them."""
    if not hits.size:
        return np.full(len(hits), -1, dtype=np.int64)
    spoken = hits.max(axis=1) > 0
    first = np.where(spoken, hits.argmax(axis=1), -1)
    tied = spoken[:, None] & (hits == hits.max(axis=1, keepdims=True))
    open_ = np.flatnonzero(tied.sum(axis=1) > 1)
    if not len(open_):
        return first
    likely = _likelihood(texts, first, hits.shape[1])
    first[open_] = np.where(tied[open_], likely[open_], -np.inf).argmax(axis=1)
    return first


def _likelihood(texts: Sequence[str], cause: Array, k: int) -> Array:
    """(n, k): how well each comment's words fit the comments now in each cause."""
    n = len(texts)
    parts = pieces_of(words_of(texts))[:2]
    rows = np.concatenate([np.repeat(np.arange(n), np.diff(p.bounds)) for p in parts])
    names, columns = np.unique(np.concatenate([p.hashes for p in parts]), return_inverse=True)
    used = sparse.coo_matrix((np.ones(len(rows)), (rows, columns)), (n, len(names))).tocsr()
    used.data[:] = 1.0
    share = np.asarray(used.sum(axis=0)).ravel()
    kept = np.flatnonzero((share >= 2) & (share <= max(COMMON * n, 2)))
    used, share = used[:, kept], share[kept]
    member = np.zeros((n, k))
    member[cause >= 0, cause[cause >= 0]] = 1.0
    counts = (used.T @ member).T + SMOOTHING * share / max(share.sum(), 1.0) * len(kept)
    logs = np.log(counts / np.maximum(counts.sum(axis=1, keepdims=True), 1e-12)) if len(kept) else counts
    mean = (used @ logs.T) / np.maximum(np.asarray(used.sum(axis=1)).reshape(-1, 1), 1.0)
    scores: Array = mean + np.log(member.sum(axis=0) + 1.0) / 2
    return scores


def fitting_trade(texts: Sequence[str], given: Sequence[str] | None = None) -> str:
    """The trade whose own words most different comments use, "" where too few use any."""
    different = dict.fromkeys(zip(texts, _languages(texts, given), strict=True))
    clean = list(dict.fromkeys((plain(text[:LONGEST]), code) for text, code in different))
    speaking = {
        trade: sum(any(_cues_in(text, cause.cues, language) for cause in causes) for text, language in clean)
        for trade, causes in taxonomies().items()
        if trade != GENERAL
    }
    best = max(speaking, key=lambda trade: speaking[trade], default="")
    return best if best and speaking[best] >= max(FITTING, FITTING_SHARE * len(clean)) else ""


def causes_for(trades: Sequence[str], own: Sequence[tuple[str, Sequence[str]]] = ()) -> tuple[Cause, ...]:
    """A team's own topics, then the trades', then what holds for everybody.

    A cause that several name is one, with all their cues, and stands where it is named first. `own`: (name, words);
    a word may end in * for any ending.
    """
    mine = [Cause(name, "", {"": (_literal(words),)}, {}) for name, words in own if words]
    found: dict[str, Cause] = {}
    for cause in (*mine, *(c for trade in (*trades, GENERAL) for c in taxonomies()[trade])):
        first = found.get(cause.code)
        found[cause.code] = _joined(first, cause) if first else cause
    return tuple(found.values())


def _joined(one: Cause, other: Cause) -> Cause:
    cues, weak = (
        {lang: (*a.get(lang, ()), *b.get(lang, ())) for lang in {**a, **b}}
        for a, b in ((one.cues, other.cues), (one.weak, other.weak))
    )
    return Cause(one.code, one.trade, cues, weak)


def _literal(words: Sequence[str]) -> re.Pattern[str]:
    escaped = (re.escape(folded(word).strip()).replace(r"\*", r"\w*") for word in words)
    return cue(sorted(escaped, key=len, reverse=True))
