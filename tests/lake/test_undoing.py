"""An import taken back: as if it had never been, in one step, and open to be given again."""

from __future__ import annotations

import os
import random
from pathlib import Path

from pratfall.lake import Lake
from tests import killing
from tests.lake.rows import LATER, extract, lake_of

NEWER = {"post": [{"text": "edited"}], "observation": [{"value": 9.0}]}
OLDER = {"post": [{}], "observation": [{"value": 4.0}], "comment": [{}], "coverage": [{}]}


def likes(lake: Lake) -> list[float | None]:
    return lake.posts(LATER)["likes"].to_pylist()


def test_what_other_files_said_shows_again(tmp_path: Path) -> None:
    lake = lake_of(tmp_path, OLDER, NEWER)
    assert likes(lake) == [9.0]
    assert lake.undo(["file1"]) == {"post": 1, "observation": 1, "file": 1}
    assert likes(lake) == [4.0]
    assert lake.posts(LATER)["text"].to_pylist() == ["Hello"]
    assert [report.file_id for report in lake.reports()] == ["file0"]


def test_a_file_taken_back_may_be_given_again(tmp_path: Path) -> None:
    lake = lake_of(tmp_path, OLDER, NEWER)
    before = lake.posts(LATER).to_pylist()
    lake.undo(["file1"])
    with lake.writing() as writer:
        assert writer.add(extract("file1", **NEWER))
    assert lake.posts(LATER).to_pylist() == before


def test_other_organisations_keep_the_same_file(tmp_path: Path) -> None:
    other = Lake(tmp_path, "Other")
    lake = lake_of(tmp_path, OLDER)
    with other.writing() as writer:
        writer.add(extract("file0", **OLDER))
    lake.undo(["file0"])
    assert not lake.known_files() and other.known_files() == {"file0"}
    assert len(other.posts(LATER)) == 1


def test_an_unknown_file_and_a_hostile_name_change_nothing(tmp_path: Path) -> None:
    lake = lake_of(tmp_path, OLDER)
    assert lake.undo(["nothing", "') OR true --"]) == {}
    assert lake.undo([]) == {}
    assert likes(lake) == [4.0]
    assert all(check.passed is not False for check in lake.check())


def test_a_lake_nobody_wrote_to_has_nothing_to_take_back(tmp_path: Path) -> None:
    assert Lake(tmp_path, "Zoo").undo(["file0"]) == {}


def undo_all(home: Path) -> None:
    Lake(home, "Zoo").undo(["file0", "file1"])


def test_killed_at_any_moment_all_of_it_is_taken_back_or_nothing(tmp_path: Path) -> None:
    moment = random.Random(20261121)
    for i in range(int(os.environ.get("PRATFALL_KILLS", "5"))):
        home = tmp_path / str(i)
        lake = lake_of(home, OLDER, NEWER)
        killing.killed_after(moment.uniform(0.01, 0.4), undo_all, home, imports=("pratfall.lake", __name__))
        assert (len(lake.known_files()), likes(lake)) in [(2, [9.0]), (0, [])]
        with lake.writing():
            pass
        assert all(check.passed is not False for check in lake.check())
