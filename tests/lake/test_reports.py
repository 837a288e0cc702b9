from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from pratfall.lake import Lake
from pratfall.records.imports import Check, Extract, FileReport, Outcome, Problem, SkippedRows, ZoneEvidence


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
