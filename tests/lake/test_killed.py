"""Whatever moment an import dies at, the lake is as before it or as after it."""

from __future__ import annotations

import os
import random
import time
from collections import Counter
from pathlib import Path
from typing import Any

from pratfall.lake import Lake
from tests import killing
from tests.lake.importing import FILES, ORGANISATION, POSTS, erase, import_for_ever
from tests.lake.rows import LATER, extract

ROUNDS = int(os.environ.get("PRATFALL_KILLS", "8"))


def killed_after(seconds: float, target: Any, *args: Any) -> None:
    killing.killed_after(seconds, target, *args, imports=("pratfall.lake", "tests.lake.importing"))


def imports_seen(lake: Lake) -> int:
    """How many imports are visible; fails unless each is visible wholly, in every table."""
    files = Counter(row.file_id.rsplit("-", 1)[0] for row in lake.reports())
    assert set(files) == {f"file-{i}" for i in range(len(files))}, "imports are missing between others"
    assert set(files.values()) <= {FILES}
    expected = len(files) * FILES * POSTS
    posts = lake.posts(LATER)
    assert len(posts) == expected
    assert posts["likes"].null_count == 0 and posts["shares"].null_count == 0
    assert len(lake.comments(LATER)) == expected
    assert len(set(lake.coverage(LATER)["evidence"].to_pylist())) == len(files) * FILES
    return len(files)


def test_an_import_killed_at_any_moment_leaves_the_lake_as_before_or_after(tmp_path: Path) -> None:
    moment = random.Random(20261121)
    seen, rounds, grew, longest_seconds = 0, 0, 0, 3.0
    while rounds < ROUNDS or grew < 2:
        killed_after(moment.uniform(0.1, longest_seconds), import_for_ever, tmp_path, seen)
        now = imports_seen(Lake(tmp_path, ORGANISATION))
        assert now >= seen, "a finished import was lost"
        # A busy machine needs longer to finish one: the kills are to fall between imports and into them.
        longest_seconds *= 0.9 if now > seen else 1.3
        rounds, grew, seen = rounds + 1, grew + (now > seen), now
        assert rounds < 10 * ROUNDS, "no import ever finished, so nothing was tested"


def test_after_a_kill_the_next_import_takes_back_what_was_left(tmp_path: Path) -> None:
    moment = random.Random(7)
    lake = Lake(tmp_path, ORGANISATION)
    for _ in range(3):
        killed_after(moment.uniform(0.5, 2.5), import_for_ever, tmp_path, imports_seen(lake))
    seen = imports_seen(lake)
    with lake.writing():
        pass
    assert imports_seen(lake) == seen
    assert all(check.passed is not False for check in lake.check())
    assert [check.n for check in lake.check() if check.code == "lake_unfinished"] == [0]


def test_an_erasure_killed_at_any_moment_is_done_or_not_done(tmp_path: Path) -> None:
    moment = random.Random(3)
    lake = Lake(tmp_path, ORGANISATION)
    for number in range(4):
        account = f"account{number}"
        with lake.writing() as writer:
            writer.add(
                extract(
                    account,
                    post=[{"post_id": f"{account}-{i}", "account_id": account} for i in range(50)],
                    observation=[{"subject_id": f"{account}-{i}", "account_id": account} for i in range(50)],
                    comment=[{"comment_id": f"{account}-{i}", "account_id": account} for i in range(50)],
                )
            )
        killed_after(moment.uniform(0.2, 2.0), erase, tmp_path, account)
        posts = [row for row in lake.posts(LATER).to_pylist() if row["account_id"] == account]
        left = {len(posts), len([row for row in lake.comments(LATER).to_pylist() if row["account_id"] == account])}
        assert left in ({0}, {50})
        assert all(row["likes"] == 1 for row in posts)
        lake.erase_account("x", account)
        assert len(lake.posts(LATER)) == len(lake.comments(LATER)) == 0


def test_the_lock_of_a_killed_writer_is_free_at_once(tmp_path: Path) -> None:
    killed_after(2.0, import_for_ever, tmp_path, 0)
    start = time.monotonic()
    with Lake(tmp_path, ORGANISATION).writing(wait_seconds=0):
        pass
    assert time.monotonic() - start < 30
