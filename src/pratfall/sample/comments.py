"""Comments under posts, as ExportComments.com saves them: one workbook per post, the hour day-first.

Somebody exported every post of the last eight weeks on Facebook and Instagram, and of the months before only the most
discussed ones on Facebook.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from .posts import organisation
from .reactions import Reacted
from .storm import Said, said_under
from .tables import write_xlsx
from .wording import Wording, texts
from .wrong_picture import is_it, said_under_it

FILES = 4
EACH = 24
ANSWERED = 0.2
RECENT_DAYS = 300
FOLLOWED_DAYS = 56
HEAD = [None, None, "Name (click to view profile)", "Profile ID", "Date", "Likes", "Comment", "(view source)"]


def write_comments(
    folder: Path, posts: Sequence[tuple[str, Reacted]], until: date, rng: np.random.Generator
) -> list[Path]:
    """The most discussed posts of the months before the last weeks, given as (address, post)."""
    recent = [p for p in posts if FOLLOWED_DAYS <= _age_days(p[1], until) < RECENT_DAYS and not is_it(p[1])]
    loudest = sorted(recent, key=lambda p: -p[1].comments)[:FILES]
    return [_workbook(folder / f"comments_{i}.xlsx", *post, until, rng) for i, post in enumerate(loudest, 1)]


def write_wrong_picture(
    folder: Path, posts: Sequence[tuple[str, Reacted]], until: date, rng: np.random.Generator
) -> Path:
    """What was said under the post of the setback in spring."""
    ((url, r),) = [p for p in posts if is_it(p[1])]
    rows = _rows(r, said_under_it(until, rng), until, rng)
    return write_xlsx(folder / "comments_wrong_picture.xlsx", {"Sheet": [*_head(url), *rows]})


def write_followed(
    folder: Path, network: str, posts: Sequence[tuple[str, Reacted]], until: date, rng: np.random.Generator
) -> list[Path]:
    """Every post of the last weeks that anybody commented."""
    recent = [p for p in posts if _age_days(p[1], until) < FOLLOWED_DAYS]
    said = [(url, r, said_under(r, until, rng)) for url, r in recent]
    return [
        write_xlsx(folder / f"comments_{network}_{i}.xlsx", {"Sheet": [*_head(url), *_rows(r, comments, until, rng)]})
        for i, (url, r, comments) in enumerate((p for p in said if p[2]), 1)
    ]


def _age_days(r: Reacted, until: date) -> int:
    return (until - r.post.at.date()).days


def _workbook(path: Path, url: str, r: Reacted, until: date, rng: np.random.Generator) -> Path:
    wording = Wording(rng)
    names = texts("en")["slots"]["name"] + texts("fr")["slots"]["name"]
    comments, at = [], r.post.at
    for _ in range(EACH):
        at += timedelta(minutes=int(rng.exponential(150)) + 1)
        who = int(rng.integers(len(names)))
        said = wording.text("comment", r.post.language)
        comments.append(Said(at, who, names[who], said, int(rng.poisson(1))))
    return write_xlsx(path, {"Sheet": [*_head(url), *_rows(r, comments, until, rng)]})


def _head(url: str) -> list[list[Any]]:
    empty: list[Any] = [None] * 8
    return [["ExportComments.com", *empty[1:]], ["Source URL", url, *empty[2:]], empty, empty, empty, list(HEAD)]


def _rows(r: Reacted, comments: Sequence[Said], until: date, rng: np.random.Generator) -> list[list[Any]]:
    """The comments, and under some of them the answer they got before the files were made."""
    wording, us = Wording(rng), organisation()["name"]
    rows: list[list[Any]] = []
    for number, c in enumerate(comments, 1):
        who = f"ID: {1000 + c.who}"
        rows.append([str(number), None, c.name, who, _printed(c.at), c.likes, c.text, "view comment"])
        if rng.random() < ANSWERED:
            reply = wording.text("reply", r.post.language)
            when = c.at + timedelta(hours=float(rng.uniform(2, 60)))
            if when.date() <= until:
                rows.append([None, f"{number}-1", us, "ID: 1", _printed(when), 0, reply, "view comment"])
    return rows


def _printed(at: datetime) -> str:
    return f"{at:%d/%m/%Y %H:%M:%S}"
