from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from pratfall.lake import Lake
from pratfall.records.imports import Extract
from tests.lake.rows import LATER, extract, table


def test_nothing_shows_before_the_import_ends_and_everything_after(tmp_path: Path) -> None:
    lake, other = Lake(tmp_path, "Zoo"), Lake(tmp_path, "Zoo")
    with lake.writing(flush_bytes=1) as writer:
        writer.add(extract("f1", post=[{}], observation=[{}]))
        assert len(other.posts(LATER)) == 0 and other.known_files() == frozenset()
    assert len(other.posts(LATER)) == 1 and other.known_files() == {"f1"}


def test_an_import_that_fails_leaves_nothing_and_the_next_one_works(tmp_path: Path) -> None:
    lake = Lake(tmp_path, "Zoo")
    with lake.writing() as writer:
        writer.add(extract("f1", post=[{}]))
    with pytest.raises(RuntimeError), lake.writing(flush_bytes=1) as writer:
        writer.add(extract("f2", post=[{"post_id": "p2"}]))
        raise RuntimeError("the disk is on fire")
    assert len(lake.posts(LATER)) == 1
    with lake.writing() as writer:
        assert writer.add(extract("f3", post=[{"post_id": "p3"}]))
    assert sorted(lake.posts(LATER)["post_id"].to_pylist()) == ["p1", "p3"]
    assert lake.known_files() == {"f1", "f3"}


def test_the_same_bytes_twice_add_nothing(tmp_path: Path) -> None:
    lake = Lake(tmp_path, "Zoo")
    added = []
    for _ in range(2):
        with lake.writing() as writer:
            added.append(writer.add(extract("f1", post=[{}], observation=[{}])))
    assert added == [True, False]
    assert len(lake.reports()) == 1
    assert sum(check.n for check in lake.check() if check.expected == "observation") == 1


@pytest.mark.parametrize(
    "rows",
    [
        table("post", [{}]).drop_columns("lang"),
        table("post", [{}]).append_column("extra", pa.array([1])),
        table("post", [{"relation": None}]),
    ],
    ids=["missing column", "unknown column", "null where none may be"],
)
def test_a_reader_that_breaks_its_contract_is_refused_and_leaves_nothing(tmp_path: Path, rows: pa.Table) -> None:
    lake = Lake(tmp_path, "Zoo")
    with lake.writing() as writer:
        with pytest.raises(ValueError, match="post"):
            writer.add(Extract(extract("f1").report, {"observation": table("observation", [{}]), "post": rows}))
        writer.add(extract("f2", post=[{"post_id": "p2"}]))
    assert lake.posts(LATER)["post_id"].to_pylist() == ["p2"]
    assert lake.known_files() == {"f2"}
