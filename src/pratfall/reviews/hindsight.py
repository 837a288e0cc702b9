"""The scene as it stood at the end of an earlier day, told with what is known today.

Exports of years arrive in one afternoon, so what was on file that day says little; what had happened by then says all.
What happened later is cut off. What cannot be cut: the number of a post is its newest reading, also where that was
taken after the day, and `ripe` says whether that reading had ripened. So posts of the last days carry more responses
than anybody had seen that day: a habit counted in posts is exact, a level of responses is told with hindsight.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import UTC, date, datetime, time
from typing import Any, TypeVar

import numpy as np

from pratfall.records.scene import Comments, Curves, Days, Gifts, Group, Posts, Scene, Spends, Stocks
from pratfall.records.subjects import SubjectKind

Array = Any
Table = TypeVar("Table", Posts, Curves, Days, Stocks, Comments, Gifts, Spends)
LASTING = (SubjectKind.ACCOUNT, SubjectKind.NETWORK)  # there also before their first post


def as_it_was(scene: Scene, day: date) -> Scene:
    """`scene` cut off at the end of `day` (UTC): `now` is its last second. From `scene.now`'s day on, `scene` itself.

    Left out: posts, comments, readings, daily numbers and gifts of later, and those without a date; spending not over
    by then, for nobody knows which part was spent; links tried later. Accounts and settings stay.
    """
    if day >= scene.now.astimezone(UTC).date():
        return scene
    now = datetime.combine(day, time(23, 59, 59), UTC)
    end = np.datetime64(now.replace(tzinfo=None), "s")
    kept = _dated(scene.posts.published, end)
    at = np.where(kept, np.cumsum(kept) - 1, -1).astype(np.int32)  # new row of each post, -1 gone
    return replace(
        scene,
        now=now,
        posts=_only(scene.posts, kept),
        curves=_curves(scene, at, end),
        days=_only(scene.days, scene.days.day <= end.astype("datetime64[D]")),
        stocks=_only(scene.stocks, scene.stocks.day <= end.astype("datetime64[D]")),
        comments=_comments(scene.comments, at, end),
        gifts=_only(scene.gifts, _dated(scene.gifts.occurred, end)),
        spends=_only(scene.spends, _spent(scene.spends, end)),
        coverage=tuple(replace(c, end=min(c.end, day)) for c in scene.coverage if c.start <= day),
        groups=tuple(_groups(scene.groups, at)),
        links={url: check for url, check in scene.links.items() if check.asked <= now},
    )


def _only(table: Table, kept: Array) -> Table:
    """The rows where `kept` (n,) bool, of every column."""
    columns = {field.name: getattr(table, field.name) for field in fields(table)}
    cut = {name: column[kept] for name, column in columns.items() if name != "metrics"}
    if "metrics" in columns:
        cut["metrics"] = {name: values[kept] for name, values in columns["metrics"].items()}
    return replace(table, **cut)


def _dated(at: Array, end: Array) -> Array:
    return ~np.isnat(at) & (at <= end)


def _curves(scene: Scene, at: Array, end: Array) -> Curves:
    """Readings made by then, of posts that were there."""
    curves = scene.curves
    if not len(curves.post):
        return curves
    post = curves.post.astype(np.int64)
    age = np.ceil(curves.age_hours * 3600.0).astype("timedelta64[s]")
    cut = _only(curves, (at[post] >= 0) & (scene.posts.published[post] + age <= end))
    return replace(cut, post=at[cut.post])


def _comments(comments: Comments, at: Array, end: Array) -> Comments:
    cut = _only(comments, _dated(comments.created, end))
    rows = np.append(at, np.int32(-1))  # -1, a post nobody knows, stays -1
    return replace(cut, post=rows[cut.post])


def _spent(spends: Spends, end: Array) -> Array:
    return _dated(np.where(np.isnat(spends.end), spends.start, spends.end), end)


def _groups(groups: tuple[Group, ...], at: Array) -> Iterator[Group]:
    """Series and campaigns are those found today, from their first post on."""
    for group in groups:
        rows = at[group.rows] if len(group.rows) else group.rows
        rows = rows[rows >= 0]
        if len(rows) or group.subject.kind in LASTING:
            yield replace(group, rows=rows)
