"""Was a single recent post far below or far above its kind? Codes post_flopped, post_shone.

One question per account and direction: the most extreme post of the last 28 days. Finished posts are
compared by their residual with the account's earlier ones; posts too young to be finished by their reading at
the same age (within a fifth) with earlier posts of the same format, where readings at several ages are known.

How often chance shows such a post is its tail probability (`stats.tail`) times the posts of a year. Since
half of all engagement comes from a tenth of the posts, a flop can hardly ever be told from chance; a hit can.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from math import exp
from typing import Any

import numpy as np

from pratfall.records.candidates import Candidate
from pratfall.records.evidence import of_posts
from pratfall.records.findings import Kind
from pratfall.records.numbers import Estimate, NotEnoughData, Unit, Window
from pratfall.records.scene import Scene
from pratfall.records.subjects import Subject, SubjectKind
from pratfall.stats.tail import tail_probability
from pratfall.stats.typical import median_interval, minimum

from .freshness import now_of
from .histories import Histories
from .response import Response

Array = Any
RECENT_DAYS = 28
FEWEST_BEFORE = 50  # below this even a record is no news
SAME_AGE = 1.2  # ages within this factor count as the same
METHOD = "tail"


@dataclass(frozen=True)
class Stranger:
    """A post and its like: log value `x` against `history` (n,) on the same scale; `ratio` to the typical one."""

    row: int
    x: float
    history: Array
    age_hours: float | None

    def chance(self, *, low: bool) -> float:
        sign = -1.0 if low else 1.0
        return tail_probability(sign * self.x, sign * self.history)


def weigh(histories: Histories) -> Iterator[Candidate]:
    """Two candidates per account with recent posts and enough earlier ones."""
    young = _young(histories.scene, histories.response)
    for i, group in enumerate(histories.groups):
        if group.subject.kind is not SubjectKind.ACCOUNT:
            continue
        recent = [*_finished(histories, i), *young.get(group.subject, ())]
        for low in (True, False):
            if recent:
                yield _candidate(histories, i, min(recent, key=lambda s: s.chance(low=low)), len(recent), low)


def _finished(h: Histories, i: int) -> list[Stranger]:
    """The lowest and the highest finished post of the last 28 days."""
    left = h.residual[h.part(i)]
    rows = h.rows[h.part(i)]
    recent = h.scene.posts.published[rows] >= now_of(h.scene) - np.timedelta64(RECENT_DAYS, "D")
    before = left[~recent]
    if len(before) < FEWEST_BEFORE or not recent.any():
        return []
    ends = {int(k) for k in (np.argmin(left[recent]), np.argmax(left[recent]))}
    return [Stranger(int(rows[recent][k]), float(left[recent][k]), before, None) for k in sorted(ends)]


@dataclass(frozen=True)
class Readings:
    """Readings of one metric of one account's posts, (m,) each: row of the post, age, value."""

    post: Array
    age_hours: Array
    value: Array


def _young(scene: Scene, response: Response) -> dict[Subject, list[Stranger]]:
    """Unfinished posts against earlier ones of their account and format at the same age."""
    posts = scene.posts
    recent = posts.published >= now_of(scene) - np.timedelta64(RECENT_DAYS, "D")
    rows = np.flatnonzero(recent & ~posts.ripe)
    found: dict[Subject, list[Stranger]] = {}
    for account, readings in _readings(scene, response, np.unique(posts.account[rows])).items():
        alike = (_at_same_age(scene, int(row), readings) for row in rows[posts.account[rows] == account])
        strangers = [stranger for stranger in alike if stranger is not None]
        if strangers:
            found[scene.accounts[account].subject] = strangers
    return found


def _readings(scene: Scene, response: Response, accounts: Array) -> dict[int, Readings]:
    """Per account, the readings of the first part of its response. Sorted once: there may be ten million."""
    curves = scene.curves
    if not len(accounts) or not len(curves.post):
        return {}
    owner = scene.posts.account[curves.post]
    order = np.argsort(owner, kind="stable")
    bounds = np.searchsorted(owner[order], [accounts, accounts + 1])
    found = {}
    for account, start, end in zip(accounts.tolist(), *bounds, strict=True):
        metric = response.parts[account][0] if response.parts[account] else ""
        own = order[start:end]
        own = own[curves.metric[own] == metric]
        found[account] = Readings(curves.post[own], curves.age_hours[own], curves.value[own])
    return found


def _at_same_age(scene: Scene, row: int, readings: Readings) -> Stranger | None:
    posts = scene.posts
    mine = np.flatnonzero(readings.post == row)
    if not len(mine):
        return None
    age, value = float(readings.age_hours[mine[-1]]), float(readings.value[mine[-1]])
    alike = (readings.age_hours <= age * SAME_AGE) & (readings.age_hours >= age / SAME_AGE)
    which = np.flatnonzero(alike & (posts.published[readings.post] < posts.published[row]))
    which = which[posts.format[readings.post[which]] == posts.format[row]]
    # One reading per earlier post: the one nearest in age.
    distance = np.abs(readings.age_hours[which] - age)
    order = which[np.lexsort((distance, readings.post[which]))]
    first = np.unique(readings.post[order], return_index=True)[1]
    history = np.log1p(readings.value[order][first])
    return Stranger(row, float(np.log1p(value)), history, age) if len(history) >= FEWEST_BEFORE else None


def _candidate(h: Histories, i: int, stranger: Stranger, recent: int, low: bool) -> Candidate:
    posts = h.scene.posts
    row = stranger.row
    account = h.groups[i].subject
    day = posts.published[row].astype("datetime64[D]").astype(object)
    return Candidate(
        code="post_flopped" if low else "post_shone",
        kind=Kind.FAILURE if low else Kind.GOOD_NEWS,
        subject=Subject(
            SubjectKind.POST,
            f"{account.id}/{posts.id[row]}",
            str(posts.text[row])[:80] or str(posts.id[row]),
            account.platform,
            account.account_id,
        ),
        budget=(account.platform, account.account_id),
        rate=float(h.per_year[i]) * stranger.chance(low=low),
        estimate=partial(_estimate, stranger),
        window=Window(day, day),
        n=len(stranger.history),
        method=METHOD,
        since=day,
        evidence=of_posts(posts, [row]),
        facts={"metric": h.metric(i), "age_hours": stranger.age_hours, "recent_posts": recent},
    )


def _estimate(stranger: Stranger, level: float) -> Estimate | NotEnoughData:
    """The post over its typical like; the interval is that of the typical one: the post itself is known."""
    if len(stranger.history) < minimum(level):
        return NotEnoughData(minimum(level), len(stranger.history), "posts")
    typical, low, high = median_interval(stranger.history, level)
    value, least, most = (exp(stranger.x - like) for like in (typical, high, low))
    return Estimate(value, least, most, Unit.RATIO, level)
