"""A recorded stream through the real path: events, bins, scores, incidents, the same as while watching.

A replay keeps a state of its own, so that it never mixes with the organisation's, and so that one that was killed
goes on where it was.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from .binning import Binner, Heard, Source
from .events import Event, Recording, read_events
from .policy import rate_of
from .said import Texts, listening_to
from .store import Store
from .watcher import Rate, Watcher

REPLAYS = "replays"
STEP_MINUTES = 360  # of the recording, per look, when nothing slows it down


@dataclass(frozen=True)
class Tick:
    """Where a replay is: the minute its clock shows, the newest counts, and what is to be shown."""

    minute: int
    heard: list[Heard]
    events: list[dict[str, Any]]


class Replay:
    """One recording played into one store."""

    def __init__(self, store: Store, recording: Recording, *, rate: Rate = rate_of) -> None:
        self.store, self.recording = store, recording
        self.binner = _binner(store, recording)
        self.watcher = Watcher(store, rate=rate, said=listening_to(_texts(self.binner)))
        self.position = int(store.about("position") or 0)

    @property
    def finished(self) -> bool:
        return bool(self.store.about("finished"))

    def now(self) -> int:
        """The minute the recording stands at."""
        return self.recording.start if self.binner.newest is None else self.binner.newest

    def play(self, *, clock: Callable[[], int] | None = None, quiet_until: int = 0) -> Iterator[Tick]:
        """Ticks until the recording ends. `clock` says which minute it is for whoever watches; None: as fast as can be.

        Nothing up to the minute `quiet_until` is shown.
        """
        if left := self.store.events(unshown=True):  # decided before a sudden stop
            yield Tick(self.now(), [], left)
        rows = islice(read_events(self.recording.path), self.position, None)
        waiting = next(rows, None)
        while waiting is not None:
            until = self._until(clock, waiting, quiet_until)
            while waiting is not None and waiting.minute <= until:
                self.binner.add(waiting)
                self.position += 1
                waiting = next(rows, None)
            yield self._look(until, quiet_until, ended=waiting is None)
        if not self.finished:
            yield self._look(self.recording.end, quiet_until, ended=True)

    def _until(self, clock: Callable[[], int] | None, waiting: Event, quiet_until: int) -> int:
        """The minute up to which to read on now. What lies before `quiet_until` is not waited for."""
        if clock is None or waiting.minute < quiet_until:
            return waiting.minute + STEP_MINUTES
        return clock()

    def _look(self, until: int, quiet_until: int, *, ended: bool) -> Tick:
        with self.store.look():
            heard = self.binner.closed(ended=ended)
            self.watcher.take(heard, told_after=quiet_until)
            _save(self.store, self.binner)
            self.store.tell("position", self.position)
            self.store.tell("finished", ended)
        return Tick(until, heard, self.store.events(unshown=True))


def folder_of(home: Path, recording: Path) -> Path:
    """Where the replay of this file keeps its state."""
    file = recording.resolve()
    told = f"{file}\x00{file.stat().st_size}\x00{file.stat().st_mtime_ns}"
    return home / "watch" / REPLAYS / hashlib.sha256(told.encode()).hexdigest()[:16]


def _texts(binner: Binner) -> Texts:
    """What was said now, and in the days before; a stream of all accounts hears all of them."""
    # A day less than what is remembered: how much that is must not depend on when it was last forgotten.
    before = binner.kept_minutes - 1440

    def texts(key: str, start: int, end: int) -> tuple[list[str], list[str]]:
        whole = Source.of_key(key).whole
        rows = [(m, t) for k, _, m, t, _ in binner.recent.values() if t and (whole or k == key)]
        now = [t for m, t in rows if start <= m < end]
        return now, [t for m, t in rows if start - before <= m < start]

    return texts


def _binner(store: Store, recording: Recording) -> Binner:
    saved = store.about("binner")
    if saved is None:
        what = "counted" if recording.readings else "mentions"
        return Binner(recording.bin_minutes, what=what, readings=recording.readings)
    held = saved.pop("held")
    binner = Binner(**{**saved, "silent": [tuple(s) for s in saved["silent"]]})
    binner.held = Event(**held) if held else None
    binner.recent = store.recent()
    for key, number, _, _, count in binner.recent.values():
        if number >= binner.next_bin.get(key, 0):
            bins = binner.open.setdefault(key, {})
            bins[number] = count if binner.readings else bins.get(number, 0.0) + count
    return binner


def _save(store: Store, binner: Binner) -> None:
    store.save_recent((id_, *binner.recent[id_]) for id_ in binner.fresh if id_ in binner.recent)
    binner.fresh.clear()
    store.drop_recent(binner.forget())
    plain = {k: v for k, v in vars(binner).items() if k not in ("recent", "fresh", "open", "held")}
    store.tell("binner", {**plain, "held": asdict(binner.held) if binner.held else None})
