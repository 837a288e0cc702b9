"""Timing: do posts go out at other hours, or on other days of the week, than they did?

Columns: one per window of three hours (UTC) and per weekday in use. What an hour is worth is learnt from this
account's own posts; a window seen twice stays near no effect, by its prior.

Evidence needed: posts in the old and in the new hours within one period. If all posts moved on the very day the
level changed, the hour cannot be told from anything else that began that day: the share then keeps an interval that
holds 0. Limits: UTC, so that summer time moves a window by an hour; posts known by their day alone have no hour.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from pratfall.records.causes import Basis

from .case import Answer, Case, Explanation
from .measures import HOURS, KEEP, could_matter, windows_and_weekdays

Array = Any
CODE = "timing"
WINDOWS, DAYS = 24 // HOURS, 7
HOUR_SD, DAY_SD = 0.5, 0.3  # log: a window seldom gets twice what another gets
LEAST_MOVED = 0.15  # share of posts that stand elsewhere by mere chance of a few weeks


def explain(case: Case) -> Iterator[Answer]:
    window, weekday = _windows(case)
    hours, days = _moved(case, window, WINDOWS), _moved(case, weekday, DAYS)
    columns = np.column_stack([_indicators(window, WINDOWS), _indicators(weekday, DAYS)])
    used = columns.any(axis=0)
    prior = np.repeat([HOUR_SD, DAY_SD], [WINDOWS, DAYS])[used]
    if max(hours, days) < LEAST_MOVED or not could_matter(case, columns[:, used], tuple(prior.tolist())):
        return
    yield Explanation(
        code=CODE,
        basis=Basis.INFERRED,
        changes_mind="old_hours",
        columns=columns[:, used],
        prior_sd=tuple(prior.tolist()),
        step="back_to_old_hours" if case.down else KEEP,
        facts={
            "what": "hours" if hours >= days else "weekdays",
            "moved": max(hours, days),
            "usual": _most_often(case.before, hours >= days, window, weekday),
            "now": _most_often(case.after, hours >= days, window, weekday),
        },
    )


def _windows(case: Case) -> tuple[Array, Array]:
    """(n,) window of the day, -1 unknown; (n,) weekday from Monday."""
    window, weekday = windows_and_weekdays(case.published)
    return np.where(case.posts.has_time[case.rows], window, -1), weekday


def _indicators(code: Array, k: int) -> Array:
    return (code[:, None] == np.arange(k)).astype(float)


def _moved(case: Case, code: Array, k: int) -> float:
    """Share of posts that would have to move for both sides to look alike (total variation distance)."""
    known = code >= 0
    if not (known & case.before).any() or not (known & case.after).any():
        return 0.0
    shares = [np.bincount(code[side & known], minlength=k) / (side & known).sum() for side in (case.before, case.after)]
    return float(np.abs(shares[1] - shares[0]).sum() / 2.0)


def _most_often(side: Array, by_hour: bool, window: Array, weekday: Array) -> str:
    """Code of the window ("h3": from 9 h) or the weekday ("d0": Monday) most posts of a side went out in."""
    code = window[side & (window >= 0)] if by_hour else weekday[side]
    return f"{'h' if by_hour else 'd'}{int(np.bincount(code).argmax())}"
