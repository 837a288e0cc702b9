"""The Lake: one organisation's measurements, written by one process at a time and read by any number."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

import pyarrow as pa
import pyarrow.compute as pc
from ibis.expr import types as ir

from pratfall.errors import LakeBusy, LakeDamaged, LakeError
from pratfall.records.imports import Check, FileReport, Outcome

from . import checking, delta, erasing, exporting, expressions, undoing
from .engines import Engine, answer, engine_for, open_tables
from .head import Head, TableAt, read_head, replace_head
from .lock import OnWait, writer_lock
from .reports import from_row
from .schema import MINUTES_SHIFT, organisation_key
from .writer import FLUSH_BYTES, Writer, roll_back

WAIT_SECONDS = 60.0
PACK_ABOVE_FILES = 40  # of one organisation in one table; measured: below that reading is not slower
KEEP_HOURS = 1  # of files that a reader may still have open
TRIES = 5

Tables = dict[str, ir.Table]
Fetch = Callable[[ir.Table], pa.Table]
Read = TypeVar("Read")


class Lake:
    """Measurements of `organisation` below `home`. Cheap to make; opens nothing until asked.

    Readers see the lake of the last finished import and are never held up. May be shared by threads:
    their questions are answered one after the other.
    """

    def __init__(self, home: Path, organisation: str, *, engine: str = "duckdb") -> None:
        self.organisation = organisation
        self.home = Path(home)
        self.root = self.home / "lake"
        self._key = organisation_key(organisation)
        self._address = engine
        self._engine: Engine | None = None
        self._opened: tuple[Head, Tables] | None = None
        self._turn = threading.RLock()

    # Writing

    @contextmanager
    def writing(
        self, *, wait_seconds: float = WAIT_SECONDS, on_wait: OnWait | None = None, flush_bytes: int = FLUSH_BYTES
    ) -> Iterator[Writer]:
        """Append through the Writer; all of it shows when the block ends, none of it if it fails.

        Rows go to disk whenever `flush_bytes` of them are held. Raises LakeBusy when another process
        still writes after `wait_seconds`.
        """
        with writer_lock(self.root, wait_seconds=wait_seconds, on_wait=on_wait):
            old = read_head(self.root)
            writer = Writer(self.root, roll_back(self.root, old), self._key, self._known(old), flush_bytes=flush_bytes)
            yield writer
            self._publish(old, self._packed(writer.finish()))

    def compact(self, *, wait_seconds: float = WAIT_SECONDS) -> int:
        """Many small files into few, and delete files nobody needed for an hour. Returns how many went."""
        with writer_lock(self.root, wait_seconds=wait_seconds):
            old = read_head(self.root)
            clean = roll_back(self.root, old)
            tidy = {name: self._tidied(at) for name, at in clean.tables.items()}
            self._publish(old, Head({name: at for name, (at, _) in tidy.items()}, clean.rows))
            return sum(gone for _, gone in tidy.values())

    def undo(self, file_ids: Collection[str], *, wait_seconds: float = WAIT_SECONDS) -> dict[str, int]:
        """As if these files (sha256 of their bytes) had never been imported: their rows and reports go at once.

        What other files said of the same posts shows again. Returns rows removed per table, the reports under
        "file"; the same files may be imported again. Old versions go with the next `compact`: this is no erasure.
        """
        with writer_lock(self.root, wait_seconds=wait_seconds):
            old = read_head(self.root)
            new, gone = undoing.without_files(self.root, roll_back(self.root, old), self._key, file_ids)
            self._publish(old, new)
            return gone

    def erase_account(self, platform: str, account_id: str, *, wait_seconds: float = WAIT_SECONDS) -> dict[str, int]:
        """Remove an account for good, from history too. Returns rows removed per table."""
        return self._erase(
            lambda head: erasing.account_rows(self.root, head, self._key, platform, account_id), wait_seconds
        )

    def erase_person(self, key: str, *, wait_seconds: float = WAIT_SECONDS) -> dict[str, int]:
        """Remove one author's comments and one donor's gifts for good. Returns rows removed per table."""
        return self._erase(lambda head: erasing.person_rows(self.root, head, self._key, key), wait_seconds)

    def _erase(self, choose: Callable[[Head], Mapping[str, erasing.Doomed]], wait_seconds: float) -> dict[str, int]:
        with writer_lock(self.root, wait_seconds=wait_seconds):
            old = read_head(self.root)
            clean = roll_back(self.root, old)
            new, gone = erasing.rewritten(self.root, clean, self._key, choose(clean))
            self._publish(old, new)
            delta.drop_unnamed(self.root, new)
            erasing.clear_spill(self.root)
            return gone

    def _packed(self, head: Head) -> Head:
        tables = {}
        for name, at in head.tables.items():
            many = len(delta.files(self.root, at, self._key)) > PACK_ABOVE_FILES
            tables[name] = self._tidied(at)[0] if many else at
        return Head(tables, head.rows)

    def _tidied(self, at: TableAt) -> tuple[TableAt, int]:
        """Few large files, and how many went that nobody can be reading any more."""
        return delta.sweep(self.root, delta.pack(self.root, at), keep_hours=KEEP_HOURS)

    def _publish(self, old: Head, new: Head) -> None:
        if new == old:
            return
        delta.settle(self.root, old, new)
        replace_head(self.root, new)

    # Whole

    def export(self, folder: Path) -> tuple[Path, ...]:
        """Every table of the organisation as CSV (safe to open in a spreadsheet) and Parquet."""
        return self._of_one_state(
            lambda head: exporting.export(self.root, head, self._key, self.organisation, Path(folder))
        )

    def check(self) -> tuple[Check, ...]:
        """Is everything there that should be? For all organisations; never raises on damage."""
        return checking.check(self.root)

    # Questions

    def known_files(self) -> frozenset[str]:
        """Sha256 of every file whose rows are in the lake."""
        return self._of_one_state(self._known)

    def _known(self, head: Head) -> frozenset[str]:
        # Not through the engine: an import should not have to wait for a query engine, let alone a cluster.
        known: set[str] = set()
        for piece in delta.pieces(self.root, "file", head.tables["file"], self._key) if "file" in head.tables else ():
            known.update(piece.filter(pc.equal(piece["outcome"], Outcome.IMPORTED.value))["file_id"].to_pylist())
        return frozenset(known)

    def reports(self) -> tuple[FileReport, ...]:
        """What happened to every file ever given, in order of import."""
        rows = sorted(self.files().to_pylist(), key=lambda row: row["rank"] % (1 << MINUTES_SHIFT))
        return tuple(from_row(row) for row in rows)

    def files(self) -> pa.Table:
        return self._ask(expressions.files)

    def accounts(self) -> pa.Table:
        return self._ask(expressions.accounts)

    def posts(self, as_of: datetime) -> pa.Table:
        def ask(tables: Tables, fetch: Fetch) -> pa.Table:
            read = fetch(expressions.metrics_read(tables))["metric"].to_pylist()
            return fetch(expressions.posts(tables, as_of=as_of, metrics=read))

        return self._answer(ask)

    def curves(self, as_of: datetime, metrics: Collection[str] | None = None) -> pa.Table:
        return self._ask(lambda tables: expressions.curves(tables, as_of=as_of, metrics=metrics))

    def days(self, as_of: datetime) -> pa.Table:
        return self._ask(lambda tables: expressions.days(tables, as_of=as_of))

    def stocks(self, as_of: datetime) -> pa.Table:
        return self._ask(lambda tables: expressions.stocks(tables, as_of=as_of))

    def comments(self, as_of: datetime) -> pa.Table:
        return self._ask(lambda tables: expressions.comments(tables, as_of=as_of))

    def comment_sightings(self, as_of: datetime) -> pa.Table:
        return self._ask(lambda tables: expressions.comment_sightings(tables, as_of=as_of))

    def conversions(self, as_of: datetime) -> pa.Table:
        return self._ask(lambda tables: expressions.conversions(tables, as_of=as_of))

    def spend(self, as_of: datetime) -> pa.Table:
        return self._ask(lambda tables: expressions.spend(tables, as_of=as_of))

    def coverage(self, as_of: datetime) -> pa.Table:
        return self._ask(lambda tables: expressions.coverage(tables, as_of=as_of))

    def site_sessions(self, as_of: datetime) -> pa.Table:
        return self._ask(lambda tables: expressions.site_sessions(tables, as_of=as_of))

    def close(self) -> None:
        """Let go of the engine; the next question opens it again."""
        with self._turn:
            if self._engine:
                self._engine.close()
            self._engine = self._opened = None

    def _ask(self, question: Callable[[Tables], ir.Table]) -> pa.Table:
        return self._answer(lambda tables, fetch: fetch(question(tables)))

    def _answer(self, ask: Callable[[Tables, Fetch], pa.Table]) -> pa.Table:
        with self._turn:
            spill = self.root / "spill" / f"{os.getpid()}-{id(self):x}"
            engine = self._engine = self._engine or engine_for(self._address, spill)
            failures: tuple[type[Exception], ...] = (*engine.errors, LakeDamaged)

            def put(head: Head) -> pa.Table:
                try:
                    return ask(self._tables(engine, head), partial(answer, engine))
                except failures as broken:
                    self._opened = None
                    raise self._explain(head, broken) from broken

            return self._of_one_state(put)

    def _of_one_state(self, read: Callable[[Head], Read]) -> Read:
        """What `read` makes of the lake. Files removed meanwhile mean a newer state: read that one."""
        for _ in range(TRIES):
            head = read_head(self.root)
            try:
                return read(head)
            except (LakeError, FileNotFoundError):
                if read_head(self.root) == head:
                    raise
        raise LakeBusy("lake_keeps_changing", tries=TRIES)

    def _tables(self, engine: Engine, head: Head) -> Tables:
        if self._opened is None or self._opened[0] != head:
            files = {name: delta.files(self.root, at, self._key) for name, at in head.tables.items()}
            self._opened = head, open_tables(engine, files, self._key)
        return self._opened[1]

    def _explain(self, head: Head, broken: Exception) -> LakeError:
        """Damage by name where files are missing; else that the engine failed, and its own words."""
        if isinstance(broken, LakeError):
            return broken
        for name, at in head.tables.items():
            gone = [path for path in delta.files(self.root, at, self._key) if not path.exists()]
            if gone:
                return LakeDamaged("lake_files_missing", table=name, files=len(gone), first=gone[0].name)
        return LakeError("lake_engine_failed", engine=self._address, why=str(broken))
