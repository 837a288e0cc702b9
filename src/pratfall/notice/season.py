"""Does a change come every year? Then it is the season, as far as anybody can tell before two years are known.

With two years `comparable` takes the months out. Before that a dip is the season's if the same days of the year before

    were as low as the days since the onset (the rank sum does not show today's to be lower, one-sided 5 %), and
    were lower than the days between that dip and the onset (it does show that): it had passed.

A fall of more than a year ago has no days between, and is no season. The same for rises.
"""

from __future__ import annotations

from datetime import date

import numpy as np

from pratfall.stats.separate import p_smaller

from .histories import Histories

ONE_SIDED = 0.05
FEWEST = 8  # posts in each of the three stretches
YEAR = np.timedelta64(365, "D")
DAYS_NEEDED = 730


def comes_every_year(histories: Histories, i: int, since: date, *, down: bool) -> bool:
    """Whether what began on `since` also happened to history i a year earlier, and passed; False where unknown."""
    days = histories.days(i)
    left = histories.residual[histories.part(i)] * (1.0 if down else -1.0)
    onset, end = np.datetime64(since, "D"), days[-1] - YEAR
    now, then, between = days >= onset, (days >= onset - YEAR) & (days <= end), (days > end) & (days < onset)
    if min(now.sum(), then.sum(), between.sum()) < FEWEST:
        return False
    passed = p_smaller(left[between], left[then]) <= ONE_SIDED
    return passed and p_smaller(left[then], left[now]) > ONE_SIDED
