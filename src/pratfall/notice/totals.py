"""Files whose printed totals or built-in sums do not agree with their rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from pratfall.records.evidence import Evidence
from pratfall.records.findings import Finding, Kind, Status
from pratfall.records.imports import Check, FileReport
from pratfall.records.numbers import Cost, Estimate, Unit, Window
from pratfall.records.scene import Scene

from .freshness import freshness_of

SHOWN = 50


def doubt(scene: Scene, reports: Sequence[FileReport]) -> Iterator[Finding]:
    """One finding per kind of file and check that failed in it; `estimate` counts the files."""
    failed: dict[tuple[str, str], list[tuple[FileReport, Check]]] = {}
    for report in reports:
        for check in report.checks:
            if check.passed is False:
                failed.setdefault((report.source, check.code), []).append((report, check))
    freshness = freshness_of(scene)(scene.subject)
    for (source, code), cases in sorted(failed.items(), key=lambda item: item[0]):
        report, check = cases[0]
        yield Finding(
            code="totals_mismatch",
            kind=Kind.TRUST,
            subject=scene.subject,
            status=Status.SURE,
            estimate=Estimate(len(cases), len(cases), len(cases), Unit.COUNT, 1.0),
            window=_span(scene, [r for r, _ in cases]),
            n=len(cases),
            method="import_check",
            since=None,
            cost=Cost(),
            evidence=tuple(Evidence("file", r.file_id, r.path_in_zip or r.name) for r, _ in cases[:SHOWN]),
            freshness=freshness,
            facts={
                "source": source,
                "check": code,
                "files": len(cases),
                "file": report.path_in_zip or report.name,
                "expected": check.expected,
                "got": check.got,
            },
            repair="check_file",
        )


def _span(scene: Scene, reports: Sequence[FileReport]) -> Window:
    """Days the files speak for; the day of the review where they do not say."""
    today: date = scene.now.date()
    starts = [r.period_start for r in reports if r.period_start]
    ends = [r.period_end for r in reports if r.period_end]
    start, end = min(starts, default=today), max(ends, default=today)
    return Window(min(start, end), max(start, end))
