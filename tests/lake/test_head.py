from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from pratfall.errors import LakeDamaged, LakeError
from pratfall.lake import Lake
from pratfall.lake.head import NAME, Head, TableAt, read_head, replace_head
from tests.lake.rows import LATER, extract


def test_what_is_written_is_read(tmp_path: Path) -> None:
    head = Head({"post": TableAt("post-3", 7)}, rows=12)
    replace_head(tmp_path, head)
    assert read_head(tmp_path) == head
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_no_file_is_a_lake_nobody_wrote_to(tmp_path: Path) -> None:
    assert read_head(tmp_path) == Head()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"tables": {"post": 3}, "rows": 1, "schema": 1}', "null"])
def test_an_unreadable_head_is_damage_and_says_where(tmp_path: Path, text: str) -> None:
    (tmp_path / NAME).write_text(text)
    with pytest.raises(LakeDamaged) as damaged:
        read_head(tmp_path)
    assert damaged.value.facts["path"] == str(tmp_path / NAME)


def test_a_half_written_successor_changes_nothing(tmp_path: Path) -> None:
    replace_head(tmp_path, Head(rows=5))
    (tmp_path / f"{NAME}.new").write_text(json.dumps({"rows": 6})[:5])
    assert read_head(tmp_path).rows == 5


def test_a_lake_newer_than_the_program_is_not_touched(tmp_path: Path) -> None:
    lake = Lake(tmp_path, "Zoo")
    with lake.writing() as writer:
        writer.add(extract("f1", post=[{}]))
    replace_head(lake.root, replace(read_head(lake.root), schema=99))
    with pytest.raises(LakeError, match="lake_too_new"):
        lake.posts(LATER)
    with pytest.raises(LakeError, match="lake_too_new"), lake.writing():
        pass
    assert lake.check()[0].passed is False
