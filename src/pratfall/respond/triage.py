"""Whom to answer first: the angriest, the most widely seen, those who wait longest; whoever has no answer before all.

For a comment with anger a (0 to 1), r reactions (likes and replies under it) and w hours of waiting

    priority = (1 + 4 a) (1 + log2(1 + r)) (1 + log2(1 + w)).

It grows with each of the three and no factor is ever 0, so that nothing quiet, unseen or new is lost from sight.
Logarithms: the first ten likes and the first hour say more than the next ones. The 4 puts full anger on a par with
fifteen reactions or fifteen hours alone.
Unknown is not zero: unknown anger (a language nobody reads here) counts as the middle of the known anger of the same
setback, unknown reactions as the middle of the known reactions; where none are known, all count alike.
Example: a = 0.9, r = 31, w = 3: 4.6 x 6 x 3 = 82.8. a = 0.1, r = 0, w = 63: 1.4 x 1 x 7 = 9.8.
Source of what counts: Herhausen et al. 2019, Journal of Marketing 83(3) (aroused anger and how well connected its
writer is drive the spread of 472,995 complaints); Istanbulluoglu 2017 (the sooner, the better). The form and the 4 are
a choice and no estimate: they only sort, and everything stays in the list.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from pratfall.stats.product_limit import MedianTime, median_time
from pratfall.stats.shares import wilson

Array = Any
ANGER = 4.0


@dataclass(frozen=True)
class Answering:
    """How well a team answers. `share`: (unanswered / all, low, high), Wilson at 95 %; None where nobody wrote.

    `hours`: the median time until an answer, those who still wait included.
    """

    n: int
    unanswered: int
    share: tuple[float, float, float] | None
    hours: MedianTime | None


def priorities(anger: Array, reactions: Array, waiting_hours: Array) -> Array:
    """(n,) float, never NaN. `anger`, `reactions` (n,): NaN unknown; `waiting_hours` (n,) known."""
    if np.isnan(waiting_hours).any():
        raise ValueError("everything waits since a known time")
    a, r = _filled(anger), _filled(reactions)
    w = np.maximum(waiting_hours, 0.0)
    result: Array = (1 + ANGER * a) * (1 + np.log2(1 + np.maximum(r, 0.0))) * (1 + np.log2(1 + w))
    return result


def order(priority: Array, settled: Array) -> Array:
    """(n,) int: rows in the order somebody should look at them; those `settled` (answered, gone) after all others."""
    result: Array = np.lexsort((np.arange(len(priority)), -np.asarray(priority), np.asarray(settled, dtype=bool)))
    return result


def answering(hours: Array, answered: Array) -> Answering:
    """`hours` (n,): until the answer, or until now (or until it was gone) where `answered` is False; NaN: an answer
    whose time nobody knows. It counts as answered, and in no time.
    """
    n, open_ = len(hours), int((~answered).sum())
    if not n:
        return Answering(0, 0, None, None)
    known = ~np.isnan(hours)
    times = median_time(np.maximum(hours[known], 0.0), answered[known]) if known.any() else None
    return Answering(n, open_, (open_ / n, *wilson(open_, n)), times)


def _filled(values: Array) -> Array:
    known = values[~np.isnan(values)]
    return np.where(np.isnan(values), np.median(known) if len(known) else 0.0, values)
