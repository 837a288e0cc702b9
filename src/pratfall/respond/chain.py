"""A chain of rows in which nothing can be changed, left out, moved or cut off unnoticed.

For rows r_1, r_2, ... with their plain values, and J(r) the canonical JSON of one (keys sorted, nothing between the
signs, ASCII, a whole number never written as 1.0, an instant in UTC to the microsecond):

    digest(r) = SHA-256( J(r) )
    h_0 = ""            h_n = SHA-256( h_{n-1} + "\\n" + J(r_n) )        written as 64 hex digits.

So h_n says everything about the first n rows. What the rows alone cannot show is that the last of them went:
a shorter chain is a chain. So somebody else keeps (n, h_n) now and then, and `verify` is told.
Example: digest({"b": 1.0, "a": "é"}) is the SHA-256 of {"a":"\\u00e9","b":1}.
Limits: whoever may write both rows and kept ends can make a new chain. It shows tampering, and does not prevent it.
Source: Haber & Stornetta 1991, Journal of Cryptology 3(2); the tail: Schneier & Kelsey 1999, ACM TISSEC 2(2).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from math import isfinite
from typing import Any

START = ""  # what the first row follows


@dataclass(frozen=True)
class Link:
    """One row of a chain as it was found: `values` are what its `hash` is over."""

    place: int
    previous: str
    hash: str
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Broken:
    """`why`: "missing" (no row at this place), "moved" (does not follow the row before), "changed" (its values are
    not those it was written with), "cut" (rows known to have been there are gone)."""

    place: int
    why: str


def digest(values: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical JSON, 64 hex digits. Raises TypeError or ValueError for what JSON cannot hold."""
    return sha256(_canonical(values).encode("ascii")).hexdigest()


def linked(previous: str, values: Mapping[str, Any]) -> str:
    """The hash of a row that follows the row of hash `previous`."""
    return sha256(f"{previous}\n{_canonical(values)}".encode("ascii")).hexdigest()


def verify(rows: Iterable[Link], *, ends: Iterable[tuple[int, str]] = ()) -> Broken | None:
    """The first broken place, or None. `rows` in order of place; `ends`: (place, hash) somebody kept elsewhere.

    Reads each row once and keeps none.
    """
    kept: dict[int, set[str]] = {}
    for at, known in ends:
        kept.setdefault(at, set()).add(known)
    place, before = 0, START
    for row in rows:
        place += 1
        if row.place != place:
            return Broken(place, "missing")
        if row.previous != before:
            return Broken(place, "moved")
        if row.hash != _again(before, row.values) or not kept.pop(place, {row.hash}) <= {row.hash}:
            return Broken(place, "changed")
        before = row.hash
    return Broken(place + 1, "cut") if any(at > place for at in kept) else None


def _again(previous: str, values: Mapping[str, Any]) -> str:
    """Values no row was ever written with have no hash."""
    try:
        return linked(previous, values)
    except (TypeError, ValueError):
        return ""


def _canonical(values: Mapping[str, Any]) -> str:
    return json.dumps(_plain(values), sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def _plain(value: Any) -> Any:
    """As every database gives it back."""
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            if not isfinite(value):
                raise ValueError(f"{value} is no number JSON can hold")
            return int(value) if value.is_integer() else value
        case datetime():
            if value.tzinfo is None:
                raise ValueError("an instant without a time zone")
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        case Mapping():
            return {_key(key): _plain(inner) for key, inner in value.items()}
        case Sequence() if not isinstance(value, bytes | bytearray):
            return [_plain(inner) for inner in value]
        case _:
            raise TypeError(f"{type(value).__name__} has no canonical form")


def _key(key: Any) -> str:
    if not isinstance(key, str):
        raise TypeError(f"a key has to be text, not {type(key).__name__}")
    return key
