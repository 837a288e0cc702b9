"""The comments a person may label, and what was taught so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pratfall.lake import Lake
from pratfall.reviews import settings
from pratfall.reviews.readers.reading import Reading, chosen
from pratfall.reviews.teaching.store import Teaching
from pratfall.site import place
from pratfall.site.people.models import Organisation
from pratfall.text.taught import prior

MOST = 20_000  # comments a person may be shown some of: the newest


@dataclass(frozen=True)
class Comment:
    """`key` names it among labels."""

    key: str
    text: str
    platform: str
    account: str
    author: str


@dataclass(frozen=True)
class Guess:
    """`answer`: the index of the likeliest answer to the task."""

    answer: int
    chance: float


def store(organisation: Organisation) -> Teaching:
    return Teaching(settings.home(), organisation.lake_key)


def pile(organisation: Organisation, account: str = "", post: str = "") -> Sequence[Comment]:
    """What others wrote, to one account ("platform:id") or under one post where asked, in an order that is nobody's.

    The order depends on the comments alone: whoever labels from its top labels a random sample, so that the accuracy
    measured on it holds for the others.
    """
    lake = place.lake(organisation)
    found = _comments(lake, (lake.root / "HEAD.json").read_bytes() if lake.known_files() else b"")
    return [
        comment
        for comment, under in found
        if account in ("", f"{comment.platform}:{comment.account}") and post in ("", under)
    ]


@lru_cache(maxsize=2)
def _comments(lake: Lake, _state: bytes) -> tuple[tuple[Comment, str], ...]:
    """Read once per state of the lake."""
    if not _state:
        return ()
    rows = lake.comments(datetime.now(UTC))
    theirs = pc.invert(pc.fill_null(rows["author_is_owner"], False))
    said = pc.greater(pc.utf8_length(pc.utf8_trim_whitespace(pc.fill_null(rows["text"], ""))), 0)
    received = pc.equal(rows["direction"], "received")
    rows = rows.filter(pc.and_(pc.and_(theirs, said), received))
    order = pc.sort_indices(rows, [("created_at", "descending", "at_end")])
    kept: pa.Table = rows.take(order[:MOST])
    found = [
        (
            Comment(
                key=f"comment:{row['platform']}:{row['comment_id']}",
                text=row["text"],
                platform=row["platform"],
                account=row["account_id"] or "",
                author=row["author_key"] or "",
            ),
            row["post_id"] or "",
        )
        for row in kept.to_pylist()
    ]
    return tuple(sorted(found, key=lambda item: sha256(item[0].key.encode("utf-8", "surrogatepass")).digest()))


def reading() -> Reading:
    """The chosen reader before anything was taught: what heads are taught on."""
    return chosen(settings.home())


def guesses(organisation: Organisation, comments: Sequence[Comment], task: str) -> list[Guess | None]:
    """How each is read now, by what was taught if it is in use."""
    heads = store(organisation).heads()
    mine = chosen(settings.home(), {task: heads[task]} if task in heads else {})
    chances = prior(mine.read([comment.text for comment in comments]), task)
    return [None if np.isnan(row).any() else Guess(int(row.argmax()), float(row.max())) for row in chances]
