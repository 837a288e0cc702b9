"""Is a change still there once other changes are accounted for? So that one change is told once.

    an account, given series of it     the same contrast over the posts outside those series
    a series, given its account        the series against the account's posts outside it, over the same days

Both are one-look p-values of the rank-sum kind on the residuals after and before the day of the onset.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np

from pratfall.records.subjects import Subject, SubjectKind
from pratfall.stats.separate import p_difference, p_smaller

from .histories import Histories

Array = Any
FEWEST_SIDE = 8


class Explained:
    """Answers for one set of histories; subjects are found by their identity."""

    def __init__(self, histories: Histories) -> None:
        self.histories = histories
        self.index = {group.subject: i for i, group in enumerate(histories.groups)}

    def p_given(self, i: int, since: date, down: bool, others: frozenset[Subject]) -> float:
        """p-value that is left; 1 where too little is left to see anything."""
        own = self.histories.groups[i].subject
        accounts = [s for s in others if s.kind is SubjectKind.ACCOUNT]
        inside = [s for s in others if s.kind is not SubjectKind.ACCOUNT]
        rows, left = self._without(i, inside)
        sign = 1.0 if down else -1.0
        before, after = self._sides(rows, sign * left, since)
        if own.kind is SubjectKind.ACCOUNT or not accounts:
            return p_smaller(before, after) if _enough(before, after) else 1.0
        account = self.index[accounts[0]]
        rest_rows, rest = self._without(account, [own, *inside])
        # An account posts more than a series of it, so that its newest posts may reach less far back.
        same_days = self.histories.days_of(rows) >= self.histories.first[account]
        before, after = self._sides(rows[same_days], sign * left[same_days], since)
        rest_before, rest_after = self._sides(rest_rows, sign * rest, since)
        if not (_enough(before, after) and _enough(rest_before, rest_after)):
            return 1.0
        return p_difference(before, after, rest_before, rest_after)

    def _without(self, i: int, others: list[Subject]) -> tuple[Array, Array]:
        h = self.histories
        part = h.part(i)
        rows, left = h.rows[part], h.residual[part]
        drop = [h.groups[self.index[s]].rows for s in others if s in self.index and self.index[s] != i]
        keep = ~np.isin(rows, np.concatenate(drop)) if drop else np.ones(len(rows), dtype=bool)
        return rows[keep], left[keep]

    def _sides(self, rows: Array, left: Array, since: date) -> tuple[Array, Array]:
        late = self.histories.days_of(rows) >= np.datetime64(since, "D")
        return left[~late], left[late]


def _enough(before: Array, after: Array) -> bool:
    return len(before) >= FEWEST_SIDE and len(after) >= FEWEST_SIDE
