"""What an incident looks like: counts with the band expected the bin before, alarms, outages, what was planned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import numpy as np

from pratfall.records.charts import StreamBin, StreamChart
from pratfall.records.instants import instant
from pratfall.records.scene import Planned
from pratfall.records.streams import MINUTES_PER_DAY, Stream
from pratfall.stats.backlash import expected_band

from .incidents import Incident
from .streams import added, rebinned, stretches

Array = Any
BEFORE_DAYS, AFTER_DAYS = 14, 4
MOST_BINS = 200
LEVEL = 0.95


def view(members: Sequence[Incident], streams: Sequence[Stream], planned: Sequence[Planned] = ()) -> StreamChart:
    """The two weeks before an incident and what followed, over all its accounts, in bins as wide as can be seen."""
    stream = _shown_stream(streams)
    begins, ends = members[0].begins, max(m.ends for m in members)
    start = max(begins - np.timedelta64(BEFORE_DAYS, "D"), stream.start)
    end = ends + np.timedelta64(AFTER_DAYS, "D")
    minutes = _width(stream, float((end - start) / np.timedelta64(60, "s")))
    counts = rebinned(stream, minutes)
    low, expected, high = expected_band(counts, MINUTES_PER_DAY // minutes, LEVEL)
    step = np.timedelta64(minutes * 60, "s")
    first, last = int((start - stream.start) / step), min(int((end - stream.start) / step), len(counts))
    at = [instant(stream.start + step * i) for i in range(first, last)]
    bins = tuple(
        StreamBin(when, *(_known(column[i]) for column in (counts, expected, low, high)))
        for i, when in enumerate(at, first)
    )
    return StreamChart(
        what=stream.what,
        bin_minutes=minutes,
        level=LEVEL,
        bins=bins,
        alarms=tuple(sorted({instant(m.alarmed) for m in members})),
        gaps=tuple(
            (instant(stream.start + step * a), instant(stream.start + step * b))
            for a, b in _unknown(counts, first, last)
        ),
        planned=tuple(_marked(p, at) for p in planned if at and _day(p.start) <= at[-1] and _end(p) >= at[0]),
    )


def _shown_stream(streams: Sequence[Stream]) -> Stream:
    """All accounts together where their times overlap, else the one with most comments."""
    largest = max(streams, key=lambda s: float(np.nansum(s.counts)))
    return (added(largest.subject, streams) if len(streams) > 1 else None) or largest


def _width(stream: Stream, shown_minutes: float) -> int:
    widths = (stream.bin_minutes, 15, 60, 360, MINUTES_PER_DAY)
    fitting = (w for w in widths if w >= stream.bin_minutes and shown_minutes / w <= MOST_BINS)
    return next(fitting, MINUTES_PER_DAY)


def _unknown(counts: Array, first: int, last: int) -> list[tuple[int, int]]:
    return [(a + first, b + first) for a, b in stretches(np.isnan(counts[first:last]))]


def _known(value: Any) -> float | None:
    return None if np.isnan(value) else round(float(value), 3)


def _marked(planned: Planned, at: Sequence[datetime]) -> tuple[datetime, datetime, str]:
    return max(_day(planned.start), at[0]), min(_end(planned), at[-1]), planned.name


def _day(day: Any) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _end(planned: Planned) -> datetime:
    return _day(planned.end).replace(hour=23, minute=59)
