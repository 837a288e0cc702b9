"""The same days for everybody: each history's last weeks against its own time before.

Accounts post at different paces, so that "the newest 24 posts" are other days for each of them. To ask
what a network did to all, the split is a date.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from pratfall.records.subjects import SubjectKind
from pratfall.stats.autocorrelation import inflation
from pratfall.stats.looks import LOOKS_PER_YEAR, rate_per_year

from .freshness import now_of
from .histories import Histories

Array = Any
WEEKS = (6, 10, 16, 26, 52)
FEWEST_AFTER = 6
FEWEST_BEFORE = 16


@dataclass(frozen=True)
class Steps:
    """Per history and split, (s, w): `shift` of the mean score, its `variance`; NaN where too few posts."""

    shift: Array
    variance: Array


def steps(histories: Histories, weeks: tuple[int, ...] = WEEKS) -> Steps:
    """Splits at `now` less each of `weeks`. Variances are inflated for autocorrelation."""
    segments = histories.segments
    published = histories.scene.posts.published[histories.rows]
    total = segments.total(histories.score)
    found = [_step(histories, published, total, week) for week in weeks]
    shift = np.stack([f[0] for f in found], axis=1)
    variance = np.stack([f[1] for f in found], axis=1) * inflation(histories.every.correlation)[:, None] ** 2
    return Steps(shift, variance)


def _step(histories: Histories, published: Array, total: Array, weeks: int) -> tuple[Array, Array]:
    segments = histories.segments
    late = published >= now_of(histories.scene) - np.timedelta64(7 * weeks, "D")
    k = segments.total(late.astype(float))
    m = segments.length - k
    newest = segments.total(np.where(late, histories.score, 0.0))
    fits = (k >= FEWEST_AFTER) & (m >= FEWEST_BEFORE)
    k, m = np.where(fits, k, np.nan), np.where(fits, m, np.nan)
    return newest / k - (total - newest) / m, 1.0 / k + 1.0 / m


def yearly_rate(z: Array) -> Array:
    """False alarms per year of the largest of all splits reaching `z`, looked at weekly."""
    change = 1.0 / np.array(WEEKS)
    return rate_per_year(np.asarray(z)[..., None], change, np.array(LOOKS_PER_YEAR)).sum(axis=-1)


def networks(histories: Histories) -> dict[str, Array]:
    """Per platform with two accounts or more, the indices of their histories."""
    found: dict[str, list[int]] = {}
    for i, group in enumerate(histories.groups):
        if group.subject.kind is SubjectKind.ACCOUNT and histories.segments.length[i]:
            found.setdefault(group.subject.platform, []).append(i)
    return {platform: np.array(accounts) for platform, accounts in found.items() if len(accounts) > 1}
