"""Regression to the mean: was the usual itself a lucky stretch, and is this only the way back?

The posts before the change are parted into the stretch just before it (as many posts as after it, at most half) and all
older ones. What the stretch stood above the older ones was in the usual, and goes with it:

    part = mean older - mean of all before = -(share of the stretch) * (mean of the stretch - mean older)

Only where it has the sign of the change: a level that had been falling all along owes nothing to luck. Nothing of the
posts after the change enters, so that the size of the change does not matter.

Limits: an improvement that was real and then lost looks the same; older posts must exist. A prior of one standard
deviation `PLAUSIBLE` draws the part towards none. Source: Barnett, van der Pols & Dobson 2005.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pratfall.records.causes import Basis
from pratfall.records.numbers import NotEnoughData
from pratfall.stats.change_decomposition import widening

from .case import Answer, Case, Explanation, Missing, Offset

CODE = "regression_to_mean"
FEWEST_SIDE = 12  # posts of the stretch, and older ones
PLAUSIBLE = 0.7  # log


def explain(case: Case) -> Iterator[Answer]:
    y = case.y[case.before]
    recent = min(int(case.after.sum()), len(y) // 2)
    if recent < FEWEST_SIDE:
        yield Missing(CODE, NotEnoughData(2 * FEWEST_SIDE, len(y), "posts"), "older_posts")
        return
    older, stretch = y[:-recent], y[-recent:]
    part = float(older.mean() - y.mean())
    if part == 0.0 or (part < 0.0) != case.down:
        return
    yield Explanation(
        code=CODE,
        basis=Basis.INFERRED,
        changes_mind="level_below_older",
        offset=_drawn(part, _error(older - older.mean(), stretch - stretch.mean()), len(y) - 2),
        step="compare_with_older_level",
        facts={
            "since": case.day[case.before][-recent].astype(object),
            "stretch": float(np.exp(stretch.mean() - older.mean())),
            "posts": recent,
            "older_posts": len(older),
        },
    )


def _error(older: np.ndarray, stretch: np.ndarray) -> float:
    both = np.concatenate([older, stretch])
    variance = float(both @ both) / (len(both) - 2)
    spread = np.sqrt(variance * (1.0 / len(older) + 1.0 / len(stretch)))
    return len(stretch) / len(both) * float(spread) * widening(both, 2)


def _drawn(part: float, error: float, freedom: float) -> Offset:
    weight = PLAUSIBLE**2 / (PLAUSIBLE**2 + error**2)
    return Offset(weight * part, float(np.sqrt(weight)) * error, freedom)
