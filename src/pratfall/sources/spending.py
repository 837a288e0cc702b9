"""Rows of an ads manager on their way to the `spend` table.

A row is a day when the export says so; otherwise it is a total of a window and never enters a daily
sum. Breakdowns (age, placement, hour) print one ad several times: their rows are added up, because
money, impressions and clicks of disjoint parts may be. `level` keeps an export by ad apart from an
export by campaign of the same account.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from .draft import Draft
from .exports import Context
from .ledger import Row, add_rows, skip_rows

ADDED = ("impressions", "clicks_all", "clicks_link", "spend", "results", "conversions", "conversions_value")


@dataclass
class Spending:
    platform: str
    rows: dict[tuple[Any, ...], dict[str, Any]] = field(default_factory=dict)
    skipped: list[tuple[str, int]] = field(default_factory=list)
    joined: int = 0

    def skip(self, reason: str, row: Row) -> None:
        self.skipped.append((reason, row.line))

    def keep(self, values: Mapping[str, Any]) -> None:
        names = ("ad_account_id", "level", "entity_id", "date", "window_start", "window_end", "currency")
        key = (*(values.get(name) for name in names), values.get("result_indicator"))
        before = self.rows.get(key)
        if before is None:
            self.rows[key] = dict(values)
            return
        self.joined += 1
        for name in ADDED:
            if values.get(name) is not None:
                before[name] = values[name] if before.get(name) is None else before[name] + values[name]

    def finish(self, draft: Draft, context: Context) -> None:
        skip_rows(draft, self.skipped)
        if self.joined:
            draft.note(f"breakdown_rows_added_up:{self.joined}")
        rows = list(self.rows.values())
        if not rows:
            return
        days = sorted(day for row in rows for day in _days(row) if day)
        draft.as_of = context.as_of(*days[-1:])
        add_rows(draft, "spend", [{"platform": self.platform, **row} for row in rows])
        if not days:
            return
        draft.period_start, draft.period_end = days[0], days[-1]
        for account in sorted({row["ad_account_id"] for row in rows}):
            own = sorted(day for row in rows if row["ad_account_id"] == account for day in _days(row) if day)
            where: dict[str, Any] = {"platform": self.platform, "account_id": account, "subject": "days"}
            if own:
                draft.cover(**where, start=own[0], end=own[-1], evidence="printed")


def _days(row: Mapping[str, Any]) -> tuple[date | None, ...]:
    return (row["date"],) if row.get("date") else (row.get("window_start"), row.get("window_end"))


def when_of(day: date | None, start: date | None, end: date | None) -> dict[str, date | None]:
    """A day of its own, or a window; a window of one day is that day."""
    if day is None and start is not None and start == end:
        day = start
    return {"date": day} if day else {"date": None, "window_start": start, "window_end": end}


def total(rows: Sequence[Row], name: str) -> Decimal | None:
    known = [value for row in rows if (value := row.amounts.get(name)) is not None]
    return sum(known, Decimal(0)) if known else None
