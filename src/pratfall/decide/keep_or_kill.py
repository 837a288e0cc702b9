"""Many ideas, one budget: which are stopped today, and what share of tomorrow each of the others gets.

    stopped   P(it is the best) < HOPELESS, after a full week and FEWEST expected events: never before
    shares    P(best)^power, power growing from EARLY to LATE while the time agreed runs out: nearly even between those
              still in the race at first, nearly all to the best one in the end

What was stopped stays in the arithmetic, so that the others are not flattered. Chances: stats/best_idea.py, which knows
of slow starters and of good days. Measured: docs/methods/keep_or_kill.md.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pratfall.stats.best_idea import SPREAD, Ideas, weigh_ideas

Floats = NDArray[np.float64]
HOPELESS = 0.02
EARLY, LATE = 0.5, 2.0
CYCLE_DAYS = 7  # days of the week differ
FEWEST = 3.0  # expected events of an idea before it may be stopped


@dataclass(frozen=True)
class Tomorrow:
    """(tests, ideas): the chance to be the best, which are stopped, and the share of tomorrow's exposures."""

    ideas: Ideas
    stopped: NDArray[np.bool_]
    share: Floats


def tomorrow(events: ArrayLike, exposures: ArrayLike, *, days: int, rate: float, spread: float = SPREAD) -> Tomorrow:
    """From daily events and exposures so far, (tests, days so far, ideas), of a race of `days` days in all.

    `rate`, `spread`: mean and relative spread of what own past ideas brought per exposure.
    """
    n = np.asarray(exposures, dtype=float)
    tests, so_far, number = n.shape
    if so_far == 0:
        even = np.full((tests, number), 1.0 / number)
        return Tomorrow(Ideas(even, np.full((tests, number), rate)), np.zeros((tests, number), dtype=bool), even)
    ideas = weigh_ideas(events, n, rate=rate, spread=spread)
    ripe = (so_far >= CYCLE_DAYS) & (n.sum(axis=1) * rate >= FEWEST)
    stopped = (ideas.best < HOPELESS) & ripe
    stopped[np.arange(tests), ideas.best.argmax(axis=1)] = False
    power = EARLY + (LATE - EARLY) * min(so_far / max(days - 1, 1), 1.0)
    weight = np.where(stopped, 0.0, ideas.best**power)
    return Tomorrow(ideas, stopped, weight / weight.sum(axis=1, keepdims=True))
