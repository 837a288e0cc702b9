"""From instants as a Scene's columns hold them, in UTC and without saying so, to datetimes that say it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any


def instant(at: Any) -> datetime:
    """`at`: numpy.datetime64 of any unit, to the second; never NaT."""
    moment: datetime = at.astype("datetime64[s]").astype(object)
    return moment.replace(tzinfo=UTC)
