"""Erased means: in no file that is left, readable or not."""

from __future__ import annotations

import os
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from deltalake import DeltaTable

from pratfall.lake import Lake
from tests.lake.rows import LATER, extract

SECRET = "Isolde-Quartz"


def everything_left(home: Path) -> str:
    """All bytes of all files as text, and what is packed inside Parquet files unpacked."""
    found = []
    for path in home.rglob("*"):
        if path.is_file():
            found.append(path.read_bytes().decode("latin-1"))
            if path.suffix == ".parquet":
                found.append(str(pq.read_table(path, partitioning=None).to_pydict()))
    return "\n".join(found)


def filled(home: Path) -> Lake:
    """A lake with a history: several imports, a compaction, one import taken back, a second organisation."""
    lake = Lake(home, "Zoo")
    secret: dict[str, Any] = {"account_id": SECRET}
    files = [
        {
            "account": [secret, {"account_id": "a1", "name": "Zoo"}],
            "post": [{**secret, "text": f"by {SECRET}"}, {}],
            "observation": [{**secret, "value": 5.0}, {}],
            "comment": [{**secret, "text": f"to {SECRET}"}, {"comment_id": "c2", "author_key": f"key-{SECRET}"}],
            "coverage": [secret, {}],
        },
        {"post": [{**secret, "post_id": f"p-{SECRET}"}], "comment": [{"post_id": f"p-{SECRET}", "account_id": None}]},
        {
            "spend": [{"platform": "x", "ad_account_id": SECRET, "spend": Decimal(3)}, {"spend": Decimal(2)}],
            "conversion": [
                {"provider": "donorbox", "transaction_id": "1", "donor_key": f"key-{SECRET}", "same_as": "stripe:ch_1"},
                {"same_as": "stripe:ch_1", "campaign": f"For {SECRET}"},
                {"transaction_id": "ch_2", "donor_key": "somebody else"},
            ],
        },
    ]
    for i, tables in enumerate(files):
        with lake.writing() as writer:
            writer.add(extract(f"f{i}", **tables))
    lake.compact()
    with pytest.raises(RuntimeError), lake.writing(flush_bytes=1) as writer:
        writer.add(extract("f9", post=[{**secret, "text": f"never finished {SECRET}"}]))
        raise RuntimeError
    with Lake(home, "Other").writing() as writer:
        writer.add(extract("other", post=[{"account_id": "theirs"}]))
    return lake


def test_an_erased_account_is_in_no_file_that_is_left(tmp_path: Path) -> None:
    lake = filled(tmp_path)
    assert SECRET in everything_left(tmp_path)
    gone = lake.erase_account("x", SECRET)
    lake.erase_person(f"key-{SECRET}")
    assert SECRET not in everything_left(tmp_path)
    assert gone == {"account": 1, "post": 2, "observation": 1, "comment": 2, "coverage": 1, "spend": 1, "file": 1}


def test_what_was_not_erased_is_all_there(tmp_path: Path) -> None:
    lake = filled(tmp_path)
    lake.erase_account("x", SECRET)
    assert [row["account_id"] for row in lake.accounts().to_pylist()] == ["a1"]
    (post,) = lake.posts(LATER).to_pylist()
    assert (post["account_id"], post["likes"]) == ("a1", 1)
    assert lake.comments(LATER)["comment_id"].to_pylist() == ["c2"]
    assert len(lake.spend(LATER)) == len(lake.coverage(LATER)) == 1
    assert Lake(tmp_path, "Other").posts(LATER)["account_id"].to_pylist() == ["theirs"]


def test_the_account_of_the_same_name_of_another_organisation_stays(tmp_path: Path) -> None:
    lake = filled(tmp_path)
    with Lake(tmp_path, "Other").writing() as writer:
        writer.add(extract("same name", post=[{"account_id": SECRET}]))
    lake.erase_account("x", SECRET)
    assert sorted(Lake(tmp_path, "Other").posts(LATER)["account_id"].to_pylist()) == [SECRET, "theirs"]


def test_a_person_takes_along_the_processor_s_side_of_their_gift(tmp_path: Path) -> None:
    lake = filled(tmp_path)
    assert lake.erase_person(f"key-{SECRET}") == {"comment": 1, "conversion": 2}
    left = [row["donor_key"] for row in _rows(lake, "conversion")]
    assert left == ["somebody else"]


def test_no_older_version_can_be_opened_after_an_erasure(tmp_path: Path) -> None:
    lake = filled(tmp_path)
    lake.erase_account("x", SECRET)
    (folder,) = lake.root.glob("post-*")
    for version in range(DeltaTable(folder).version() + 1):
        for path in DeltaTable(folder, version=version).file_uris():
            assert SECRET not in str(pq.read_table(path, partitioning=None).to_pydict())
    assert [check.n for check in lake.check() if check.code == "lake_unfinished"] == [0]


def test_a_file_whose_last_row_was_erased_is_forgotten_and_may_come_again(tmp_path: Path) -> None:
    lake = filled(tmp_path)
    lake.erase_account("x", SECRET)
    assert lake.known_files() == {"f0", "f2"}
    with lake.writing() as writer:
        assert writer.add(extract("f1", post=[{}]))


def test_what_an_erasure_wrote_anew_is_durable_before_the_old_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its log starts again at version 0 and must not be taken for the old table's, which was durable already."""
    lake, synced = filled(tmp_path), set[int]()
    fsync = os.fsync
    monkeypatch.setattr(os, "fsync", lambda descriptor: synced.add(os.fstat(descriptor).st_ino) or fsync(descriptor))
    lake.erase_account("x", SECRET)
    (table,) = lake.root.glob("post-*")
    for path in (lake.root, table, *table.rglob("*")):
        hidden = path.is_file() and path.suffix not in (".json", ".parquet")
        assert hidden or path.stat().st_ino in synced, path


def _rows(lake: Lake, table: str) -> list[dict[str, Any]]:
    (folder,) = lake.root.glob(f"{table}-*")
    return [
        row for path in DeltaTable(folder).file_uris() for row in pq.read_table(path, partitioning=None).to_pylist()
    ]
