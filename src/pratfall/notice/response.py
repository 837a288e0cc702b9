"""What a post is judged by: the reactions of people, in the same meaning over its account's whole history.

In this order, the first that nearly all ripe posts of the account carry:

    engagements_std       reactions (or likes) + comments + shares + saves, of those that are nearly always there
    engagements_reported  the network's own sum, which may count clicks and change its recipe
    likes, views, impressions, email_clicks_unique, email_opens_unique

Boosted posts bought their reach, unripe posts are not finished, and posts from before the network gave
the number another meaning cannot be compared: they have no response (NaN) and are never judged.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from pratfall.records.scene import Posts, Scene

from .paid_mixed import boosted
from .redefined import Break, find_breaks

Array = Any
KNOWN_SHARE = 0.9
STANDARD = "engagements_std"
EXTRAS = ("comments", "shares", "saves")
FALLBACKS = ("engagements_reported", "likes", "views", "impressions", "email_clicks_unique", "email_opens_unique")


@dataclass(frozen=True)
class Response:
    """`value` (posts,) NaN where a post cannot be judged; `metric` and `parts` per account, "" and () for none."""

    value: Array
    metric: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...]


def response_of(scene: Scene) -> Response:
    """One response per account, comparable over its history."""
    return scene.once(_response)


def _response(scene: Scene) -> Response:
    posts = scene.posts
    usable = posts.ripe & ~np.isnat(posts.published) & ~boosted(scene)
    share = _known_shares(posts, usable, len(scene.accounts))
    parts = tuple(_parts({name: known[a] for name, known in share.items()}) for a in range(len(scene.accounts)))
    value = np.full(len(posts), np.nan)
    for recipe in sorted(set(parts) - {()}):
        uses = np.array([p == recipe for p in parts])[posts.account] & usable
        value[uses] = sum(posts.metrics[name][uses] for name in recipe)
    for broken in find_breaks(scene):
        _drop_before(posts, value, parts[broken.account], broken)
    return Response(value, tuple(_name(p) for p in parts), parts)


def _known_shares(posts: Posts, usable: Array, accounts: int) -> dict[str, Array]:
    """Per metric, (accounts,) share of usable posts that carry it."""
    total = np.maximum(np.bincount(posts.account[usable], minlength=accounts), 1)
    wanted = {"reactions", *EXTRAS, *FALLBACKS} & set(posts.metrics)
    return {
        name: np.bincount(posts.account[usable & ~np.isnan(posts.metrics[name])], minlength=accounts) / total
        for name in wanted
    }


def _parts(share: dict[str, float]) -> tuple[str, ...]:
    known = {name for name, s in share.items() if s >= KNOWN_SHARE}
    first = next((name for name in ("reactions", "likes") if name in known), None)
    extras = tuple(name for name in EXTRAS if name in known)
    if first and extras:
        return (first, *extras)
    return next(((name,) for name in FALLBACKS if name in known), ())


def _name(parts: tuple[str, ...]) -> str:
    return STANDARD if len(parts) > 1 else "".join(parts)


def _drop_before(posts: Posts, value: Array, parts: tuple[str, ...], broken: Break) -> None:
    """Posts up to the end of a redefinition lose their response, provided there are later ones to judge."""
    if broken.metric not in parts and broken.replaced_by not in parts:
        return
    own = posts.account == broken.account
    late = posts.published.astype("datetime64[D]") > np.datetime64(broken.end, "D")
    if (own & late & ~np.isnan(value)).any():
        value[own & ~late] = np.nan
