from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from pratfall.lake import Lake
from pratfall.records.imports import Outcome
from tests.lake.rows import LATER, NOON, extract, lake_of


def test_coverage_ends_with_the_day_of_the_review_and_with_what_was_there(tmp_path: Path) -> None:
    today = {"post": [{}], "coverage": [{"start": date(2026, 5, 1), "end": date(2026, 7, 1)}]}
    later = {"post": [{"as_of": LATER}], "coverage": [{"start": date(2026, 3, 1), "end": date(2026, 4, 1)}]}
    lake = lake_of(tmp_path, today, later)
    (row,) = lake.coverage(NOON).to_pylist()
    assert (row["start"], row["end"]) == (date(2026, 5, 1), NOON.date())
    assert len(lake.coverage(LATER)) == 2


def test_a_file_refused_once_can_be_imported_later(tmp_path: Path) -> None:
    lake = Lake(tmp_path, "Zoo")
    with lake.writing() as writer:
        writer.report(replace(extract("f1").report, outcome=Outcome.NEEDS_MAPPING))
    with lake.writing() as writer:
        assert writer.add(extract("f1", post=[{}]))
    assert [report.outcome for report in lake.reports()] == [Outcome.IMPORTED]
