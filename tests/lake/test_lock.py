from __future__ import annotations

import os
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pratfall.errors import LakeBusy
from pratfall.lake import Lake
from pratfall.lake.lock import Holder
from tests.lake.rows import LATER, extract


def test_a_second_writer_waits_tells_and_gives_up_naming_the_first(tmp_path: Path) -> None:
    lake, told = Lake(tmp_path, "Zoo"), []
    second = Lake(tmp_path, "Other").writing(wait_seconds=0.5, on_wait=lambda who, s: told.append((who, s)))
    with lake.writing(), pytest.raises(LakeBusy) as refused, second:
        pass
    assert refused.value.retry_helps
    assert f"({os.getpid()})" in str(refused.value.facts["who"])
    since = datetime.fromisoformat(str(refused.value.facts["since"]))
    assert timedelta(0) <= datetime.now(UTC) - since < timedelta(minutes=5)
    holder, waited = told[-1]
    assert isinstance(holder, Holder) and 0 <= waited <= 1


def test_a_second_writer_goes_on_when_the_first_ends(tmp_path: Path) -> None:
    lake, inside, end = Lake(tmp_path, "Zoo"), threading.Event(), threading.Event()

    def first() -> None:
        with lake.writing() as writer:
            writer.add(extract("f1", post=[{}]))
            inside.set()
            end.wait(30)

    thread = threading.Thread(target=first)
    thread.start()
    assert inside.wait(30)
    with Lake(tmp_path, "Zoo").writing(wait_seconds=30, on_wait=lambda *_: end.set()) as writer:
        # What the first wrote while this one waited is known.
        assert not writer.add(extract("f1", post=[{}]))
        assert writer.add(extract("f2", post=[{"post_id": "p2"}]))
    thread.join()
    assert len(lake.posts(LATER)) == 2


@pytest.mark.skipif(os.name == "nt", reason="rights of folders are other there")
def test_other_users_of_the_machine_cannot_look_into_the_lake(tmp_path: Path) -> None:
    lake = Lake(tmp_path, "Zoo")
    with lake.writing():
        pass
    assert lake.root.stat().st_mode & 0o077 == 0
