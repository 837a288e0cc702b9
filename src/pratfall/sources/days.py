"""Exports with one row per day of an account: per-day numbers, days spoken for, the unfinished last day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pratfall.records.tables import MetricKind

from .draft import Draft
from .exports import Context
from .frames import Frame


class DayRows:
    """Gathers the days of all chunks of one file; `finish` says what the file speaks for."""

    def __init__(self, platform: str, account_id: str, draft: Draft, *, day: str = "day") -> None:
        self._platform, self._account, self._draft, self._day = platform, account_id, draft, day
        self._frames: list[tuple[Frame, dict[str, dict[str, Any]]]] = []
        self._days: set[date] = set()

    def see(self, frame: Frame, **scopes: dict[str, Any]) -> None:
        """Takes the rows of a chunk, metrics by scope (`all=`, `paid=`); a day printed twice is kept
        once, as first printed."""
        again = np.zeros(frame.n, dtype=bool)
        for i, value in enumerate(frame[self._day].to_pylist()):
            again[i] = value in self._days
            self._days.add(value)
        keep = pa.array(~again)
        kept = {
            scope: {k: v.filter(keep) for k, v in metrics.items() if v is not None} for scope, metrics in scopes.items()
        }
        self._frames.append((frame.drop(again, "day_repeated"), kept))

    def finish(self, context: Context) -> bool:
        """False when there was no day at all: then nothing is known, not even that the account is one."""
        if not self._days:
            return False
        newest = max(self._days)
        for frame, scopes in self._frames:
            days = frame[self._day]
            for scope, metrics in scopes.items():
                self._draft.observe(
                    frame.n, metrics, kind=MetricKind.PER_DAY, subject_type="account", subject_id=self._account,
                    platform=self._platform, account_id=self._account, scope=scope, window_start=days, window_end=days,
                    partial_day=pc.equal(days, pa.scalar(newest, pa.date32())),
                )  # fmt: skip
        self._draft.period_start, self._draft.period_end = min(self._days), newest
        self._draft.as_of = context.as_of(newest)
        runs = runs_of(self._days)
        for start, end in runs:
            self._draft.cover(
                platform=self._platform, account_id=self._account, subject="days", start=start, end=end, evidence="rows"
            )  # fmt: skip
        span, n = (newest - min(self._days)).days + 1, len(self._days)
        self._draft.check("every_day_has_a_row", span == n, expected=span, got=n, n=n)
        return True


def runs_of(days: set[date]) -> list[tuple[date, date]]:
    """Unbroken stretches of days, oldest first: a missing day is a gap, not a zero."""
    runs: list[tuple[date, date]] = []
    for day in sorted(days):
        if runs and day - runs[-1][1] == timedelta(days=1):
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return runs
