"""One writer at a time, and who that is."""

from __future__ import annotations

import getpass
import json
import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from pratfall.errors import LakeBusy

POLL_SECONDS = 0.2


@dataclass(frozen=True)
class Holder:
    """The process that writes: `who` as user@host (process id), `since` aware UTC or None if unknown."""

    who: str
    since: datetime | None


OnWait = Callable[[Holder, float], None]


@contextmanager
def writer_lock(root: Path, *, wait_seconds: float, on_wait: OnWait | None = None) -> Iterator[None]:
    """Hold the lake for writing. The system frees it when the process dies, however it dies.

    While another process writes, `on_wait(holder, seconds_waited)` is called; after `wait_seconds`
    LakeBusy says who holds the lake and since when.
    """
    # What people wrote and gave lies below: no business of the machine's other users.
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = FileLock(root / "writer.lock", thread_local=False)
    _acquire(root, lock, wait_seconds, on_wait)
    try:
        _sign(root)
        yield
    finally:
        lock.release()


def _acquire(root: Path, lock: FileLock, wait_seconds: float, on_wait: OnWait | None) -> None:
    start = time.monotonic()
    while True:
        try:
            lock.acquire(timeout=0)
            return
        except Timeout:
            waited = time.monotonic() - start
            holder = _holder(root)
            if waited >= wait_seconds:
                since = holder.since.isoformat(timespec="seconds") if holder.since else ""
                raise LakeBusy("lake_busy", who=holder.who, since=since, waited_seconds=round(waited)) from None
            if on_wait:
                on_wait(holder, waited)
            time.sleep(POLL_SECONDS)


def _sign(root: Path) -> None:
    who = f"{_user()}@{socket.gethostname()} ({os.getpid()})"
    text = json.dumps({"who": who, "since": datetime.now(UTC).isoformat(timespec="seconds")})
    new = root / "writer.json.new"
    new.write_text(text, encoding="utf-8")
    os.replace(new, root / "writer.json")


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container user without a name
        return str(os.getuid()) if hasattr(os, "getuid") else ""


def _holder(root: Path) -> Holder:
    """Who signed last; unknown in the instant between taking the lock and signing."""
    try:
        data = json.loads((root / "writer.json").read_text(encoding="utf-8"))
        return Holder(data["who"], datetime.fromisoformat(data["since"]))
    except (OSError, ValueError, KeyError):
        return Holder("", None)
