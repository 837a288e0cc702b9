"""Posts of an account archive on their way to the lake: no numbers of reach, but every text and time.

An archive is read item by item. `lines` of skipped items are their positions in it, from 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from pratfall.records.imports import ZoneEvidence
from pratfall.records.tables import MetricKind

from .draft import Draft
from .exports import Context
from .ledger import add_rows, skip_rows

ID_SLACK_SECONDS = 2


@dataclass
class ArchivePosts:
    platform: str
    account_id: str
    rows: list[dict[str, Any]] = field(default_factory=list)
    metrics: list[Mapping[str, float | None]] = field(default_factory=list)
    skipped: list[tuple[str, int]] = field(default_factory=list)
    read: int = 0

    def skip(self, reason: str) -> None:
        self.read += 1
        self.skipped.append((reason, self.read))

    def keep(self, published: datetime, metrics: Mapping[str, float | None] | None = None, **values: Any) -> None:
        self.read += 1
        given = {
            "platform": self.platform,
            "account_id": self.account_id,
            "published_at": published,
            "published_local": published.strftime("%Y-%m-%d %H:%M:%S"),
            "published_precision": "second",
        }
        self.rows.append({**given, **values})
        self.metrics.append(metrics or {})

    def finish(self, draft: Draft, context: Context, *, exported_at: datetime | None, **account: str | None) -> None:
        """Posts, their numbers as of the export, the account, and the days the archive speaks for."""
        draft.rows_read += self.read
        skip_rows(draft, self.skipped)
        if not self.rows:
            return
        moments = sorted(row["published_at"] for row in self.rows)
        draft.exported_at = exported_at
        draft.as_of = context.as_of(exported_at, *moments[-1:])
        draft.zone, draft.zone_evidence = "UTC", ZoneEvidence.PRINTED
        add_rows(draft, "account", [{"platform": self.platform, "account_id": self.account_id, **account}])
        add_rows(draft, "post", self.rows)
        self._observe(draft)
        end = max(moments[-1], exported_at or moments[-1]).date()
        draft.period_start, draft.period_end = moments[0].date(), end
        self._cover(draft, moments[0].date(), end, "printed" if exported_at else "rows")

    def _observe(self, draft: Draft) -> None:
        names = sorted({name for numbers in self.metrics for name in numbers})
        draft.observe(
            len(self.rows),
            {name: [numbers.get(name) for numbers in self.metrics] for name in names},
            kind=MetricKind.LIFETIME,
            subject_type="post",
            subject_id=[row["post_id"] for row in self.rows],
            platform=self.platform,
            account_id=self.account_id,
        )

    def _cover(self, draft: Draft, start: date, end: date, evidence: str) -> None:
        draft.cover(
            platform=self.platform, account_id=self.account_id, subject="posts", start=start, end=end, evidence=evidence
        )


def check_id_times(draft: Draft, pairs: list[tuple[datetime | None, datetime | None]]) -> None:
    """The moment inside each id against the printed one."""
    known = [(inside, printed) for inside, printed in pairs if inside is not None and printed is not None]
    wrong = [pair for pair in known if abs((pair[0] - pair[1]).total_seconds()) > ID_SLACK_SECONDS]
    if known:
        expected, got = wrong[0] if wrong else ("", "")
        draft.check("id_time_equals_printed_time", not wrong, expected=expected, got=got, n=len(known))
