"""The metrics of X's analytics exports until 2024, by tweet and by day, organic and promoted."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

import pyarrow.compute as pc

from .columns import Col, Kind, col
from .frames import Frame

# Printed name -> metric. What together makes "engagements" is marked in PARTS.
METRICS = {
    "impressions": ("impressions",),
    "engagements_reported": ("engagements",),
    "engagement_rate_reported": ("engagement rate",),
    "shares": ("retweets",),
    "comments": ("replies",),
    "likes": ("likes", "favorites"),
    "clicks_profile": ("user profile clicks",),
    "clicks_link": ("url clicks",),
    "follows_gained": ("follows",),
}
# Counted in engagements, but no metric of the vocabulary each; together they are clicks_other.
OTHER = (
    "hashtag clicks",
    "detail expands",
    "permalink clicks",
    "app opens",
    "app installs",
    "email tweet",
    "dial phone",
)
PARTS = ("shares", "comments", "likes", "clicks_profile", "clicks_link", "follows_gained", *OTHER, "media engagements")


def _columns(prefix: str) -> list[Col]:
    kinds = {"engagement_rate_reported": Kind.NUMBER}
    named = [
        col(prefix + metric, kinds.get(metric, Kind.COUNT), *(prefix.replace(".", " ") + name for name in names))
        for metric, names in METRICS.items()
    ]
    plain = (*OTHER, "media views", "media engagements")
    return named + [col(prefix + name, Kind.COUNT, prefix.replace(".", " ") + name) for name in plain]


METRIC_COLUMNS = (*_columns(""), *_columns("promoted."))


def metrics_of(frame: Frame, prefix: str = "") -> dict[str, Any]:
    """The metrics of the vocabulary; `prefix` "promoted." gives those that were paid for."""
    metrics = frame.metrics(*METRICS, prefix=prefix)
    metrics["clicks_other"] = row_sums(frame, [prefix + name for name in (*OTHER, "media engagements")])
    return metrics


def row_sums(frame: Frame, names: Sequence[str]) -> Any:
    """(n,) sums over the columns the file has; null where any of them is, None where it has none."""
    columns = [frame.columns[name] for name in names if name in frame.columns]
    return functools.reduce(pc.add, columns) if columns else None
