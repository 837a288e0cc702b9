"""The posts it is about, when they went out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from pratfall.reviews.render.story import post_href
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.seen import seen

from . import Item

CODE = "posts"


def items(setback: Setback) -> Iterator[Item]:
    found = seen(setback)
    for row in found.posts:
        at, exact = _when(row["published_at"], row["published_local"])
        if at is not None:
            yield Item(
                at=at,
                kind="post" if exact else "post_that_day",
                facts={"network": row["platform"], "format": row["post_type"]},
                text=row["text"] or "",
                origin=found.origin(row),
                href=post_href(row["platform"], row["post_id"]),
                key=f"post:{row['platform']}/{row['post_id']}",
            )


def _when(at: datetime | None, local: str | None) -> tuple[datetime | None, bool]:
    """Its moment; the beginning of its day where only that is known, None where nothing is."""
    if at is not None:
        return at, True
    try:
        return datetime.strptime((local or "")[:10], "%Y-%m-%d").replace(tzinfo=UTC), False
    except ValueError:
        return None, False
