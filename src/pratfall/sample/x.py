"""Exports of X: the old tweet file by quarter, then the new content file, which goes on while nobody posts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from .ids import x_id
from .owners import Owner, the_table
from .posts import first_day
from .reactions import Reacted
from .tables import write_csv

OLD_METRICS = (
    "impressions,engagements,engagement rate,retweets,replies,likes,user profile clicks,url clicks,"
    "hashtag clicks,detail expands,permalink clicks,app opens,app installs,follows,email tweet,dial phone,"
    "media views,media engagements"
).split(",")
OLD = ["Tweet id", "Tweet permalink", "Tweet text", "time", *OLD_METRICS, *(f"promoted {m}" for m in OLD_METRICS)]
NEW = (
    "Post id,Date,Post text,Post Link,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,Replies,Reposts,"
    "Profile visits,Detail Expands,URL Clicks,Hashtag Clicks,Permalink Clicks"
).split(",")
OLD_DAYS = 91
OLD_FILES = 4


def write_x(
    folder: Path, posts: Sequence[Reacted], until: date, rng: np.random.Generator, owner: Owner | None = None
) -> list[Path]:
    owner = owner or the_table()
    named = [(x_id(post.post.at, rng), post) for post in posts]
    start, paths = first_day(until), []
    for _ in range(OLD_FILES):
        after = start + timedelta(days=OLD_DAYS)  # the name's second date is the first day that is not in it
        rows = [_old_row(*row, owner, rng) for row in named if start <= row[1].post.at.date() < after]
        name = f"tweet_activity_metrics_{owner.handle}_{start:%Y%m%d}_{after:%Y%m%d}_en.csv"
        paths.append(write_csv(folder / name, OLD, rows, quote_all=True))
        start = after
    rows = [_new_row(*row, owner, rng) for row in reversed(named) if row[1].post.at.date() >= start]
    name = f"account_analytics_content_{start:%Y-%m-%d}_{until:%Y-%m-%d}.csv"
    return [*paths, write_csv(folder / name, NEW, rows)]


def _parts(r: Reacted, rng: np.random.Generator) -> dict[str, int]:
    """What X counts as engagements: their sum is printed beside them."""
    return {
        "retweets": r.shares, "replies": r.comments, "likes": r.likes,
        "user profile clicks": int(rng.poisson(r.views * 0.002)), "url clicks": r.clicks if r.post.link else 0,
        "hashtag clicks": int(rng.poisson(0.1)), "detail expands": int(rng.poisson(r.views * 0.006)),
        "permalink clicks": int(rng.poisson(0.1)), "follows": r.follows,
    }  # fmt: skip


def _old_row(post_id: str, r: Reacted, owner: Owner, rng: np.random.Generator) -> list[Any]:
    parts = _parts(r, rng)
    engagements = sum(parts.values())
    numbers = parts | {
        "impressions": r.views,
        "engagements": engagements,
        "engagement rate": engagements / r.views if r.views else 0.0,
    }
    own = [numbers.get(metric, 0) for metric in OLD_METRICS]
    return [
        post_id,
        _link(post_id, owner),
        r.post.text,
        f"{r.post.at:%Y-%m-%d %H:%M} +0000",
        *own,
        *["-"] * len(OLD_METRICS),
    ]


def _new_row(post_id: str, r: Reacted, owner: Owner, rng: np.random.Generator) -> list[Any]:
    parts = _parts(r, rng)
    at = r.post.at
    return [
        post_id, f"{at:%a}, {at:%b} {at.day}, {at.year}", r.post.text, _link(post_id, owner), r.views, r.likes,
        sum(parts.values()), r.saves, int(rng.poisson(0.3)), r.follows, r.comments, r.shares,
        parts["user profile clicks"], parts["detail expands"], parts["url clicks"], parts["hashtag clicks"],
        parts["permalink clicks"],
    ]  # fmt: skip


def _link(post_id: str, owner: Owner) -> str:
    return f"https://x.com/{owner.handle}/status/{post_id}"
