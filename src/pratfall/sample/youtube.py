"""YouTube Studio, advanced mode: one zip, exported for the last time ten weeks before the end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from . import troubles
from .ids import youtube_id
from .posts import first_day, organisation
from .reactions import Reacted
from .tables import csv_text, write_zip

TABLE = (
    "Content,Video title,Video publish time,Duration,Views,Watch time (hours),Subscribers,Likes,Comments added,Shares"
).split(",")


def write_youtube(folder: Path, posts: Sequence[Reacted], until: date, rng: np.random.Generator) -> list[Path]:
    start, end = first_day(until), until - timedelta(days=round(7 * troubles.YOUTUBE_STALE_WEEKS))
    inside = [post for post in posts if post.post.at.date() <= end]
    rows = [_row(r, rng) for r in sorted(inside, key=lambda r: -r.views)]
    sums = [sum(row[i] for row in rows) for i in range(len(TABLE))[4:]]
    sums[1] = round(sums[1], 4)
    members = {
        "Table data.csv": csv_text(TABLE, [["Total", "", "", "", *sums], *rows]),
        "Totals.csv": csv_text(["Date", "Views"], _days(inside, start, end)),
    }
    name = f"Content {start:%Y-%m-%d}_{end:%Y-%m-%d} {organisation()['name']}.zip"
    return [write_zip(folder / name, {member: text.encode() for member, text in members.items()})]


def _row(r: Reacted, rng: np.random.Generator) -> list[Any]:
    at, hours = r.post.at, round(r.views * r.duration_s * 0.42 / 3600, 4)
    return [
        youtube_id(rng), r.post.text, f"{at:%b} {at.day}, {at.year}", r.duration_s, r.views, hours, r.follows,
        r.likes, r.comments, r.shares,
    ]  # fmt: skip


def _days(posts: Sequence[Reacted], start: date, end: date) -> list[list[Any]]:
    """Each video's views: half in its first week, the rest spread over what is left of the two years."""
    views = np.zeros((end - start).days + 1, dtype=int)
    for r in posts:
        first = (r.post.at.date() - start).days
        shape = np.full(len(views) - first, 1.0 / max(len(views) - first, 1))
        shape[:7] += 1.0 / 7
        early = np.floor(np.cumsum(shape / shape.sum()) * r.views).astype(int)
        early[-1] = r.views
        views[first:] += np.diff(early, prepend=0)
    return [[f"{start + timedelta(days=i):%Y-%m-%d}", int(number)] for i, number in enumerate(views)]
