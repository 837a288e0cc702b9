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
from pratfall.records.findings import Evidence, Kind
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


def _young(scene: Scene, response: Response) -> dict[Subject, list[Stranger]]:
    """Unfinished posts against earlier ones of their account and format at the same age."""
    posts, curves = scene.posts, scene.curves
    recent = posts.published >= now_of(scene) - np.timedelta64(RECENT_DAYS, "D")
    found: dict[Subject, list[Stranger]] = {}
    if not len(curves.post):
        return found
    for row in np.flatnonzero(recent & ~posts.ripe):
        account = int(posts.account[row])
        metric = response.parts[account][0] if response.parts[account] else ""
        stranger = _at_same_age(scene, int(row), metric)
        if stranger is not None:
            found.setdefault(scene.accounts[account].subject, []).append(stranger)
    return found


def _at_same_age(scene: Scene, row: int, metric: str) -> Stranger | None:
    posts, curves = scene.posts, scene.curves
    own = slice(*np.searchsorted(curves.post, [row, row + 1]))
    mine = np.flatnonzero(curves.metric[own] == metric)
    if not len(mine):
        return None
    newest = int(mine[-1])
    age, value = float(curves.age_hours[own][newest]), float(curves.value[own][newest])
    alike = (curves.age_hours <= age * SAME_AGE) & (curves.age_hours >= age / SAME_AGE) & (curves.metric == metric)
    alike &= (posts.account[curves.post] == posts.account[row]) & (posts.format[curves.post] == posts.format[row])
    alike &= posts.published[curves.post] < posts.published[row]
    # One reading per earlier post: the one nearest in age.
    which = np.flatnonzero(alike)
    order = which[np.lexsort((np.abs(np.log(curves.age_hours[which] / age)), curves.post[which]))]
    first = np.unique(curves.post[order], return_index=True)[1]
    history = np.log1p(curves.value[order][first])
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
        evidence=(Evidence("post", str(posts.id[row]), str(posts.text[row])[:80], str(posts.url[row])),),
        facts={"metric": h.metric(i), "age_hours": stranger.age_hours, "recent_posts": recent},
    )


def _estimate(stranger: Stranger, level: float) -> Estimate | NotEnoughData:
    """The post over its typical like; the interval is that of the typical one: the post itself is known."""
    if len(stranger.history) < minimum(level):
        return NotEnoughData(minimum(level), len(stranger.history), "posts")
    typical, low, high = median_interval(stranger.history, level)
    value, least, most = (exp(stranger.x - like) for like in (typical, high, low))
    return Estimate(value, least, most, Unit.RATIO, level)
