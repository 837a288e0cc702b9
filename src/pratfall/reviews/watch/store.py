"""What watching remembers: one SQLite file per organisation, changed by whole looks.

A look (streams read on, position in the feed, alarms, incidents, what is to be shown) is one transaction. Killed at
any moment, the next start finds the state before the look or after it, and what was decided but perhaps not yet shown
is shown then, marked as such: nothing is lost, and nothing is decided twice.

SQLite and not the lake: a look changes a few hundred small rows, every minute if need be, and they are state, not
measurements.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from pratfall.errors import LakeBusy, LakeDamaged, LakeError, WatchBusy
from pratfall.lake.lock import writer_lock

from .binning import Source
from .incidents import Incident
from .listener import Listener, stream_of

NAME = "watch.sqlite"
VERSION = 1
TABLES = """
CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS stream (key TEXT PRIMARY KEY, label TEXT NOT NULL, first_bin INTEGER NOT NULL,
    next_bin INTEGER NOT NULL, last_known INTEGER, digest TEXT NOT NULL, state TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS recent (id TEXT PRIMARY KEY, key TEXT NOT NULL, bin INTEGER NOT NULL,
    minute INTEGER NOT NULL, text TEXT NOT NULL, count REAL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS alarm (key TEXT NOT NULL, bin INTEGER NOT NULL, score REAL NOT NULL, rate REAL NOT NULL,
    incident INTEGER, PRIMARY KEY (key, bin)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS incident (id INTEGER PRIMARY KEY, over INTEGER, told INTEGER, body TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS event (incident INTEGER NOT NULL, step INTEGER NOT NULL, body TEXT NOT NULL,
    shown INTEGER NOT NULL, PRIMARY KEY (incident, step)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS file (path TEXT PRIMARY KEY, size INTEGER NOT NULL, changed_ns INTEGER NOT NULL);
"""
Event = dict[str, Any]


@contextmanager
def opened(folder: Path) -> Iterator[Store]:
    """The state in `folder`, held by this process alone. WatchBusy says who else holds it and since when."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with writer_lock(folder, wait_seconds=0), closing(_connect(folder / NAME)) as connection:
            yield Store(connection)
    except LakeBusy as busy:
        raise WatchBusy("watch_busy", **busy.facts) from None
    except sqlite3.DatabaseError as broken:
        raise LakeDamaged("watch_damaged", path=str(folder / NAME), why=str(broken)) from broken


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")
    connection.executescript(TABLES)
    found = connection.execute("SELECT value FROM about WHERE name = 'version'").fetchone()
    if found is None:
        connection.execute("INSERT INTO about VALUES ('version', ?)", (str(VERSION),))
    elif int(found[0]) > VERSION:
        connection.close()
        raise LakeError("watch_too_new", path=str(path), found=found[0], known=VERSION)
    return connection


def read_incidents(folder: Path) -> tuple[Incident, ...]:
    """Incidents that are not over, newest first, without holding anything up; none where nobody ever watched."""
    path = folder / NAME
    if not path.exists():
        return ()
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=5)) as connection:
            rows = connection.execute("SELECT body FROM incident WHERE over IS NULL ORDER BY id DESC").fetchall()
    except sqlite3.OperationalError:  # just being made
        return ()
    return tuple(Incident.of_body(json.loads(body)) for (body,) in rows)


class Store:
    """Made by `opened`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    @contextmanager
    def look(self) -> Iterator[None]:
        """Everything inside becomes true at once, or not at all."""
        self._db.execute("BEGIN IMMEDIATE")
        whole = False
        try:
            yield
            whole = True
        finally:
            self._db.execute("COMMIT" if whole else "ROLLBACK")

    def clear(self) -> None:
        """Forget everything: a replay from the beginning."""
        with self.look():
            for table in ("stream", "recent", "alarm", "incident", "event", "file"):
                self._db.execute(f"DELETE FROM {table}")
            self._db.execute("DELETE FROM about WHERE name <> 'version'")

    # About the feed

    def about(self, name: str) -> Any:
        found = self._db.execute("SELECT value FROM about WHERE name = ?", (name,)).fetchone()
        return json.loads(found[0]) if found else None

    def tell(self, name: str, value: Any) -> None:
        self._db.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (name, json.dumps(value)))

    def files(self) -> dict[str, tuple[int, int]]:
        return {path: (size, at) for path, size, at in self._db.execute("SELECT path, size, changed_ns FROM file")}

    def remember_files(self, files: Mapping[str, tuple[int, int]]) -> None:
        rows = [(path, size, at) for path, (size, at) in files.items()]
        self._db.executemany("INSERT OR REPLACE INTO file VALUES (?, ?, ?)", rows)

    # Streams

    def listeners(self) -> dict[str, Listener]:
        """By key. A stream saved by another version is left out: it learns anew."""
        out = {}
        for key, label, first, next_bin, last, digest, state in self._db.execute("SELECT * FROM stream"):
            if stream := stream_of(state):
                out[key] = Listener(Source.of_key(key), first, next_bin, stream, label, last, digest)
        return out

    def save_listeners(self, listeners: Iterable[Listener]) -> None:
        rows = [(o.source.key, o.label, o.first_bin, o.next_bin, o.last_known, o.digest, o.state()) for o in listeners]
        self._db.executemany("INSERT OR REPLACE INTO stream VALUES (?, ?, ?, ?, ?, ?, ?)", rows)

    def forget(self, forgotten: Callable[[Source], bool]) -> bool:
        """Drop streams, what stands under their keys and their incidents, from every byte kept. Were there any?"""
        keys = [key for (key,) in self._db.execute("SELECT key FROM stream") if forgotten(Source.of_key(key))]
        with self.look():
            for key in keys:
                for table in ("stream", "recent", "alarm"):
                    self._db.execute(f"DELETE FROM {table} WHERE key = ?", (key,))
            for number, body in self._db.execute("SELECT id, body FROM incident").fetchall():
                if set(keys) & set(json.loads(body)["members"]):
                    self._db.execute("DELETE FROM incident WHERE id = ?", (number,))
                    self._db.execute("DELETE FROM event WHERE incident = ?", (number,))
        self._db.execute("VACUUM")
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return bool(keys)

    # What was said

    def recent(self) -> dict[str, tuple[str, int, int, str, float]]:
        rows = self._db.execute("SELECT id, key, bin, minute, text, count FROM recent ORDER BY minute, id")
        return {id_: (key, number, minute, text, count) for id_, key, number, minute, text, count in rows}

    def save_recent(self, rows: Iterable[tuple[str, str, int, int, str, float]]) -> None:
        self._db.executemany("INSERT OR IGNORE INTO recent VALUES (?, ?, ?, ?, ?, ?)", rows)

    def drop_recent(self, ids: Iterable[str]) -> None:
        self._db.executemany("DELETE FROM recent WHERE id = ?", [(id_,) for id_ in ids])

    # Incidents

    def known_alarm(self, key: str, number: int) -> bool:
        found = self._db.execute("SELECT 1 FROM alarm WHERE key = ? AND bin = ?", (key, number)).fetchone()
        return found is not None

    def save_alarm(self, key: str, number: int, score: float, rate: float, incident: int | None) -> None:
        self._db.execute("INSERT OR IGNORE INTO alarm VALUES (?, ?, ?, ?, ?)", (key, number, score, rate, incident))

    def alarms(self) -> list[tuple[str, int, float, float, int | None]]:
        return self._db.execute("SELECT * FROM alarm ORDER BY bin, key").fetchall()

    def incidents(self, *, since: int = 0) -> list[Incident]:
        """All that are open, and those told or over at or after the minute `since`."""
        wanted = "SELECT body FROM incident WHERE over IS NULL OR over >= ? OR told >= ? ORDER BY id"
        return [Incident.of_body(json.loads(body)) for (body,) in self._db.execute(wanted, (since, since))]

    def save_incident(self, incident: Incident) -> None:
        row = (incident.id, incident.over, incident.told, json.dumps(incident.body()))
        self._db.execute("INSERT OR REPLACE INTO incident VALUES (?, ?, ?, ?)", row)

    def save_event(self, incident: int, step: int, body: Event, *, shown: bool) -> None:
        self._db.execute("INSERT INTO event VALUES (?, ?, ?, ?)", (incident, step, json.dumps(body), int(shown)))

    def show_newest(self, incidents: Iterable[int]) -> None:
        """Show again what was last said of these incidents."""
        newest = "SELECT max(step) FROM event WHERE incident = ?1"
        rows = [(number,) for number in incidents]
        self._db.executemany(f"UPDATE event SET shown = 0 WHERE incident = ?1 AND step = ({newest})", rows)

    def events(self, *, unshown: bool = False) -> list[Event]:
        wanted = "SELECT incident, step, body FROM event" + (" WHERE shown = 0" if unshown else "")
        rows = self._db.execute(wanted).fetchall()
        events = [{"id": f"{incident}.{step}", **json.loads(body)} for incident, step, body in rows]
        return sorted(events, key=lambda e: (e["minute"], *map(int, e["id"].split("."))))

    def mark_shown(self, ids: Iterable[str]) -> None:
        rows = [tuple(map(int, id_.split("."))) for id_ in ids]
        self._db.executemany("UPDATE event SET shown = 1 WHERE incident = ? AND step = ?", rows)
