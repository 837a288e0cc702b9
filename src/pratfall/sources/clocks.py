"""The named zone a file prints its times in, measured from ids: beyond an offset, it knows summer time.

`zones` tells which whole-hour offsets fit every row; a year of posts needs a zone with its rules,
and posts prepared in advance (an id older than the publication) must not veto it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

TOLERANCE_S = 150  # printed to the minute, and ids are made some seconds before publication
# Posts prepared in advance carry the moment of upload, not of publication. A time unrelated to its id
# agrees with one of the zones below once in ten; three of a fifth or more that agree are no chance.
MOST_AGREE, SOME_AGREE, SOME = 0.6, 0.2, 3
# One zone per set of rules people live by; the first that explains most wins.
ZONES = (
    "America/Los_Angeles", "UTC", "Europe/Paris", "Europe/London", "America/New_York", "America/Chicago",
    "America/Denver", "America/Phoenix", "America/Halifax", "America/Sao_Paulo", "America/Mexico_City",
    "America/Bogota", "Europe/Athens", "Europe/Istanbul", "Africa/Lagos", "Africa/Johannesburg", "Asia/Dubai",
    "Asia/Karachi", "Asia/Kolkata", "Asia/Dhaka", "Asia/Bangkok", "Asia/Shanghai", "Asia/Tokyo",
    "Australia/Brisbane", "Australia/Sydney", "Pacific/Auckland", "Pacific/Honolulu", "America/Anchorage",
)  # fmt: skip


@dataclass(frozen=True)
class Measured:
    """`agreeing` of `n` rows with both a printed time and an id time fit `zone`."""

    zone: str
    agreeing: int
    n: int


def zone_of(locals_: Any, instants: Any) -> Measured | None:
    """(n,) naive printed times and (n,) UTC moments -> the zone that explains most; None when none does."""
    both = pc.and_(locals_.is_valid(), instants.is_valid())
    printed = locals_.filter(both).cast(pa.timestamp("us"))
    moments = instants.filter(both)
    if not len(printed):
        return None
    best: Measured | None = None
    for zone in ZONES:
        guess = pc.assume_timezone(printed, zone, ambiguous="earliest", nonexistent="latest")
        gap = _micros(guess) - _micros(moments)
        agreeing = int((np.abs(gap) <= TOLERANCE_S * 1_000_000).sum())
        if best is None or agreeing > best.agreeing:
            best = Measured(zone, agreeing, len(printed))
    return best if best and _is_no_chance(best) else None


def _is_no_chance(found: Measured) -> bool:
    share = found.agreeing / found.n
    return share >= MOST_AGREE or (share >= SOME_AGREE and found.agreeing >= SOME)


def _micros(instants: Any) -> np.ndarray:
    plain = instants.cast(pa.timestamp("us", tz="UTC")).cast(pa.int64())
    return np.asarray(plain.to_numpy(zero_copy_only=False), dtype=np.int64)
