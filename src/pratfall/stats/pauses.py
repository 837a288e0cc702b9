"""How long somebody usually pauses between two posts: their own measure of what a hole or an old export is.

    usual pause = the 90 % quantile of the whole days without a post between two posts, 0 for several posts a day
    patience    = the usual limit, or 1.5 usual pauses where that is longer, never beyond the longest limit

Nine in ten pauses are no longer, so that one long one changes nothing.
Example: a monthly letter (30 days between) gets 45 days, where the limit for everybody is 21.
Limits: a rhythm that changed is a mixture of both; with two posts there is one pause, and it is the usual one.
Source: order statistics; the factor 1.5 is a choice, not a finding.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .segments import Floats, Ints

USUAL = 0.9
SLOW = 1.5
Days = NDArray[np.datetime64]


def usual_pauses(owner: Ints, at: Days) -> dict[int, float]:
    """Days, per owner with two dated posts or more. `owner` (n,) and `at` (n,), in any order; NaT is left out."""
    day = at.astype("datetime64[D]")
    keep = ~np.isnat(day)
    owner, day = owner[keep], day[keep]
    order = np.lexsort((day, owner))
    owner, number = owner[order], day[order].astype(np.int64)
    same = owner[1:] == owner[:-1]
    whose, pause = owner[1:][same], np.maximum(np.diff(number)[same] - 1, 0)
    owners, starts = np.unique(whose, return_index=True)
    parts = np.split(pause, starts[1:])
    return {int(a): float(np.quantile(p, USUAL)) for a, p in zip(owners, parts, strict=False) if len(p)}


def patience(owner: Ints, at: Days, owners: int, *, usual: float, longest: float) -> Floats:
    """(owners,) days after which silence or an old export says something."""
    days = np.full(owners, usual)
    for one, pause in usual_pauses(owner, at).items():
        days[one] = max(days[one], min(SLOW * pause, longest))
    return days
