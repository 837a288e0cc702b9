"""Readers are never held up, and never see half an import, whatever a writer does meanwhile."""

from __future__ import annotations

import multiprocessing
import time
from pathlib import Path

from pratfall.lake import Lake
from tests.lake.importing import ORGANISATION, import_for_ever, import_one, read_states
from tests.lake.rows import LATER, extract

READERS = 3
STATES = 3  # each reader must see the lake change so often


def test_many_readers_beside_one_writer_see_whole_imports_only(tmp_path: Path) -> None:
    server = multiprocessing.get_context("forkserver")
    server.set_forkserver_preload(["pratfall.lake", "tests.lake.importing"])
    readers = [server.Process(target=read_states, args=(tmp_path, STATES)) for _ in range(READERS)]
    writer = server.Process(target=import_for_ever, args=(tmp_path, 0))  # compacts too
    for process in (*readers, writer):
        process.start()
    for process in readers:
        process.join(120)
    still_writing = writer.is_alive()
    for process in (*readers, writer):
        process.kill()
    assert [process.exitcode for process in readers] == [0] * READERS
    assert still_writing


def test_a_reader_does_not_wait_for_a_writer(tmp_path: Path) -> None:
    server = multiprocessing.get_context("forkserver")
    lake = Lake(tmp_path, ORGANISATION)
    with lake.writing() as writer:
        writer.add(extract("first", post=[{}]))
    lake.posts(LATER)
    process = server.Process(target=import_one, args=(tmp_path, 1, 2.0))
    process.start()
    start = time.monotonic()
    assert len(lake.posts(LATER)) == 1
    assert process.is_alive() and time.monotonic() - start < 4
    process.join()
    assert len(lake.posts(LATER)) > 1


def test_a_reader_whose_files_were_erased_asks_the_newer_state(tmp_path: Path) -> None:
    reader, writer = Lake(tmp_path, "Zoo"), Lake(tmp_path, "Zoo")
    with writer.writing() as w:
        w.add(extract("f1", post=[{}, {"account_id": "a2"}]))
    assert len(reader.posts(LATER)) == 2
    head = reader._opened
    writer.erase_account("x", "a2")
    # The worst moment: the reader still holds the file list of before.
    reader._opened = head
    assert len(reader.posts(LATER)) == 1
