"""Which days of an account are known: the feed calendar."""

from __future__ import annotations

import numpy as np

from pratfall.records.charts import CalendarChart, DayState
from pratfall.records.scene import Scene

SHOWN_DAYS = 731  # two years: enough to see a season twice
STATES = (DayState.GAP, DayState.EMPTY, DayState.COVERED, DayState.PARTIAL)


def feed_calendar(scene: Scene, account: int) -> CalendarChart:
    """One state per day, from the first known day (at most two years back) to the day of the review."""
    today = np.datetime64(scene.now.date(), "D")
    data = _days_with_data(scene, account)
    spans = [(np.datetime64(c.start, "D"), np.datetime64(c.end, "D")) for c in scene.coverage if c.account == account]
    known = [*(start for start, _ in spans), *data[:1]]
    start = max(min(known, default=today), today - np.timedelta64(SHOWN_DAYS - 1, "D"))
    n = max(int((today - start).astype(int)) + 1, 1)
    state = np.zeros(n, dtype=np.int8)
    for first, last in spans:
        state[_slice(first, last, start, n)] = 1
    state[_inside(data, start, n)] = 2
    state[_inside(_partial_days(scene, account), start, n)] = 3
    return CalendarChart(start.astype(object), tuple(STATES[s] for s in state))


def _days_with_data(scene: Scene, account: int) -> np.ndarray:
    posted = scene.posts.published[scene.posts.account == account].astype("datetime64[D]")
    measured = scene.days.day[(scene.days.account == account) & ~np.isnan(scene.days.value)]
    days = np.unique(np.concatenate([posted, measured]))
    return days[~np.isnat(days)]


def _partial_days(scene: Scene, account: int) -> np.ndarray:
    return np.unique(scene.days.day[(scene.days.account == account) & scene.days.partial])


def _inside(days: np.ndarray, start: np.datetime64, n: int) -> np.ndarray:
    offset = (days - start).astype(int)
    return offset[(offset >= 0) & (offset < n)]


def _slice(first: np.datetime64, last: np.datetime64, start: np.datetime64, n: int) -> slice:
    low = int((first - start).astype(int))
    high = int((last - start).astype(int)) + 1
    return slice(max(low, 0), max(min(high, n), 0))
