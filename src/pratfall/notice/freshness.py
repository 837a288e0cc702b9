"""How old the newest data of a subject is.

Data are as new as the last day an export speaks for, or the last reading, whichever is later. Older than
`stale_days` at the moment of the review, they can carry no verdict of failure: a fall and a forgotten export
would look alike. An account with a slow rhythm, such as a monthly letter, gets one and a half of its own pauses.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC
from typing import Any

import numpy as np

from pratfall.records.findings import Freshness
from pratfall.records.instants import instant
from pratfall.records.scene import Scene
from pratfall.records.subjects import Subject, SubjectKind
from pratfall.stats.pauses import patience

Array = Any
DAY_SECONDS = 86_400
LAST_SECOND = np.timedelta64(86_399, "s")


def newest_data(scene: Scene) -> Array:
    """(accounts,) datetime64[s]: the last instant anything is known about; NaT where nothing is. Never after `now`."""
    newest = np.full(len(scene.accounts), np.iinfo(np.int64).min)  # which is NaT; numbers are many times faster
    posts, comments = scene.posts, scene.comments
    _raise_to(newest, posts.account, posts.published)
    _raise_to(newest, posts.account, posts.observed)
    _raise_to(newest, comments.account, comments.created)
    for table in (scene.days, scene.stocks):
        _raise_to(newest, table.account, table.day.astype("datetime64[s]") + LAST_SECOND)
    ends = np.array([c.end for c in scene.coverage], dtype="datetime64[D]").astype("datetime64[s]")
    _raise_to(newest, np.array([c.account for c in scene.coverage], dtype=int), ends + LAST_SECOND)
    return np.minimum(newest.astype("datetime64[s]"), now_of(scene))


def now_of(scene: Scene) -> Any:
    """`scene.now` as datetime64[s] in UTC."""
    return np.datetime64(scene.now.astimezone(UTC).replace(tzinfo=None), "s")


def stale_after_days(scene: Scene) -> Array:
    """(accounts,) float: the age from which each account's data are stale; never beyond `dormant_days`."""
    limits = scene.settings.benchmarks
    usual, longest = limits["stale_days"], limits["dormant_days"]
    return patience(scene.posts.account, scene.posts.published, len(scene.accounts), usual=usual, longest=longest)


def freshness_of(scene: Scene) -> Callable[[Subject], Freshness]:
    """Freshness of any subject. What spans accounts is as fresh as its freshest account."""
    return scene.once(_freshness)


def _freshness(scene: Scene) -> Callable[[Subject], Freshness]:
    newest = newest_data(scene)
    limits = stale_after_days(scene)
    index = {(a.platform, a.account_id): i for i, a in enumerate(scene.accounts)}
    spread = {g.subject: np.unique(scene.posts.account[g.rows]) for g in scene.groups if not g.subject.account_id}
    everybody = np.arange(len(scene.accounts))

    def freshness(subject: Subject) -> Freshness:
        own = index.get((subject.platform, subject.account_id))
        accounts = np.array([own]) if own is not None else spread.get(subject, everybody)
        if subject.kind is SubjectKind.NETWORK and own is None:
            accounts = np.array([i for i, a in enumerate(scene.accounts) if a.platform == subject.platform], dtype=int)
        known = accounts[~np.isnat(newest[accounts])] if len(accounts) else accounts
        if not len(known):
            return Freshness(newest=None, stale=True)
        good_until = (newest[known] + (limits[known] * DAY_SECONDS).astype("timedelta64[s]")).max()
        return Freshness(
            newest=instant(newest[known].max()), stale=bool(now_of(scene) > good_until), good_until=instant(good_until)
        )

    return freshness


def _raise_to(newest: Array, account: Array, at: Array) -> None:
    """newest[a] = max(newest[a], at) for every row, rows without account or instant aside. Seconds as int64."""
    keep = (account >= 0) & ~np.isnat(at)
    np.maximum.at(newest, account[keep], at[keep].astype("datetime64[s]").astype(np.int64))
