from __future__ import annotations

import csv
from pathlib import Path

import pyarrow.parquet as pq

from pratfall.lake import Lake
from pratfall.lake.schema import ALL_TABLES
from tests.lake.rows import extract


def test_everything_of_one_organisation_is_written_twice_and_nothing_of_another(tmp_path: Path) -> None:
    lake = Lake(tmp_path / "home", "Été & Co")
    with lake.writing() as writer:
        writer.add(extract("f1", post=[{"text": "été", "hashtags": ["a", "b"]}], comment=[{}]))
    with Lake(tmp_path / "home", "Other").writing() as writer:
        writer.add(extract("f2", post=[{"text": "theirs"}]))
    paths = lake.export(tmp_path / "out")
    assert {path.name for path in paths} == {f"{t}.{end}" for t in ALL_TABLES for end in ("csv", "parquet")}
    with (tmp_path / "out" / "post.csv").open(encoding="utf-8", newline="") as file:
        (post,) = csv.DictReader(file)
    assert (post["organisation"], post["text"], post["hashtags"], post["file_id"]) == ("Été & Co", "été", "a b", "f1")
    (row,) = pq.read_table(tmp_path / "out" / "post.parquet").to_pylist()
    assert (row["text"], row["hashtags"]) == ("été", ["a", "b"])
    assert pq.read_metadata(tmp_path / "out" / "spend.parquet").num_rows == 0


def test_no_cell_can_run_as_a_formula(tmp_path: Path) -> None:
    lake = Lake(tmp_path / "home", "=Org()")
    texts = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "fine = 1", ""]
    with lake.writing() as writer:
        rows = [{"post_id": str(i), "text": text, "hashtags": ["=cmd"]} for i, text in enumerate(texts)]
        writer.add(extract("f1", post=rows))
    lake.export(tmp_path / "out")
    with (tmp_path / "out" / "post.csv").open(encoding="utf-8", newline="") as file:
        told = list(csv.DictReader(file))
    assert [row["text"] for row in told] == [*("'" + text for text in texts[:8]), "fine = 1", ""]
    assert {row["hashtags"] for row in told} == {"'=cmd"} and {row["organisation"] for row in told} == {"'=Org()"}
    assert pq.read_table(tmp_path / "out" / "post.parquet")["text"].to_pylist() == texts
