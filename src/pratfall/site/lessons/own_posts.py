"""An organisation's own posts as today's review has them, with the columns learning asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from pratfall.records.tables import Relation

NOT_OURS = (Relation.REPLY.value, Relation.REPOST.value)  # answers, and what others wrote
COLUMNS = ("platform", "account_id", "post_id", "relation", "text", "url", "published_at", "observed_at", "links")


@dataclass(frozen=True)
class OwnPost:
    platform: str
    account_id: str
    post_id: str
    text: str
    url: str
    published: datetime
    observed: datetime | None
    links: tuple[str, ...]
    numbers: dict[str, float]

    @property
    def on(self) -> date:
        return self.published.date()


def own_posts(
    path: Path, now: datetime, *, days: int, metrics: tuple[str, ...] = (), account: tuple[str, str] | None = None
) -> list[OwnPost]:
    """Posts of the last `days` days, oldest first, of one account (platform, id) or all; answers and reposts apart.

    `numbers`: those of `metrics` that are known; a missing one is absent, never zero.
    """
    filters: list[tuple[str, str, Any]] = [
        ("published_at", ">=", now - timedelta(days=days)),
        ("published_at", "<=", now),
    ]
    if account is not None:
        filters += [("platform", "==", account[0]), ("account_id", "==", account[1])]
    there = set(pq.read_schema(path).names)
    table = pq.read_table(path, columns=[*COLUMNS, *(m for m in metrics if m in there)], filters=filters)
    return sorted(_rows(table.to_pylist(), metrics), key=lambda post: (post.published, post.post_id))


def _rows(rows: list[dict[str, Any]], metrics: tuple[str, ...]) -> Iterator[OwnPost]:
    for row in rows:
        if row["relation"] in NOT_OURS:
            continue
        yield OwnPost(
            platform=row["platform"],
            account_id=row["account_id"],
            post_id=row["post_id"],
            text=row["text"] or "",
            url=row["url"] or "",
            published=row["published_at"],
            observed=row["observed_at"],
            links=tuple(row["links"] or ()),
            numbers={name: float(row[name]) for name in metrics if row.get(name) is not None},
        )
