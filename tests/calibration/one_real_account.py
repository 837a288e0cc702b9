"""The real X account of the shared data, its posts dealt anew to the days on which it posted."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from pratfall.records.scene import Covered, Group, Posts, Scene
from pratfall.records.subjects import Account
from pratfall.reviews.series import find_series
from tests.calibration.worlds import bare_scene

ACCOUNT = Account("x", "ropensci", handle="rOpenSci")
COUNTS = {"likes": "likes", "comments": "replies", "shares": "retweets", "engagements_reported": "engagements"}


@dataclass(frozen=True)
class RealAccount:
    posts: Posts  # in order of publication
    last: datetime

    def shuffled(self, rng: np.random.Generator) -> RealAccount:
        """Every post keeps its text, kind and numbers and is published on the day of another."""
        order = rng.permutation(len(self.posts))
        columns = {
            name: getattr(self.posts, name)[order]
            for name in ("id", "format", "relation", "text", "lang", "url", "links", "hashtags", "campaign", "ripe")
        }
        metrics = {name: values[order] for name, values in self.posts.metrics.items()}
        return RealAccount(replace(self.posts, metrics=metrics, **columns), self.last)

    def groups(self) -> tuple[Group, ...]:
        """The account and its series, as the review finds them."""
        return (Group(ACCOUNT.subject, np.arange(len(self.posts))), *find_series(self.posts, (ACCOUNT,)))

    def scene(self, now: datetime, groups: tuple[Group, ...]) -> Scene:
        """What was known at `now`."""
        known = int(np.searchsorted(self.posts.published, np.datetime64(now.replace(tzinfo=None), "s"), "right"))
        start = self.posts.published[0].astype(object).date()
        return replace(
            bare_scene((ACCOUNT,), self.posts, now),
            groups=tuple(replace(g, rows=g.rows[g.rows < known]) for g in groups),
            coverage=(Covered(0, "posts", start, now.date()),),
        )

    def weeks(self) -> list[datetime]:
        """52 looks, a week apart, the last on the last day."""
        return [self.last - timedelta(weeks=w) for w in reversed(range(52))]


def read(folder: Path) -> RealAccount:
    rows = []
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows.extend(csv.DictReader(file))
    rows = sorted({row["Tweet id"]: row for row in rows}.values(), key=lambda row: row["time"])
    at = [datetime.strptime(row["time"], "%Y-%m-%d %H:%M %z").astimezone(UTC) for row in rows]
    published = np.array([moment.replace(tzinfo=None) for moment in at], dtype="datetime64[s]")
    text = [row["Tweet text"] for row in rows]
    n = len(rows)
    posts = Posts(
        account=np.zeros(n, dtype=np.int32),
        id=_column([row["Tweet id"] for row in rows]),
        published=published,
        has_time=np.ones(n, dtype=bool),
        format=_column(["text"] * n),
        relation=_column(["reply" if words.startswith("@") else "original" for words in text]),
        text=_column(text),
        lang=_column([""] * n),
        url=_column([row["Tweet permalink"] for row in rows]),
        links=_column([tuple(re.findall(r"https?://\S+", words)) for words in text]),
        hashtags=_column([tuple(t.lower() for t in re.findall(r"#(\w+)", words)) for words in text]),
        campaign=_column([""] * n),
        observed=published + np.timedelta64(30, "D"),
        ripe=np.ones(n, dtype=bool),
        metrics={name: np.array([float(row[column]) for row in rows]) for name, column in COUNTS.items()},
    )
    return RealAccount(posts, at[-1])


def _column(values: list[object]) -> np.ndarray:
    column = np.empty(len(values), dtype=object)
    column[:] = values
    return column
