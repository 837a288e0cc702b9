"""TikTok Studio: a zip with the list of posts and the followers of the last year, which TikTok tells no longer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from .ids import tiktok_id
from .owners import Owner
from .reactions import Reacted
from .tables import csv_text, write_zip

CONTENT = (
    "Time",
    "Video title",
    "Video link",
    "Post time",
    "Total likes",
    "Total comments",
    "Total shares",
    "Total views",
)
FOLLOWERS = ("Date", "Followers", "Difference in followers from previous day")
TOLD_DAYS = 365


def write_tiktok(
    folder: Path, posts: Sequence[Reacted], followers: Mapping[date, int], until: date, owner: Owner
) -> list[Path]:
    members = {"Content.csv": csv_text(CONTENT, [_row(r, i, until, owner) for i, r in enumerate(posts)][::-1])}
    if followers:
        members["FollowerHistory.csv"] = csv_text(FOLLOWERS, _days(followers, until))
    return [write_zip(folder / f"{owner.handle}.zip", {name: text.encode() for name, text in members.items()})]


def _row(r: Reacted, index: int, until: date, owner: Owner) -> list[Any]:
    link = f"https://www.tiktok.com/@{owner.handle}/video/{tiktok_id(r.post.at, index)}"
    return [_printed(until), r.post.text, link, _printed(r.post.at.date()), r.likes, r.comments, r.shares, r.views]


def _days(followers: Mapping[date, int], until: date) -> list[list[Any]]:
    days = [until - timedelta(days=back) for back in range(TOLD_DAYS - 1, -1, -1)]
    return [[_printed(day), followers[day], followers[day] - followers[day - timedelta(days=1)]] for day in days]


def _printed(day: date) -> str:
    return f"{day:%B} {day.day}"
