"""What Pratfall has seen of a setback, read once for a state of the lake: its posts, and its comments hour by hour."""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from django.utils import timezone

from pratfall.reviews.render.imports import file_name
from pratfall.site import place

from . import about
from .models import Setback

KEPT = 32  # setbacks
_READING = threading.Lock()
_READ: dict[tuple[str, int], tuple[str, Seen]] = {}


@dataclass(frozen=True)
class Hour:
    """What people wrote within an hour, and how often the organisation answered."""

    at: datetime
    comments: int
    answers: int


@dataclass(frozen=True)
class Seen:
    """`posts`: rows of `Lake.posts`. `first`: the first comment of somebody else. `unplaced`: comments without a time.

    `files`: names of files by their number.
    """

    posts: tuple[Mapping[str, Any], ...] = ()
    hours: tuple[Hour, ...] = ()
    first: Mapping[str, Any] | None = None
    unplaced: int = 0
    files: Mapping[str, str] | None = None

    def origin(self, row: Mapping[str, Any]) -> str:
        """The file a row came from, else its network."""
        return (self.files or {}).get(row.get("file_id") or "", str(row["platform"]))


def seen(setback: Setback) -> Seen:
    """Nothing where no subject is named, or nothing was imported."""
    if not setback.about:
        return Seen()
    lake = place.lake(setback.organisation)
    head = lake.root / "HEAD.json"
    state = json.dumps([head.read_text() if head.exists() else "", setback.about, setback.began_at.isoformat()])
    key = (str(lake.root), setback.pk)
    with _READING:
        kept = _READ.get(key)
        if kept is not None and kept[0] == state:
            return kept[1]
        found = _read(setback, timezone.now())
        _READ.pop(key, None)
        _READ[key] = state, found
        while len(_READ) > KEPT:
            _READ.pop(next(iter(_READ)))
        return found


def _read(setback: Setback, now: datetime) -> Seen:
    comments = about.comments_of(setback, now)
    others = comments.filter(pc.invert(_own(comments)))
    dated = others.filter(pc.is_valid(others["created_at"])).sort_by("created_at")
    reports = place.lake(setback.organisation).reports()
    return Seen(
        posts=tuple(about.posts_of(setback, now).to_pylist()),
        hours=tuple(_hours(dated, comments.filter(_own(comments)))),
        first=dated.slice(0, 1).to_pylist()[0] if len(dated) else None,
        unplaced=len(others) - len(dated),
        files={report.file_id: file_name(report) for report in reports},
    )


def _own(comments: pa.Table) -> pa.ChunkedArray:
    return pc.fill_null(comments["author_is_owner"], False)


def _hours(others: pa.Table, own: pa.Table) -> Iterator[Hour]:
    counts, answers = (Counter(_floored(table)) for table in (others, own))
    for hour in sorted({*counts, *answers} - {None}):
        yield Hour(hour, counts[hour], answers[hour])


def _floored(table: pa.Table) -> list[Any]:
    found: list[Any] = pc.floor_temporal(table["created_at"], unit="hour").to_pylist()
    return found
