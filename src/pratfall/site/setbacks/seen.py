"""What Pratfall has seen of a setback, read once for a state of the lake: its posts, and when people wrote."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from django.utils import timezone

from pratfall.reviews.render.imports import file_name
from pratfall.site import place

from . import about
from .models import Setback

KEPT = 32  # setbacks
BUSY = 0.2  # of the busiest hour: less is a quiet one
QUARTER_HOURS = 6
_READING = threading.Lock()
_READ: dict[tuple[str, int], tuple[str, Seen]] = {}


@dataclass(frozen=True)
class Stretch:
    """What people wrote between `at` and `until`, and how often the organisation answered: an hour, or quiet ones
    together. `hour`: the clock's hour it begins in.
    """

    hour: datetime
    at: datetime
    until: datetime
    comments: int
    answers: int


@dataclass(frozen=True)
class Seen:
    """`posts`: rows of `Lake.posts`. `first`: the first comment of somebody else. `unplaced`: comments without a time.

    `files`: names of files by their number.
    """

    posts: tuple[Mapping[str, Any], ...] = ()
    stretches: tuple[Stretch, ...] = ()
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
        stretches=tuple(_stretches(_hours(comments))),
        first=dated.slice(0, 1).to_pylist()[0] if len(dated) else None,
        unplaced=len(others) - len(dated),
        files={report.file_id: file_name(report) for report in reports},
    )


def _own(comments: pa.Table) -> pa.ChunkedArray:
    return pc.fill_null(comments["author_is_owner"], False)


def _hours(comments: pa.Table) -> list[Stretch]:
    """Hour by hour, from its first comment to its last; hours without any are left out."""
    own = _own(comments)
    table = pa.table(
        {
            "hour": pc.floor_temporal(comments["created_at"], unit="hour"),
            "at": comments["created_at"],
            "own": pc.cast(own, pa.int64()),
            "other": pc.cast(pc.invert(own), pa.int64()),
        }
    ).filter(pc.is_valid(comments["created_at"]))
    sums = table.group_by("hour").aggregate([("at", "min"), ("at", "max"), ("other", "sum"), ("own", "sum")])
    rows = sums.sort_by("hour").to_pylist()
    return [Stretch(r["hour"], r["at_min"], r["at_max"], r["other_sum"], r["own_sum"]) for r in rows]


def _stretches(hours: Sequence[Stretch]) -> Iterator[Stretch]:
    """Hours in which something was going on by themselves; quiet ones of the same quarter of a day together."""
    busy = max((hour.comments for hour in hours), default=0) * BUSY
    quiet: list[Stretch] = []
    for hour in hours:
        if quiet and (hour.comments >= busy or _quarter(hour) != _quarter(quiet[0])):
            yield _joined(quiet)
            quiet = []
        if hour.comments >= busy:
            yield hour
        else:
            quiet.append(hour)
    if quiet:
        yield _joined(quiet)


def _quarter(hour: Stretch) -> tuple[date, int]:
    return hour.hour.date(), hour.hour.hour // QUARTER_HOURS


def _joined(hours: Sequence[Stretch]) -> Stretch:
    first, last = hours[0], hours[-1]
    comments, answers = sum(hour.comments for hour in hours), sum(hour.answers for hour in hours)
    return Stretch(first.hour, first.at, last.until, comments, answers)
