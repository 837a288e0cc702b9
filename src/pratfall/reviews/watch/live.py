"""Watching an organisation's lake: import what is new in a folder, read the streams on, say what happened."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pratfall.errors import InputError
from pratfall.lake import Lake
from pratfall.lake.head import read_head
from pratfall.lake.lock import OnWait
from pratfall.lake.schema import organisation_key
from pratfall.records.imports import FileReport
from pratfall.records.scene import Settings
from pratfall.reviews.intake import import_paths
from pratfall.reviews.scene import build_scene
from pratfall.reviews.teaching.reader import as_taught

from .folder import changed_files
from .incidents import Incident
from .lakeside import read_on
from .replay import REPLAYS
from .store import NAME, Store, opened, read_incidents
from .watcher import Watcher


@dataclass(frozen=True)
class Look:
    """What one look found. `streams`: watched; `learning`: of these, heard too briefly to judge; `clock_back`: the
    clock of this machine stands before an earlier look's."""

    files: tuple[FileReport, ...]
    events: list[dict[str, Any]]
    streams: int
    learning: int
    open: tuple[Incident, ...]
    clock_back: bool = False


def folder_of(home: Path, organisation: str) -> Path:
    """Where the state of an organisation's watching lies."""
    return home / "watch" / organisation_key(organisation)


def open_incidents(home: Path, organisation: str) -> tuple[Incident, ...]:
    """Incidents that are not over, newest first; none where nobody watches."""
    return read_incidents(folder_of(home, organisation))


def forget_account(home: Path, organisation: str, platform: str, account_id: str) -> None:
    """Nothing watching kept of an account, nor of all accounts together, in which it was counted.

    Replays go whole: they quote whom they please. WatchBusy while somebody watches.
    """
    forget_replays(home)
    folder = folder_of(home, organisation)
    if (folder / NAME).exists():
        with opened(folder) as store:
            store.forget(lambda source: (source.platform, source.account) == (platform, account_id) or source.whole)
            store.tell("head", None)


def forget_replays(home: Path) -> None:
    """The memory of every recording that was played."""
    shutil.rmtree(home / "watch" / REPLAYS, ignore_errors=True)


class Live:
    """Looks at one lake, again and again, with one store."""

    def __init__(self, store: Store, lake: Lake, settings: Settings) -> None:
        self.store, self.lake, self.settings = store, lake, settings
        self.watcher = Watcher(store)

    def look(
        self,
        *,
        now: datetime,
        folder: Path | None = None,
        on_file: Callable[[FileReport], None] | None = None,
        on_wait: OnWait | None = None,
    ) -> Look:
        """Import, read on, and what is to be shown; call `shown` once it has been."""
        files = self._import(folder, now, on_file, on_wait) if folder else ()
        last = self.store.about("last_look")
        back = last is not None and now.timestamp() < last - 60
        self._read_on(now)
        learning = sum(not o.judged for o in self.watcher.listeners.values())
        watched = len(self.watcher.listeners)
        return Look(files, self.store.events(unshown=True), watched, learning, self._open(), back)

    def shown(self, events: list[dict[str, Any]]) -> None:
        with self.store.look():
            self.store.mark_shown(event["id"] for event in events)

    def _open(self) -> tuple[Incident, ...]:
        return tuple(sorted(self.watcher.open_incidents(), key=lambda i: -i.id))

    def _import(
        self, folder: Path, now: datetime, on_file: Callable[[FileReport], None] | None, on_wait: OnWait | None
    ) -> tuple[FileReport, ...]:
        if not folder.is_dir():
            raise InputError("watch_no_folder", folder=str(folder))
        new = changed_files(folder, self.store.files(), now_seconds=now.timestamp())
        if not new:
            return ()
        reports = import_paths(self.lake, list(new), now=now, on_file=on_file, on_wait=on_wait)
        with self.store.look():
            self.store.remember_files({str(path): stamp for path, stamp in new.items()})
        return reports

    def _read_on(self, now: datetime) -> None:
        """Nothing imported since the last look: nothing to read. Time alone brings no counts."""
        head = read_head(self.lake.root)
        state = f"{head.rows}:{sorted((name, at.folder, at.version) for name, at in head.tables.items())}"
        if state == self.store.about("head"):
            return
        settings = as_taught(self.settings, self.lake.home, self.lake.organisation)  # may have been taught since
        scene = build_scene(self.lake, now=now, settings=settings)
        with self.store.look():
            read_on(self.watcher, scene)
            self.store.tell("head", state)
            self.store.tell("last_look", max(now.timestamp(), self.store.about("last_look") or 0.0))
