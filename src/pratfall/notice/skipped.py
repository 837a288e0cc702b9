"""Rows that could not be used at import: how many, and why.

What is left out on purpose (other people's posts, payments that failed, private letters) is no loss and stands in
the import reports only. A reason nobody has sorted yet counts as a loss.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from pratfall.records.evidence import Evidence
from pratfall.records.findings import Finding, Kind, Status
from pratfall.records.imports import FileReport
from pratfall.records.numbers import Cost, Estimate, Unit, Window
from pratfall.records.scene import Scene

from .freshness import freshness_of

SHOWN = 50
ON_PURPOSE = frozenset(
    {
        "own_repost",
        "collaboration_counted_once",
        "day_repeated",
        "older_edit",
        "not_a_post",
        "not_public",
        "never_sent",
        "empty_comment",
        "audience_not_kept",
        "settings_not_data",
        "status_failed",
        "status_pending",
        "not_captured",
        "test_payment",
        "money_out",
        "currency_conversion",
    }
)


def doubt(scene: Scene, reports: Sequence[FileReport]) -> Iterator[Finding]:
    """One finding for the organisation; `estimate` is the exact share of rows read that were left out."""
    files = [r for r in reports if any(s.reason not in ON_PURPOSE for s in r.skipped)]
    why: Counter[str] = Counter()
    for report in files:
        for skipped in report.skipped:
            if skipped.reason not in ON_PURPOSE:
                why[skipped.reason] += skipped.count
    rows, read = sum(why.values()), sum(r.rows_read for r in reports)
    if not rows or not read:
        return
    share = min(rows / read, 1.0)
    days = [d for r in files for d in (r.period_start, r.period_end) if d]
    today = scene.now.date()
    yield Finding(
        code="rows_skipped",
        kind=Kind.TRUST,
        subject=scene.subject,
        status=Status.SURE,
        estimate=Estimate(share, share, share, Unit.SHARE, 1.0),
        window=Window(min(days, default=today), max(days, default=today)),
        n=read,
        method="import_report",
        since=None,
        cost=Cost(),
        evidence=tuple(Evidence("file", r.file_id, r.path_in_zip or r.name) for r in files[:SHOWN]),
        freshness=freshness_of(scene)(scene.subject),
        facts={"rows": rows, "read": read, "files": len(files), "reasons": dict(why.most_common())},
        repair="see_skipped_rows",
    )
