"""What is left of a post after what its kind explains: format, reply or not, weekday, hour, link, season.

y = log(1 + response). From y the account's median is taken, then factor by factor the median of each
kind of post, drawn towards the account by how much of the differences between kinds is only noise
(empirical Bayes): t2 / (t2 + 1.57 s2 / n), t2 the variance between kinds beyond noise. A kind seen twice
moves nothing; an account whose Mondays are like its Sundays gets no effect of weekdays. Hours are eight of three,
in UTC, and a post known by its day alone has none.

The season (months) is learnt only from posts older than a year, and only where there are two years: learnt
from the recent months themselves it would explain away the very fall that is looked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from pratfall.records.scene import Posts, Scene
from pratfall.stats.segments import order_within

from .freshness import now_of

Array = Any
YEAR = np.timedelta64(365, "D")
MEDIAN_NOISE = np.pi / 2.0  # variance of a median over that of a mean, normal data
MAD_TO_SD = 1.4826


def residuals(scene: Scene, value: Array) -> Array:
    """(posts,) log(1 + value) less what comparable posts of the account show; NaN stays NaN."""
    posts = scene.posts
    keep = np.flatnonzero(~np.isnan(value))
    left = np.log1p(value[keep])
    account = posts.account[keep].astype(np.int64)
    left -= _medians(left, account, len(scene.accounts))[account]
    spread = MAD_TO_SD * _medians(np.abs(left), account, len(scene.accounts))
    for kind in _kinds(posts, keep):
        left -= _effect(left, account, kind, np.ones(len(keep), dtype=bool), spread)
    left -= _season(scene, left, account, posts.published[keep], spread)
    out = np.full(len(posts), np.nan)
    out[keep] = left
    return out


def _kinds(posts: Posts, keep: Array) -> Iterator[Array]:
    yield _codes(posts.format[keep])
    yield _codes(posts.relation[keep])
    hour = posts.published[keep].astype("datetime64[h]").astype(np.int64)
    yield hour // 24 % 7
    yield np.where(posts.has_time[keep], hour % 24 // 3, 8)
    yield np.fromiter(map(bool, posts.links[keep].tolist()), dtype=np.int64, count=len(keep))


def _codes(words: Array) -> Array:
    listed = words.tolist()
    number = {word: i for i, word in enumerate(dict.fromkeys(listed))}
    return np.fromiter(map(number.__getitem__, listed), dtype=np.int64, count=len(listed))


def _season(scene: Scene, left: Array, account: Array, published: Array, spread: Array) -> Array:
    now = now_of(scene)
    old = published < now - YEAR
    first = np.full(len(scene.accounts), now, dtype="datetime64[s]")
    np.minimum.at(first, account, published)
    long_enough = (now - first >= 2 * YEAR)[account]
    if not (old & long_enough).any():
        return np.zeros(len(left))
    month = published.astype("datetime64[M]").astype(np.int64) % 12
    effect = _effect(left, account, month, old & long_enough, spread)
    return np.where(long_enough, effect, 0.0)


def _effect(left: Array, account: Array, kind: Array, learn: Array, spread: Array) -> Array:
    """(n,) shrunken median of each post's kind within its account, learnt from the posts in `learn`.

    `spread`: (accounts,) robust standard deviation of a post.
    """
    accounts = len(spread)
    kinds = int(kind.max(initial=0)) + 1
    cell = account * kinds + kind
    cells = accounts * kinds
    n = np.bincount(cell[learn], minlength=cells).astype(float)
    raw = _medians(left[learn], cell[learn], cells)
    owner = np.arange(cells) // kinds
    noise = MEDIAN_NOISE * spread[owner] ** 2 / np.maximum(n, 1.0)
    weight = np.where(n > 0, n, 0.0)
    total = np.maximum(np.bincount(owner, weight, minlength=accounts), 1.0)
    beyond = np.maximum(np.bincount(owner, weight * (raw**2 - noise), minlength=accounts) / total, 0.0)[owner]
    # Two posts of a kind always agree with themselves: below three nothing is learnt.
    drawn = np.where((n >= 3) & (beyond > 0), beyond / np.where(beyond + noise > 0, beyond + noise, 1.0), 0.0)
    return (drawn * raw)[cell]


def _medians(values: Array, group: Array, groups: int) -> Array:
    """(groups,) median per group, 0 for an empty one."""
    order = order_within(values, group)
    n = np.bincount(group, minlength=groups)
    start = np.concatenate(([0], np.cumsum(n)[:-1])).astype(np.int64)
    if not len(values):
        return np.zeros(groups)
    ordered = values[order]
    low = ordered[np.minimum(start + np.maximum(n - 1, 0) // 2, len(values) - 1)]
    high = ordered[np.minimum(start + n // 2, len(values) - 1)]
    return np.where(n > 0, (low + high) / 2.0, 0.0)
