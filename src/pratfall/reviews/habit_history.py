"""Every habit at the end of each month of a good year, and today: what it was, told with what is known now.

A habit is told only while it is one; whether it is getting better needs its number in every month. What keeps well is
no habit to mend and is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, timedelta

import numpy as np

from pratfall.habits import evergreen, habits
from pratfall.records.habit_readings import HabitReading, HabitsThen
from pratfall.records.scene import Scene

from .hindsight import as_it_was

MONTHS = 13  # so that a number of a whole year has one before it that shares no day with it
QUARTER_DAYS = 91
FACTS = frozenset({"abandoned", "no_conversions"})  # true of a day, not counted over days


def habit_history(scene: Scene, *, months: int = MONTHS) -> tuple[HabitsThen, ...]:
    """Oldest first, the day of `scene.now` last. Months that ended before the first post are left out."""
    today = scene.now.astimezone(UTC).date()
    published = scene.posts.published[~np.isnat(scene.posts.published)]
    if not len(published):
        return ()
    first: date = published.min().astype("datetime64[D]").astype(object)
    days = [day for day in month_ends(today, months) if day >= first]
    return tuple(_then(as_it_was(scene, day), day) for day in (*days, today))


def month_ends(today: date, months: int) -> list[date]:
    """The last days of the `months` months before that of `today`, oldest first."""
    found = []
    end = today.replace(day=1) - timedelta(days=1)
    for _ in range(months):
        found.append(end)
        end = end.replace(day=1) - timedelta(days=1)
    return found[::-1]


def _then(scene: Scene, day: date) -> HabitsThen:
    return HabitsThen(day, tuple(_readings(scene)), tuple(_lately(scene)))


def _readings(scene: Scene) -> Iterator[HabitReading]:
    for habit in habits():
        if habit is not evergreen:
            yield from habit.readings(scene)


def _lately(scene: Scene) -> Iterator[HabitReading]:
    for habit in habits():
        if habit is not evergreen and habit.__name__.rsplit(".", 1)[-1] not in FACTS:
            yield from habit.readings(scene, days=QUARTER_DAYS)
