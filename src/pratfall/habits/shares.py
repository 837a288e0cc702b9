"""When a share of posts is a habit.

sure     the 95 % interval lies wholly beyond the limit
likely   the 80 % interval does: one in ten accounts exactly at the limit would be named, fewer below it
none     otherwise, or with fewer than `FEWEST` posts
"""

from __future__ import annotations

from collections.abc import Callable

from pratfall.records.findings import Status
from pratfall.records.habit_readings import HabitReading
from pratfall.records.numbers import Estimate, NotEnoughData, Unit, Window
from pratfall.records.subjects import Subject
from pratfall.stats.shares import wilson

FEWEST = 20
SURE_LEVEL, LIKELY_LEVEL = 0.95, 0.80
Ends = Callable[[float], tuple[float, float]]


def above(ends: Ends, limit: float) -> Status | None:
    """Status of a number whose interval at a level is `ends(level)` and which is a fault above `limit`."""
    if ends(SURE_LEVEL)[0] > limit:
        return Status.SURE
    return Status.LIKELY if ends(LIKELY_LEVEL)[0] > limit else None


def below(ends: Ends, limit: float) -> Status | None:
    """The same for a number that is a fault below `limit`."""
    if ends(SURE_LEVEL)[1] < limit:
        return Status.SURE
    return Status.LIKELY if ends(LIKELY_LEVEL)[1] < limit else None


def share(hits: int, n: int) -> Estimate:
    """`hits` of `n` with Wilson's interval."""
    low, high = wilson(hits, n, level=SURE_LEVEL)
    return Estimate(hits / n, low, high, Unit.SHARE, SURE_LEVEL)


def share_ends(hits: int, n: int) -> Ends:
    return lambda level: wilson(hits, n, level=level)


def share_reading(
    code: str,
    subject: Subject,
    window: Window,
    counted: tuple[int, int],
    limit: float,
    *,
    fewest: int = FEWEST,
    of: str = "posts",
    more_is_worse: bool = True,
) -> HabitReading:
    """`counted`: hits of n, of which at least `fewest` are needed."""
    hits, n = counted
    judge = above if more_is_worse else below
    return HabitReading(
        code=code,
        subject=subject,
        status=judge(share_ends(hits, n), limit) if n >= fewest else None,
        estimate=share(hits, n) if n >= fewest else NotEnoughData(fewest, n, of),
        n=n,
        window=window,
        limit=limit,
        more_is_worse=more_is_worse,
    )
