"""What habits are judged on: the recent posts of one account, up to the last day its posts are known for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, timedelta
from typing import Any

import numpy as np

from pratfall.records.evidence import Evidence, of_posts
from pratfall.records.findings import Freshness, Reference
from pratfall.records.instants import instant
from pratfall.records.numbers import Window
from pratfall.records.scene import Scene
from pratfall.records.subjects import Account
from pratfall.records.tables import PostType, Relation
from pratfall.stats.pauses import patience

Array = Any
SHOWN = 50
LAST_SECOND = 86_399
ANSWERING = (Relation.REPLY.value, Relation.REPOST.value)  # neither is a post of one's own


@dataclass(frozen=True)
class Ground:
    """One account and its posts inside `window`, as rows of Posts in order of publication.

    `rows` (k,) int: inside the window. `history` (h,) int: all of them, also those before it.
    """

    index: int
    account: Account
    rows: Array
    history: Array
    window: Window
    freshness: Freshness


def grounds(scene: Scene, *, window_days: int) -> Iterator[Ground]:
    """Accounts that ever posted, with the last `window_days` days they are known for."""
    until = known_until(scene)
    freshness = freshness_at(scene, until)
    for index, rows in posts_by_account(scene).items():
        end: date = until[index].astype("datetime64[D]").astype(object)
        window = Window(end - timedelta(days=window_days - 1), end)
        published = scene.posts.published[rows]
        inside = (published >= np.datetime64(window.start, "s")) & (published <= until[index])
        yield Ground(index, scene.accounts[index], rows[inside], rows, window, freshness[index])


def newest(scene: Scene, ground: Ground, *, days: int) -> Ground:
    """`ground` with its last `days` days alone; as it is where it holds no more."""
    start = max(ground.window.start, ground.window.end - timedelta(days=days - 1))
    inside = scene.posts.published[ground.rows] >= np.datetime64(start, "s")
    return replace(ground, rows=ground.rows[inside], window=Window(start, ground.window.end))


def posts_by_account(scene: Scene) -> dict[int, Array]:
    """Rows of dated posts per account index, in order of publication; accounts without any are absent."""
    posts = scene.posts
    order = np.lexsort((posts.published, posts.account))
    order = order[(posts.account[order] >= 0) & ~np.isnat(posts.published[order])]
    accounts, starts = np.unique(posts.account[order], return_index=True)
    return dict(zip(accounts.tolist(), np.split(order, starts[1:]), strict=False))


def known_until(scene: Scene) -> Array:
    """(accounts,) datetime64[s]: until when each account's posts are known; NaT for accounts that never posted.

    The end of what exports cover, or the newest post or reading of a post where that is later.
    """
    seconds = np.full(len(scene.accounts), np.iinfo(np.int64).min)
    posts = scene.posts
    for at in (posts.published, posts.observed):
        keep = (posts.account >= 0) & ~np.isnat(at)
        np.maximum.at(seconds, posts.account[keep], at[keep].astype("datetime64[s]").astype(np.int64))
    for covered in scene.coverage:
        if covered.subject == "posts":
            end = int(np.datetime64(covered.end, "s").astype(np.int64)) + LAST_SECOND
            seconds[covered.account] = max(seconds[covered.account], end)
    return np.minimum(
        seconds.astype("datetime64[s]"), np.datetime64(scene.now.astimezone(UTC).replace(tzinfo=None), "s")
    )


def own_words(scene: Scene, rows: Array) -> Array:
    """Those of `rows` that are posts of one's own: no replies, no reposts of others."""
    relation = scene.posts.relation[rows].astype(str)
    return rows[~np.isin(relation, ANSWERING)]


def own_texts(scene: Scene, rows: Array, *, most: int) -> Array:
    """Of `rows`, the newest `most` posts of one's own that have a text."""
    rows = own_words(scene, rows)
    return rows[scene.posts.text[rows].astype(bool)][-most:]


def is_mail(scene: Scene, rows: Array) -> bool:
    """A mailing list: its rhythm and its replies follow other rules."""
    return bool(len(rows)) and bool((scene.posts.format[rows].astype(str) == PostType.EMAIL.value).all())


def reference(scene: Scene, name: str) -> Reference:
    """A number of the defaults with its source."""
    settings = scene.settings
    return Reference(settings.benchmarks[name], settings.sources.get(name, ""), own_history=False)


def post_evidence(scene: Scene, rows: Array) -> tuple[Evidence, ...]:
    """The newest of these posts, newest first."""
    posts = scene.posts
    newest = rows[np.argsort(posts.published[rows], kind="stable")[::-1]][:SHOWN]
    return of_posts(posts, newest)


def freshness_at(scene: Scene, newest: Array) -> tuple[Freshness, ...]:
    """Per account, how fresh data are whose newest instant (accounts,) this is; a slow account gets its own pauses."""
    posts, limits = scene.posts, scene.settings.benchmarks
    usual, longest = limits["stale_days"], limits["dormant_days"]
    days = patience(posts.account, posts.published, len(scene.accounts), usual=usual, longest=longest)
    return tuple(_freshness(scene, at, float(limit)) for at, limit in zip(newest, days, strict=True))


def _freshness(scene: Scene, newest: Any, limit_days: float) -> Freshness:
    if np.isnat(newest):
        return Freshness(newest=None, stale=True)
    at = instant(newest)
    return Freshness(newest=at, stale=scene.now - at > timedelta(days=limit_days))


def own_handles(scene: Scene) -> frozenset[str]:
    """The organisation's own handles, which stay readable where comments are quoted."""
    return frozenset(account.handle.lower().lstrip("@") for account in scene.accounts if account.handle)
