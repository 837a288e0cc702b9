"""Labels and heads of one organisation, in one small database below PRATFALL_HOME.

    HOME/teaching/<key of the organisation>.sqlite3      readable by its owner alone

Texts are kept masked (text/masking.py), authors as the pseudonyms the lake knows, so that `pratfall erase` finds
what somebody wrote here too. Every change is one transaction: killed at any moment, it is there or not. Heads are never
overwritten: each learning adds a version, one per task may be in use, and any may be used again.

Erasing removes labels from the file (secure_delete) and the heads learnt from them.
"""

from __future__ import annotations

import csv
import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from pratfall.lake.exporting import FORMULA
from pratfall.lake.schema import organisation_key
from pratfall.text.heads import Head, from_dict
from pratfall.text.masking import mask
from pratfall.text.taught import TASKS

FOLDER = "teaching"
WAIT_SECONDS = 10
LONGEST = 5_000  # characters of a text that are kept
TABLES = """
create table if not exists label (
    n integer primary key autoincrement, task text not null, key text not null, text text not null,
    label text not null, platform text not null, account text not null, author text not null, at text not null,
    unique (task, key));
create table if not exists head (
    version integer primary key autoincrement, task text not null, body text not null, at text not null,
    in_use integer not null);
"""


@dataclass(frozen=True)
class Label:
    """What a person said of one text. `key` names the text: a comment's address, or the checksum of its words."""

    task: str
    text: str
    label: str
    key: str = ""
    platform: str = ""
    account: str = ""
    author: str = ""


@dataclass(frozen=True)
class Version:
    number: int
    task: str
    head: Head
    at: datetime
    in_use: bool


class Teaching:
    """Opens the database for each call, so that pages and commands may share it."""

    def __init__(self, home: Path, organisation: str) -> None:
        self.path = home / FOLDER / f"{organisation_key(organisation)}.sqlite3"

    def add(self, labels: Iterable[Label], *, now: datetime) -> int:
        """How many were kept. A text labelled again for a task has its newest label. ValueError: no such label."""
        rows = []
        for label in labels:
            if label.label not in TASKS.get(label.task, ()):
                raise ValueError(f"{label.label!r} is no answer to {label.task!r}")
            text = mask(label.text[:LONGEST])
            key = label.key or text_key(label.text)
            rows.append((label.task, key, text, label.label, label.platform, label.account, label.author, _stamp(now)))
        with self._changing() as db:
            for row in rows:
                db.execute("delete from label where task = ? and key = ?", row[:2])  # the newest stands last
                db.execute("insert into label values (null, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        return len(rows)

    def take_back(self, task: str) -> Label | None:
        """Removes the newest label of `task`."""
        with self._changing() as db:
            row = db.execute("select * from label where task = ? order by n desc limit 1", (task,)).fetchone()
            if row is None:
                return None
            db.execute("delete from label where n = ?", (row["n"],))
        return _label(row)

    def labels(self, task: str | None = None) -> list[Label]:
        """In the order they were given."""
        return [
            _label(row) for row in self._rows("select * from label where ? is null or task = ? order by n", task, task)
        ]

    def save(self, head: Head, *, now: datetime) -> int:
        """The head's version, in use from now on."""
        with self._changing() as db:
            db.execute("update head set in_use = 0 where task = ?", (head.task,))
            body = json.dumps(head.as_dict(), separators=(",", ":"))
            added = db.execute("insert into head values (null, ?, ?, ?, 1)", (head.task, body, _stamp(now)))
            return int(added.lastrowid or 0)

    def versions(self, task: str | None = None) -> list[Version]:
        """Oldest first."""
        rows = self._rows("select * from head where ? is null or task = ? order by version", task, task)
        return [
            Version(
                row["version"],
                row["task"],
                from_dict(json.loads(row["body"])),
                datetime.fromisoformat(row["at"]),
                bool(row["in_use"]),
            )
            for row in rows
        ]

    def heads(self) -> Mapping[str, Head]:
        """Those in use, by task."""
        rows = self._rows("select task, body from head where in_use = 1")
        return {row["task"]: from_dict(json.loads(row["body"])) for row in rows}

    def use(self, task: str, version: int | None) -> bool:
        """That version, or none of them. False if there is no such version."""
        with self._changing() as db:
            known = db.execute("select 1 from head where task = ? and version = ?", (task, version)).fetchone()
            if version is not None and known is None:
                return False
            db.execute("update head set in_use = (version is ?) where task = ?", (version, task))
        return True

    def step_back(self, task: str) -> Version | None:
        """What is in use goes out of use, and the version before it comes back; returns that one, None: nothing."""
        found = self.versions(task)
        now = next((version.number for version in found if version.in_use), 0)
        before = [version for version in found if version.number < now]
        self.use(task, before[-1].number if before else None)
        return before[-1] if before else None

    def erase(self, *, author: str | None = None, account: tuple[str, str] | None = None) -> int:
        """Labels on what somebody wrote, or on what was written to an account; with them what was learnt from them."""
        if not self.path.exists():
            return 0
        with self._changing() as db:
            where, facts = (
                ("author = ?", (author,)) if author is not None else ("platform = ? and account = ?", account or ())
            )
            tasks = [row["task"] for row in db.execute(f"select distinct task from label where {where}", facts)]
            gone = db.execute(f"delete from label where {where}", facts).rowcount
            for task in tasks:
                db.execute("delete from head where task = ?", (task,))
        return int(gone)

    def export(self, folder: Path) -> tuple[Path, ...]:
        """labels.csv and heads.json, readable without Pratfall; nothing where nothing was taught."""
        if not self.path.exists():
            return ()
        folder.mkdir(parents=True, exist_ok=True)
        table, heads = folder / "labels.csv", folder / "heads.json"
        with table.open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(("task", "text", "label", "platform", "account", "author"))
            for label in self.labels():
                rows.writerow(
                    _safe(v) for v in (label.task, label.text, label.label, label.platform, label.account, label.author)
                )
        found = [
            {"version": v.number, "in_use": v.in_use, "at": _stamp(v.at), **v.head.as_dict()} for v in self.versions()
        ]
        heads.write_text(json.dumps(found, indent=1), encoding="utf-8")
        return table, heads

    def state(self) -> str:
        """Changes whenever another head is in use: what a kept review depends on."""
        rows = self._rows("select version from head where in_use = 1 order by version")
        return ",".join(str(row["version"]) for row in rows)

    def _rows(self, query: str, *facts: object) -> Sequence[sqlite3.Row]:
        if not self.path.exists():
            return ()
        with self._changing() as db:
            return db.execute(query, facts).fetchall()

    @contextmanager
    def _changing(self) -> Iterator[sqlite3.Connection]:
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not self.path.exists():
            self.path.touch(mode=0o600)
        db = sqlite3.connect(self.path, timeout=WAIT_SECONDS)
        db.row_factory = sqlite3.Row
        try:
            db.execute("pragma secure_delete = on")
            db.executescript(TABLES)
            with db:
                yield db
        finally:
            db.close()


def text_key(text: str) -> str:
    return "text:" + sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def _label(row: sqlite3.Row) -> Label:
    names = ("task", "text", "label", "key", "platform", "account", "author")
    return Label(**{name: row[name] for name in names})


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")


def _safe(value: str) -> str:
    return f"'{value}" if re.match(FORMULA, value) else value
