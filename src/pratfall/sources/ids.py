"""The moment inside an id (formats.md 2.5), and ids Excel has spoiled.

Every function takes an Arrow array of text and returns microseconds since 1970 (UTC) as a
timestamp array; null where the text is no such id.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

TS = pa.timestamp("us", tz="UTC")
X_EPOCH_MS = 1_288_834_974_657
INSTAGRAM_EPOCH_MS = 1_314_220_021_721
_SHORTCODE = {c: i for i, c in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")}
_SORTABLE = {c: i for i, c in enumerate("234567abcdefghijklmnopqrstuvwxyz")}
SPOILED = r"^[+-]?\d([.,]\d+)?[eE]\+?\d+$"
_SPOILED = re.compile(SPOILED)
# Before the networks existed or long after today: not an id of that network.
_EARLIEST = int(datetime(2006, 1, 1, tzinfo=UTC).timestamp() * 1e6)
_LATEST = int(datetime(2100, 1, 1, tzinfo=UTC).timestamp() * 1e6)


class IdClock(StrEnum):
    X = "x"
    TIKTOK = "tiktok"
    LINKEDIN = "linkedin"
    MASTODON = "mastodon"
    INSTAGRAM = "instagram"  # the shortcode in the permalink
    BLUESKY = "bluesky"  # the record key


def is_spoiled(text: str) -> bool:
    """`1.22158E+17`: rounded by a spreadsheet; the digits are gone."""
    return bool(_SPOILED.match(text.strip()))


def times(ids: Any, clock: IdClock) -> Any:
    """(n,) text -> (n,) timestamp[us, UTC]; null where the id carries no believable time."""
    ids = ids.combine_chunks() if isinstance(ids, pa.ChunkedArray) else ids
    if clock in (IdClock.INSTAGRAM, IdClock.BLUESKY):
        alphabet, base = (_SHORTCODE, 64) if clock is IdClock.INSTAGRAM else (_SORTABLE, 32)
        numbers = pa.array([_from_text(text, alphabet, base) for text in ids.to_pylist()], pa.int64())
    else:
        digits = pc.match_substring_regex(ids, r"^\d{12,19}$")
        numbers = _as_int(pc.if_else(pc.fill_null(digits, False), ids, None))
    valid = numbers.is_valid().to_numpy(zero_copy_only=False)
    raw = pc.fill_null(numbers, 0).to_numpy(zero_copy_only=False)
    micros = _micros(raw, clock)
    ok = valid & (micros > _EARLIEST) & (micros < _LATEST)
    if clock is IdClock.X:
        ok &= raw > 20_000_000_000  # ids before November 2010 were counters
    return pa.array(micros, mask=~ok).cast(pa.timestamp("us")).cast(TS)


def _as_int(digits: Any) -> Any:
    try:
        return digits.cast(pa.int64())
    except pa.ArrowInvalid:  # 19 digits beyond 2^63: not an id
        return pa.array(
            [int(d) if d is not None and int(d) < 1 << 63 else None for d in digits.to_pylist()], pa.int64()
        )


def _micros(raw: np.ndarray, clock: IdClock) -> np.ndarray:
    match clock:
        case IdClock.X:
            return ((raw >> 22) + X_EPOCH_MS) * 1000
        case IdClock.TIKTOK:
            return (raw >> 32) * 1_000_000
        case IdClock.LINKEDIN:
            return (raw >> 22) * 1000
        case IdClock.MASTODON:
            return (raw >> 16) * 1000
        case IdClock.INSTAGRAM:
            return ((raw >> 23) + INSTAGRAM_EPOCH_MS) * 1000
        case IdClock.BLUESKY:
            return raw >> 10
    raise AssertionError(clock)


def _from_text(text: str | None, alphabet: dict[str, int], base: int) -> int | None:
    if not text or not 9 <= len(text) <= 13:
        return None
    number = 0
    for char in text:
        if char not in alphabet:
            return None
        number = number * base + alphabet[char]
    return number if number < 1 << 63 else None


def found_in(urls: Any, pattern: str) -> Any:
    """The named group `id` of `pattern` in each url, null where it does not match."""
    found = pc.extract_regex(urls, pattern)
    return pc.struct_field(found, "id") if found.null_count < len(found) else pa.nulls(len(urls), pa.string())
