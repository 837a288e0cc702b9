"""Comments under Facebook posts, as ExportComments.com saves them: one workbook per post, the hour day-first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from .posts import organisation
from .reactions import Reacted
from .tables import write_xlsx
from .wording import Wording, texts

FILES = 4
EACH = 24
ANSWERED = 0.2
RECENT_DAYS = 300
HEAD = [None, None, "Name (click to view profile)", "Profile ID", "Date", "Likes", "Comment", "(view source)"]


def write_comments(
    folder: Path, posts: Sequence[tuple[str, Reacted]], until: date, rng: np.random.Generator
) -> list[Path]:
    """The most discussed posts of the last months, given as (address, post)."""
    recent = [p for p in posts if (until - p[1].post.at.date()).days < RECENT_DAYS]
    loudest = sorted(recent, key=lambda p: -p[1].comments)[:FILES]
    return [_workbook(folder / f"comments_{i}.xlsx", *post, rng) for i, post in enumerate(loudest, 1)]


def _workbook(path: Path, url: str, r: Reacted, rng: np.random.Generator) -> Path:
    wording = Wording(rng)
    names = texts("en")["slots"]["name"] + texts("fr")["slots"]["name"]
    empty: list[Any] = [None] * 8
    rows = [["ExportComments.com", *empty[1:]], ["Source URL", url, *empty[2:]], empty, empty, empty, HEAD]
    at = r.post.at
    for number in range(1, EACH + 1):
        at += timedelta(minutes=int(rng.exponential(150)) + 1)
        who = int(rng.integers(len(names)))
        said = wording.text("comment", r.post.language)
        rows.append(
            [
                str(number),
                None,
                names[who],
                f"ID: {1000 + who}",
                _printed(at),
                int(rng.poisson(1)),
                said,
                "view comment",
            ]
        )
        if rng.random() < ANSWERED:
            reply = wording.text("reply", r.post.language)
            us = organisation()["name"]
            when = _printed(at + timedelta(hours=float(rng.uniform(2, 60))))
            rows.append([None, f"{number}-1", us, "ID: 1", when, 0, reply, "view comment"])
    return write_xlsx(path, {"Sheet": rows})


def _printed(at: Any) -> str:
    return f"{at:%d/%m/%Y %H:%M:%S}"
