"""What arrives while watching: single mentions, or readings of a counter. Times are whole minutes since 1970, UTC.

Two kinds of recorded files are read: one row per mention (columns time, network, account, author, text; an id column
where there is one) and one row per reading (`timestamp,value`, the form of the Numenta benchmark).
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from statistics import median

from pratfall.errors import InputError, UnreadableFile

MENTION = ("time", "network", "account")
READING = ("timestamp", "value")
DENSE = 5.0  # mentions in a narrow bin, from all accounts, that make narrow bins worth while
WIDTHS = (5, 15, 60, 360)  # minutes


@dataclass(frozen=True)
class Event:
    """`count` is 1 for a mention and the number read for a reading. `id` tells a repeated event from a second one."""

    id: str
    minute: int
    platform: str
    account: str
    text: str = ""
    count: float = 1.0


@dataclass(frozen=True)
class Recording:
    """A recorded file and how to read it. `readings`: silence in it is missing data, not zero."""

    path: Path
    readings: bool
    bin_minutes: int
    start: int
    end: int
    rows: int


def minute_of(text: str) -> int:
    """Minutes since 1970 of an ISO time; UTC where it names no zone. ValueError otherwise."""
    at = datetime.fromisoformat(text.strip())
    return int((at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()) // 60


def instant(minute: int) -> datetime:
    return datetime.fromtimestamp(minute * 60, UTC)


def open_recording(path: Path) -> Recording:
    """Look through the file once: which kind, how dense. InputError says what is wrong and on which line."""
    if not path.is_file():
        raise InputError("replay_missing", file=str(path))
    try:
        events = list(read_events(path))
    except UnicodeDecodeError as error:
        raise UnreadableFile("not_utf8", file=path.name) from error
    except csv.Error as error:
        raise UnreadableFile("replay_unknown", file=str(path), found=str(error)) from error
    if len(events) < 2:
        raise InputError("replay_empty", file=str(path))
    readings = _columns(path) == READING
    minutes = sorted({event.minute for event in events})
    width = max(round(median(b - a for a, b in pairwise(minutes))), 1) if readings else _width(minutes, len(events))
    if readings and 1440 % width:
        raise InputError("replay_width", file=str(path), minutes=width)
    return Recording(path, readings, width, minutes[0], minutes[-1], len(events))


def _width(minutes: list[int], events: int) -> int:
    span = max(minutes[-1] - minutes[0], 1)
    return next((width for width in WIDTHS if events / span * width >= DENSE), WIDTHS[-1])


def read_events(path: Path) -> Iterator[Event]:
    """In the order of the file, which need not be that of time."""
    if _columns(path) == READING:
        for line, row in _rows(path):
            yield _reading(path, line, row)
    else:
        for line, row in _rows(path):
            yield _mention(path, line, row)


def _columns(path: Path) -> tuple[str, ...]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        header = tuple(name.strip().lower() for name in next(csv.reader(file), ()))
    if header[:2] == READING:
        return READING
    if not set(MENTION) <= set(header):
        raise InputError("replay_unknown", file=str(path), found=", ".join(header)[:200])
    return header


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        names = [name.strip().lower() for name in next(csv.reader(file))]
        reader = csv.reader(file)
        for row in reader:
            if row:
                yield reader.line_num + 1, dict(zip(names, row, strict=False))


def _mention(path: Path, line: int, row: dict[str, str]) -> Event:
    """Without an id of its own a mention is what it says: the same words by the same author in the same second."""
    told = "\x1f".join(row.get(name) or "" for name in (*MENTION, "author", "text"))
    key = row.get("id") or hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    minute = _time(path, line, row.get("time", ""))
    return Event(key, minute, row.get("network") or "", row.get("account") or "", row.get("text") or "")


def _reading(path: Path, line: int, row: dict[str, str]) -> Event:
    minute = _time(path, line, row.get("timestamp", ""))
    try:
        value = float(row.get("value") or "nan")
    except ValueError:
        raise InputError("replay_value", file=str(path), line=line, value=str(row.get("value"))[:40]) from None
    if value < 0:
        raise InputError("replay_value", file=str(path), line=line, value=str(value))
    return Event(str(minute), minute, "", path.stem, "", value)


def _time(path: Path, line: int, text: str) -> int:
    try:
        return minute_of(text)
    except ValueError:
        raise InputError("replay_time", file=str(path), line=line, value=text[:40]) from None
