from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pratfall.errors import LakeError
from pratfall.lake import Lake, store
from tests.lake.rows import LATER, NOON, extract, lake_of


def test_no_organisation_sees_a_row_of_another(tmp_path: Path) -> None:
    names = ["Zoo", "zoo", "Les Amis d’Été", "a/../b", "Zoo_20_", "Zoo ", "2024"]
    for name in names:
        with Lake(tmp_path, name).writing() as writer:
            writer.add(extract(f"file of {name}", post=[{"text": name}], observation=[{}], comment=[{"text": name}]))
    for name in names:
        lake = Lake(tmp_path, name)
        assert lake.posts(LATER)["text"].to_pylist() == [name]
        assert lake.comments(LATER)["text"].to_pylist() == [name]
        assert lake.known_files() == {f"file of {name}"}
    assert len(Lake(tmp_path, "Z").posts(LATER)) == 0


def test_an_organisation_must_have_a_name(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="name"):
        Lake(tmp_path, "")


def test_many_small_imports_are_packed_by_themselves_and_lose_nothing(tmp_path: Path) -> None:
    lake = Lake(tmp_path, "Zoo")
    for i in range(45):
        with lake.writing() as writer:
            writer.add(extract(f"f{i}", comment=[{"comment_id": f"c{i}"}]))
    assert len(lake.comments(LATER)) == 45
    (files,) = (check.got for check in lake.check() if check.expected == "comment")
    assert int(files.split()[0]) < 45
    assert lake.compact() >= 0
    assert len(lake.comments(LATER)) == 45


def test_what_was_packed_away_does_not_stay_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "PACK_ABOVE_FILES", 3)
    monkeypatch.setattr(store, "KEEP_HOURS", 0)
    lake = lake_of(tmp_path, *({"comment": [{"comment_id": f"c{i}"}]} for i in range(8)))
    assert len(lake.comments(LATER)) == 8
    assert len(list((lake.root / "comment-0").rglob("*.parquet"))) <= 4


def test_reports_come_in_order_of_import_whatever_their_rows_speak_of(tmp_path: Path) -> None:
    newer, older = ({"post": [{"as_of": moment}]} for moment in (LATER, NOON))
    assert [report.file_id for report in lake_of(tmp_path, newer, older).reports()] == ["file0", "file1"]


def test_an_empty_lake_answers_every_question_with_typed_nothing(tmp_path: Path) -> None:
    lake = Lake(tmp_path, "Nobody")
    full = lake_of(tmp_path / "full", {"post": [{}], "observation": [{}]})
    for name in ("posts", "curves", "days", "stocks", "comments", "conversions", "spend", "coverage", "site_sessions"):
        answer = getattr(lake, name)(LATER)
        assert len(answer) == 0
        assert answer.schema == getattr(full, name)(LATER).schema
    assert len(lake.accounts()) == len(lake.files()) == 0
    assert lake.reports() == () and lake.known_files() == frozenset()


def test_an_engine_that_fails_is_told_from_damage(tmp_path: Path) -> None:
    lake = lake_of(tmp_path, {"post": [{}]})
    (path,) = (lake.root / "post-0").rglob("*.parquet")
    path.write_bytes(b"not a parquet file")
    with pytest.raises(LakeError) as failed:
        lake.posts(LATER)
    assert failed.value.code == "lake_engine_failed" and path.name in str(failed.value.facts["why"])


def test_threads_may_share_a_lake(tmp_path: Path) -> None:
    lake = lake_of(tmp_path, {"post": [{}], "observation": [{}]})
    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(lambda _: lake.posts(LATER)["likes"].to_pylist(), range(12)))
    assert answers == [[1.0]] * 12
