from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest

from pratfall.errors import LakeError
from pratfall.lake import Lake
from pratfall.lake import schema as lake_schema
from pratfall.lake.head import Head, read_head, replace_head
from pratfall.records.imports import Check, Extract, FileReport, Outcome, Problem, SkippedRows, ZoneEvidence
from pratfall.records.tables import Column
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


def test_a_report_comes_back_as_it_was(tmp_path: Path) -> None:
    report = FileReport(
        file_id="f1",
        name="été.csv",
        outcome=Outcome.IMPORTED,
        path_in_zip="a/b.csv",
        source="x_posts_old",
        period_start=date(2026, 1, 1),
        exported_at=datetime(2026, 2, 1, 3, 4, 5, tzinfo=UTC),
        zone="Europe/Paris",
        zone_evidence=ZoneEvidence.ID_DERIVED,
        rows_read=3,
        rows_kept=2,
        skipped=(SkippedRows("bad_id", 1, (7,)),),
        checks=(Check("totals", None, "1", "2", 3),),
        notes=("extra_column: Ü",),
    )
    problem = Problem("unknown", {"columns": ["a", "b"], "n": 3, "day": date(2026, 1, 1), "sum": Decimal("1.50")})
    refused = replace(report, file_id="f2", outcome=Outcome.REFUSED, problem=problem)
    lake = Lake(tmp_path, "Zoo")
    with lake.writing() as writer:
        writer.add(Extract(report, {}))
        writer.report(refused)
    told = replace(problem, facts={"columns": ["a", "b"], "n": 3, "day": "2026-01-01", "sum": "1.50"})
    assert lake.reports() == (report, replace(refused, problem=told))
    assert lake.known_files() == {"f1"}


def test_a_file_refused_once_can_be_imported_later(tmp_path: Path) -> None:
    lake = Lake(tmp_path, "Zoo")
    with lake.writing() as writer:
        writer.report(replace(extract("f1").report, outcome=Outcome.NEEDS_MAPPING))
    with lake.writing() as writer:
        assert writer.add(extract("f1", post=[{}]))
    assert [report.outcome for report in lake.reports()] == [Outcome.IMPORTED]


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


def test_a_lake_from_before_a_column_was_added_reads_it_as_null(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lake = Lake(tmp_path, "Zoo")
    with lake.writing() as writer:
        writer.add(extract("old", comment=[{"comment_id": "c1"}]))
    monkeypatch.setitem(
        lake_schema.ALL_TABLES, "comment", (*lake_schema.ALL_TABLES["comment"], Column("mood", "float"))
    )
    for cached in (lake_schema.own_schema, lake_schema.stored_schema, lake_schema.query_schema):
        cached.cache_clear()
    lake = Lake(tmp_path, "Zoo")
    assert lake.comments(LATER)["mood"].to_pylist() == [None]
    with lake.writing() as writer:
        writer.add(extract("new", comment=[{"comment_id": "c2", "mood": 0.5}]))
    moods = {row["comment_id"]: row["mood"] for row in lake.comments(LATER).to_pylist()}
    assert moods == {"c1": None, "c2": 0.5}
    lake.erase_person("nobody")
    assert len(lake.comments(LATER)) == 2
    monkeypatch.undo()
    for cached in (lake_schema.own_schema, lake_schema.stored_schema, lake_schema.query_schema):
        cached.cache_clear()


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


def test_rank_keeps_its_order_to_the_end_of_the_century_and_for_many_rows() -> None:
    rows = table("observation", [{"as_of": datetime(2096, 1, 1, tzinfo=UTC)}, {"as_of": LATER}, {"as_of": LATER}])
    stamped = lake_schema.stamp(
        "observation", rows, organisation="z", file_id="f", import_id="i", first_row=30_000_000_000
    )
    rank = stamped["rank"].to_pylist()
    assert rank[0] > rank[2] > rank[1] > 0
    assert rank[0] < 1 << lake_schema.RANK_BITS
    assert Head().rows == 0
