"""The time zone of printed times, measured from the moments hidden in the ids beside them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

HOUR = 3_600_000_000
DAY = 24 * HOUR
OFFSETS_HOURS = range(-12, 15)


def offsets_that_fit(instants: Any, printed: Any, *, whole_days: bool) -> tuple[int, ...]:
    """Whole-hour offsets (local minus UTC) under which every printed time agrees with its id.

    `instants` (n,) UTC timestamps from ids, `printed` (n,) naive timestamps as printed; with
    `whole_days` only the day must agree. Rows where either is missing have no say. () when nothing
    fits or nothing could be compared; several offsets where the rows leave it open.
    """
    both = pc.and_(instants.is_valid(), printed.is_valid())
    exact = _micros(instants.filter(both))
    local = _micros(printed.filter(both))
    if not len(exact):
        return ()
    return tuple(hours for hours in OFFSETS_HOURS if _agrees(exact + hours * HOUR, local, whole_days=whole_days))


def _micros(values: Any) -> np.ndarray:
    micros = values.cast(pa.timestamp("us", tz=values.type.tz)).cast(pa.int64())
    return np.asarray(micros.to_numpy(zero_copy_only=False))


def _agrees(moved: np.ndarray, printed: np.ndarray, *, whole_days: bool) -> bool:
    if whole_days:
        return bool(np.all(moved // DAY == printed // DAY))
    # Networks save a post a few seconds before or after the minute they print.
    return bool(np.all(np.abs(moved - printed) <= 2 * 60_000_000))


def name_of(offsets: tuple[int, ...]) -> str:
    """`UTC`, `UTC-5`, `UTC-8..UTC-5`; "" for none. UTC wins where it fits: it is the common case."""
    if not offsets:
        return ""
    if 0 in offsets:
        return "UTC"
    ends = [f"UTC{hours:+d}" for hours in (offsets[0], offsets[-1])]
    return ends[0] if ends[0] == ends[1] else "..".join(ends)
