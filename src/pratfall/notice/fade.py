"""Is a slow loss the subject's own? Only then it is called fading.

Asked after a slow loss was found (`level`), so that nothing more has to be paid for; it can only take the word away.

    an account        its shift less that of the organisation's other accounts, wherever they are (random effects), is
                      below 0 at one-sided 2.5 %
    a series          it fell by more than the other posts of its account over the same days (`Explained`)

A dip that comes every year does not get here (`season`). With nobody to compare with, or where the others fell alike,
the loss stays a decline, whoever caused it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np

from pratfall.records.subjects import SubjectKind
from pratfall.stats.autocorrelation import inflation
from pratfall.stats.random_effects import pool
from pratfall.stats.separate import ONE_SIGMA
from pratfall.stats.shift import shift

from .explained import FEWEST_SIDE, Explained
from .histories import Histories

Array = Any
ONE_SIDED = 0.025
MOVED = 1.96
SMALLEST_ERROR = 0.01  # of a log shift: posts that are all alike have no error at all


@dataclass(frozen=True)
class Slide:
    """A slow loss of history i: the last day of its usual level, and the day from which posts show what is left."""

    usual_until: date
    now_from: date


class Fade:
    """Answers for one set of histories."""

    def __init__(self, histories: Histories, explained: Explained) -> None:
        self.histories = histories
        self.explained = explained

    def is_own(self, i: int, slide: Slide) -> bool:
        subject = self.histories.groups[i].subject
        if subject.kind is SubjectKind.ACCOUNT:
            return self._below_peers(i, slide)
        # A campaign runs over accounts and has nobody beside it.
        return subject.kind is SubjectKind.SERIES and self._below_rest(i, slide)

    @cached_property
    def _accounts(self) -> list[int]:
        h = self.histories
        kinds = enumerate(g.subject.kind for g in h.groups)
        return [i for i, kind in kinds if kind is SubjectKind.ACCOUNT and h.segments.length[i]]

    def _below_peers(self, i: int, slide: Slide) -> bool:
        own = self._shift(i, slide)
        others = [s for j in self._accounts if j != i and (s := self._shift(j, slide)) is not None]
        if own is None or not others:
            return False
        value, variance = own
        if len(others) == 1:
            mean, error = others[0]
        else:
            found = pool(*(np.array(column) for column in zip(*others, strict=True)))
            mean, error = found.mean, found.error**2 + found.between
        return bool((value - mean) / np.sqrt(variance + error) <= -MOVED)

    def _below_rest(self, i: int, slide: Slide) -> bool:
        """The series against what else its account posted, with the account named as the other explanation."""
        home = self.histories.groups[i].subject
        account = next((j for j in self._accounts if self._lives_in(home, j)), None)
        if account is None:
            return False
        others = frozenset({self.histories.groups[account].subject})
        return self.explained.p_given(i, slide.now_from, True, others) <= ONE_SIDED

    def _lives_in(self, subject: Any, account: int) -> bool:
        own = self.histories.groups[account].subject
        return (own.platform, own.account_id) == (subject.platform, subject.account_id)

    def _shift(self, i: int, slide: Slide) -> tuple[float, float] | None:
        """How far history i lies lower now than at the usual level, in logs, and the variance of that."""
        h = self.histories
        days, left = h.days(i), h.residual[h.part(i)]
        before = left[days <= np.datetime64(slide.usual_until, "D")]
        after = left[days >= np.datetime64(slide.now_from, "D")]
        if min(len(before), len(after)) < FEWEST_SIDE:
            return None
        found = shift(before, after, level=ONE_SIGMA, widen=float(inflation(h.every.correlation[i])))
        if found is None:
            return None
        return found.value, max((found.high - found.low) / 2.0, SMALLEST_ERROR) ** 2
