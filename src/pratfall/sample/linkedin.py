"""LinkedIn page exports: daily metrics and all posts (one workbook a year), and new followers by day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from .ids import linkedin_id
from .owners import Owner, the_table
from .posts import first_day
from .reactions import Reacted
from .tables import Rows, write_xlsx

PAGE = "91234567"
TRIPLES = ("Impressions", "Clicks", "Reactions", "Comments", "Reposts", "Engagement rate")
POSTS = (
    "Post title,Post link,Post type,Campaign name,Posted by,Created date,Campaign start date,Campaign end date,"
    "Audience,Impressions,Views (Excluding offsite video views),Offsite Views,Clicks,Click through rate (CTR),"
    "Likes,Comments,Reposts,Follows,Engagement rate,Content Type"
).split(",")
ABOUT_DAYS = (
    "Aggregated engagement metrics for both organic and sponsored updates. "
    "Only numbers within the selected time range are included."
)
ABOUT_POSTS = "Engagement metrics for individual posts"


def write_linkedin(
    folder: Path, posts: Sequence[Reacted], until: date, rng: np.random.Generator, owner: Owner | None = None
) -> list[Path]:
    owner = owner or the_table()
    middle = until - timedelta(days=365)
    paths = []
    for start, end in ((first_day(until), middle), (middle + timedelta(days=1), until)):
        inside = [post for post in posts if start <= post.post.at.date() <= end]
        sheets: dict[str, Rows] = {
            "Metrics": _days(inside, start, end),
            "All posts": [[ABOUT_POSTS], POSTS, *_rows(inside, owner, rng)],
        }
        paths.append(write_xlsx(folder / f"{owner.page}_content_{end:%Y%m%d}.xlsx", sheets))
    return [*paths, _followers(folder, until, owner, rng)]


def _days(posts: Sequence[Reacted], start: date, end: date) -> list[list[Any]]:
    """A post's numbers fall on its day and, halved, on the next three."""
    by_day: dict[date, list[float]] = defaultdict(lambda: [0.0] * 5)
    for r in posts:
        for later, part in enumerate((0.55, 0.25, 0.13, 0.07)):
            sums = by_day[r.post.at.date() + timedelta(days=later)]
            for i, number in enumerate((r.views, r.clicks, r.likes, r.comments, r.shares)):
                sums[i] += number * part
    header = ["Date"]
    for name in TRIPLES:
        header += [f"{name} (organic)", f"{name} (sponsored)", f"{name} (total)"]
        header += ["Unique impressions (organic)"] if name == "Impressions" else []
    return [[ABOUT_DAYS], header, *(_day(start + timedelta(days=i), by_day) for i in range((end - start).days + 1))]


def _day(day: date, by_day: dict[date, list[float]]) -> list[Any]:
    views, clicks, likes, comments, shares = (int(number) for number in by_day[day])
    rate = round((clicks + likes + comments + shares) / views, 6) if views else 0
    row: list[Any] = [f"{day:%m/%d/%Y}", views, 0, views, int(views * 0.8)]
    for number in (clicks, likes, comments, shares, rate):
        row += [number, 0, number]
    return row


def _rows(posts: Sequence[Reacted], owner: Owner, rng: np.random.Generator) -> list[list[Any]]:
    return [_row(r, linkedin_id(r.post.at, rng), owner) for r in reversed(posts)]


def _row(r: Reacted, activity: str, owner: Owner) -> list[Any]:
    day = f"{r.post.at:%m/%d/%Y}"
    acted = r.clicks + r.likes + r.comments + r.shares
    return [
        r.post.text, f"https://www.linkedin.com/feed/update/urn:li:activity:{activity}", "Organic", None,
        owner.name, day, None, None, "All followers", r.views, None, None, r.clicks,
        round(r.clicks / r.views, 6) if r.views else 0, r.likes, r.comments, r.shares, r.follows,
        round(acted / r.views, 6) if r.views else 0, None,
    ]  # fmt: skip


def _followers(folder: Path, until: date, owner: Owner, rng: np.random.Generator) -> Path:
    rows: list[list[Any]] = [
        ["Date", "Sponsored followers", "Organic followers", "Auto-invited followers", "Total followers"]
    ]
    for i in range(365):
        new = int(rng.poisson(1.1))
        rows.append([f"{until - timedelta(days=364 - i):%m/%d/%Y}", 0, new, 0, new])
    places: list[list[Any]] = [
        ["Location", "Total followers"],
        ["Port-Sablon", 640],
        ["Greater Lille", 118],
        ["Brussels", 44],
    ]
    sheets: dict[str, Rows] = {"New followers": rows, "Location": places}
    return write_xlsx(folder / f"{owner.page}_followers_{until:%Y%m%d}.xlsx", sheets)
