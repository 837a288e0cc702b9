from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from pratfall.site.jobs import FILE, queue


@queue.task()
def remember(path: str) -> None:
    Path(path).write_text("done", encoding="utf-8")


@pytest.fixture(autouse=True)
def _own_queue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    monkeypatch.setenv("PRATFALL_HOME", str(tmp_path / "home"))
    queue.storage.close()
    yield
    queue.storage.close()


def test_the_queue_lies_beside_the_data_and_outlives_who_filled_it(tmp_path: Path) -> None:
    remember(str(tmp_path / "note"))
    queue.storage.close()
    with sqlite3.connect(tmp_path / "home" / FILE) as found:
        assert found.execute("select count(*) from task").fetchone() == (1,)
    assert not (tmp_path / "note").exists()


@pytest.mark.django_db
def test_what_is_queued_is_done_once(tmp_path: Path) -> None:
    remember(str(tmp_path / "note"))
    queue.execute(queue.dequeue())
    assert (tmp_path / "note").read_text() == "done"
    assert queue.dequeue() is None
