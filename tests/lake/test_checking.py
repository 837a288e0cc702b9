from __future__ import annotations

from pathlib import Path

import pytest

from pratfall.errors import LakeDamaged
from pratfall.lake import Lake
from tests.lake.rows import LATER, extract, lake_of


def test_a_whole_lake_passes_and_says_how_many_rows_it_has(tmp_path: Path) -> None:
    checks = lake_of(tmp_path, {"post": [{}, {"post_id": "p2"}]}).check()
    assert all(check.passed is not False for check in checks)
    assert {check.expected: check.n for check in checks if check.code == "lake_table"} == {"file": 1, "post": 2}


def test_a_lake_nobody_wrote_to_is_whole(tmp_path: Path) -> None:
    assert all(check.passed is not False for check in Lake(tmp_path, "Zoo").check())


def test_an_unfinished_import_is_told_and_is_no_damage(tmp_path: Path) -> None:
    lake = lake_of(tmp_path, {"post": [{}]})
    with pytest.raises(RuntimeError), lake.writing(flush_bytes=1) as writer:
        writer.add(extract("f2", post=[{}], comment=[{}]))
        raise RuntimeError
    (check,) = (check for check in lake.check() if check.code == "lake_unfinished")
    assert (check.passed, check.got) == (None, "comment-0 file-0 post-0")


def test_a_table_whose_log_is_gone_is_told(tmp_path: Path) -> None:
    lake = lake_of(tmp_path, {"post": [{}]})
    for path in (lake.root / "post-0" / "_delta_log").iterdir():
        path.unlink()
    assert [check.passed for check in lake.check() if check.expected == "post"] == [False]


def test_missing_files_are_damage_by_name_and_not_an_endless_retry(tmp_path: Path) -> None:
    lake = Lake(tmp_path, "Zoo")
    with lake.writing() as writer:
        writer.add(extract("f1", post=[{}]))
    (path,) = (lake.root / "post-0").rglob("*.parquet")
    path.unlink()
    with pytest.raises(LakeDamaged) as damaged:
        lake.posts(LATER)
    assert damaged.value.facts["table"] == "post" and damaged.value.facts["first"] == path.name
    assert [check.passed for check in lake.check() if check.expected == "post"] == [False]
