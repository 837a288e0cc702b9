"""The same text from many people in a short time: who sent it round, and when.

Only wordings of at least `SHORTEST` letters count, since "shame on you" needs no arrangement, and only different
authors: one person's repetition is insistence, not a campaign. Texts are the same if `find_repeats` says so.

What it cannot tell: whether people were paid, asked, or glad to borrow good words; and people who were asked to write
in their own words leave no trace here. So it is told with its evidence, and every comment stays counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .plain import plain
from .repeats import find_repeats
from .topics import originals

Array = Any
FEWEST_AUTHORS = 5
WITHIN_HOURS = 48.0
SHORTEST = 60
LEAST = 0.7  # Jaccard index of shingles: the whole wording; a sentence borrowed is not enough


@dataclass(frozen=True)
class Campaign:
    """`rows` of the texts in order of time, the loudest `WITHIN_HOURS` around them; `authors` different people."""

    rows: Array
    authors: int


def find_campaigns(texts: Sequence[str], authors: Sequence[str], created: Array) -> tuple[Campaign, ...]:
    """Texts sent round, the one with most authors first. `created` (n,) datetime64[s]; NaT rows are left out."""
    created = np.asarray(created, dtype="datetime64[s]")
    rows = np.array([i for i, text in enumerate(texts) if len(plain(text[:1000])) >= SHORTEST], dtype=np.int64)
    rows = rows[~np.isnat(created[rows])]
    rows = rows[np.argsort(created[rows], kind="stable")]
    if len(rows) < FEWEST_AUTHORS:
        return ()
    first = originals(find_repeats([texts[row] for row in rows], least=LEAST))
    places, counts = np.unique(first, return_counts=True)
    found = (_loudest(rows[first == place], authors, created) for place in places[counts >= FEWEST_AUTHORS].tolist())
    return tuple(sorted((c for c in found if c), key=lambda c: (-c.authors, int(c.rows[0]))))


def _loudest(rows: Array, authors: Sequence[str], created: Array) -> Campaign | None:
    """The stretch of `WITHIN_HOURS` with most different authors."""
    at = created[rows].astype(np.int64)
    ends = np.searchsorted(at, at + round(WITHIN_HOURS * 3600), side="right")
    names = [str(authors[row]) for row in rows.tolist()]  # the unknown count as one person
    best, most = (0, 0), 0
    inside: dict[str, int] = {}
    end = 0
    for start in range(len(rows)):
        for k in range(end, ends[start]):
            inside[names[k]] = inside.get(names[k], 0) + 1
        end = max(end, int(ends[start]))
        if len(inside) > most:
            best, most = (start, end), len(inside)
        inside[names[start]] -= 1
        if not inside[names[start]]:
            del inside[names[start]]
    return Campaign(rows[best[0] : best[1]], most) if most >= FEWEST_AUTHORS else None
