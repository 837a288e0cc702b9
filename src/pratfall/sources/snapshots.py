"""The period a file is named for, the days its rows span, and its chunks as one frame.

Content exports are gathered whole where a row can be judged only beside the others (its aggregate,
its zone, its total).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from . import dates
from .document import Document
from .draft import Draft
from .frames import Frame

_ISO_DAY = re.compile(r"(?<!\d)20\d\d-\d\d-\d\d(?!\d)")
_WORDED_DAY = re.compile(r"(?<![^\W_])([A-Za-zÀ-ÿ]{3,9})\.?[- ](\d{1,2})[-, ]+(20\d{2})(?!\d)")


def gathered(frames: Iterable[Frame], draft: Draft) -> Frame:
    """All chunks of a table as one frame; n = 0 without columns for a table without rows."""
    parts = list(frames)
    if len(parts) == 1:
        return parts[0]
    starts = np.cumsum([0, *(part.n for part in parts)])

    def line_of(i: int) -> int:
        part = int(np.searchsorted(starts, i, side="right")) - 1
        return parts[part].line(i - int(starts[part]))

    names = parts[0].columns if parts else {}
    columns = {name: pa.concat_arrays([_array(part.columns[name]) for part in parts]) for name in names}
    return Frame(int(starts[-1]), columns, draft, line_of, np.arange(starts[-1]))


def _array(values: Any) -> pa.Array:
    return values.combine_chunks() if isinstance(values, pa.ChunkedArray) else values


def period_of(document: Document) -> tuple[date, date] | None:
    """The period in the file's name, or in the name of the zip it came in."""
    for name in (document.name, document.blob.name):
        if found := dates.period_in(name) or _worded_period(name):
            return found
    return None


def _worded_period(name: str) -> tuple[date, date] | None:
    """`Sep-01-2026_Sep-30-2026_1234.csv`, as Meta names its files."""
    found = [dates.parse(" ".join(match.groups())) for match in _WORDED_DAY.finditer(name)]
    days = [when.day for when in found if when is not None and when.has_year]
    return (days[0], days[1]) if len(days) >= 2 and days[0] <= days[1] else None


def span(days: Any) -> tuple[date, date] | None:
    """First and last of (n,) date32 or timestamps (their day); None when all are null."""
    ends = pc.min_max(days)
    first, last = ends["min"].as_py(), ends["max"].as_py()
    if first is None:
        return None
    return (first.date(), last.date()) if isinstance(first, datetime) else (first, last)


def true_at(now: datetime, *proofs: date | datetime | None) -> datetime:
    """The newest moment the file proves, never later than `now`; `now` without any proof.

    A day proves its end: numbers printed for a day were counted during it.
    """
    moments = [_moment(proof) for proof in proofs if proof is not None]
    return min(max(moments), now) if moments else now


def _moment(proof: date | datetime) -> datetime:
    if isinstance(proof, datetime):
        return proof.astimezone(UTC) if proof.tzinfo else proof.replace(tzinfo=UTC)
    return datetime.combine(proof, time(23, 59, 59), UTC)


def last_day_in(name: str) -> date | None:
    """The newest date in a file name, such as the export day old Insights files end with."""
    found = [dates.parse(match[0]) for match in _ISO_DAY.finditer(name)]
    days = [when.day for when in found if when is not None and when.has_year]
    return max(days, default=None)
