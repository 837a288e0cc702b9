"""Export files written for a test, in the shape of the old X tweet export."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

X_EPOCH_MS = 1288834974657
HEADER = (
    "Tweet id,Tweet permalink,Tweet text,time,impressions,engagements,engagement rate,retweets,replies,likes,"
    "user profile clicks,url clicks,hashtag clicks,detail expands,permalink clicks,app opens,app installs,follows,"
    "email tweet,dial phone,media views,media engagements"
).split(",")


def tweet(at: datetime, likes: int, text: str = "Hello", handle: str = "LanternMarsh") -> list[str]:
    id_ = str((int(at.timestamp() * 1000) - X_EPOCH_MS) << 22)
    link = f"https://twitter.com/{handle}/status/{id_}"
    rate = f"{likes / 1000}"
    return [
        id_,
        link,
        text,
        f"{at:%Y-%m-%d %H:%M +0000}",
        "1000.0",
        f"{likes}.0",
        rate,
        "0.0",
        "0.0",
        f"{likes}.0",
        *["0"] * 12,
    ]


def daily_tweets(start: datetime, likes: Sequence[int], handle: str = "LanternMarsh") -> list[list[str]]:
    return [tweet(start + timedelta(days=i), n, handle=handle) for i, n in enumerate(likes)]


def write(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows(rows)
    return path
