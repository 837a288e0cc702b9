"""Google Analytics 4, report and snapshot downloads, and free-form explorations.

A download has `#` lines with 8-digit dates and one or more tables below them, each with its own
period; the words of those lines depend on the language, so only their shape is used. An exploration
is a table alone. Users are never added up; a table without a period of its own is left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pyarrow as pa

from pratfall.records.tables import MetricKind
from pratfall.sources import dates, numbers
from pratfall.sources.columns import HEADER_WITHIN
from pratfall.sources.document import Document, Sheet
from pratfall.sources.draft import Draft
from pratfall.sources.exports import SIGNATURE, Context, Evidence, Match
from pratfall.sources.ga4_words import DATES, DIMENSIONS, EVERYBODY, METRICS, NTH_DAY, OTHER_NUMBERS, TELLS_GA4
from pratfall.sources.headers import fingerprint, normal
from pratfall.sources.ledger import decide_order
from pratfall.sources.snapshots import period_of
from pratfall.sources.sniff import Format

_RANGE = re.compile(r"((?:19|20)\d{6})\s*-\s*((?:19|20)\d{6})")  # explorations print both ends in one
_DAY = re.compile(r":\s*((?:19|20)\d{6})\s*$")


@dataclass
class Table:
    """`columns`: role per column: ("metric", name), ("dimension", name), ("date"|"nth"|"", "")."""

    header: list[str]
    first_line: int
    start: date | None
    end: date | None
    segment: str
    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    roles: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Preamble:
    """`words` before the last line of dashes name the report; `after` it stands whom the numbers are about."""

    days: list[date] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)

    def take(self, text: str) -> None:
        text = text.strip().lstrip("#").strip()
        found = _DAY.search(text) or _RANGE.fullmatch(text)
        if found:
            told = [dates.parse(part) for part in found.groups()]
            self.days += [when.day for when in told if when is not None]
        elif text and not text.strip("- "):
            self.words, self.after = self.words + self.after, []
        elif text:
            self.after.append(text)

    @property
    def segment(self) -> str:
        last = self.after[-1] if self.after else ""
        return "" if ":" in last or normal(last) in EVERYBODY else last


def _is_remark(row: Sequence[str]) -> bool:
    return bool(row) and row[0].lstrip().startswith("#")


def tables_of(sheet: Sheet) -> tuple[list[str], list[Table]]:
    """(words of the first `#` lines, tables). A `#` opens a new table only after a blank line or another `#`."""
    tables: list[Table] = []
    opening: list[str] = []
    preamble, inside = Preamble(), False
    start = end = None
    for line, row in sheet.numbered():
        if not any(cell.strip() for cell in row):
            inside = False
        elif not inside and _is_remark(row):
            preamble.take(",".join(row))
        elif not inside:
            if not tables:
                opening = preamble.words or preamble.after
            if preamble.days:
                start, end = preamble.days[0], preamble.days[-1]
            tables.append(Table(row, line, start, end, preamble.segment))
            preamble, inside = Preamble(), True
        else:
            tables[-1].rows.append((line, row))
    return opening, tables


def assign_roles(table: Table) -> None:
    """Dimensions stand before numbers; names nobody knows are read by where they stand."""
    metric_seen = False
    for i, header in enumerate(table.header):
        name = normal(header)
        if name in METRICS:
            metric_seen = True
            table.roles.append(("metric", METRICS[name]))
        elif OTHER_NUMBERS.fullmatch(name):
            metric_seen = True
            table.roles.append(("", ""))
        elif name in DATES:
            table.roles.append(("date", ""))
        elif name in NTH_DAY or (not metric_seen and name not in DIMENSIONS and _counts_days(table, i)):
            table.roles.append(("nth", ""))
        elif name in DIMENSIONS or not metric_seen:
            table.roles.append(("dimension", DIMENSIONS.get(name, name)))
        else:
            table.roles.append(("", ""))


def _counts_days(table: Table, i: int) -> bool:
    """0000, 0001 ... to the last day of the period: days since its start, whatever the language calls them."""
    if table.start is None or table.end is None:
        return False
    cells = [row[i] for _, row in table.rows if i < len(row)]
    if not cells or not all(re.fullmatch(r"\d{4}", cell) for cell in cells):
        return False
    return max(map(int, cells)) == (table.end - table.start).days


class Reading:
    """Observations of all tables of one file; a number printed in several of them is kept once."""

    def __init__(self, draft: Draft, context: Context, account: str, file: str) -> None:
        self.draft, self.context, self.account, self.file = draft, context, account, file
        self.seen: set[tuple[Any, ...]] = set()
        self.days: set[date] = set()

    def take(self, table: Table) -> None:
        lines = [line for line, _ in table.rows]
        self.draft.rows_read += len(table.rows)
        if not lines:
            return
        places = [(i, name) for i, (role, name) in enumerate(table.roles) if role == "metric"]
        daily = next((i for i, (role, _) in enumerate(table.roles) if role in ("date", "nth")), None)
        if not places:
            self.draft.skip("no_known_numbers", lines)
            return
        if daily is None and (table.start is None or table.end is None):
            self.draft.skip("no_period", lines)
            return
        rows = self._usable(table)
        summed = [self._is_total(table, row) for _, row in rows]
        totals = [row for row, total in zip(rows, summed, strict=True) if total]
        rows = [row for row, total in zip(rows, summed, strict=True) if not total]
        self.draft.rows_read -= len(totals)
        day_of = self._days(table, rows, daily)
        kept = [(row, day) for row, day in zip(rows, day_of, strict=True) if daily is None or day is not None]
        bad = [line for (line, _), day in zip(rows, day_of, strict=True) if daily is not None and day is None]
        if bad:
            self.draft.skip("bad_date", bad)
        told = _breakdowns(table, [row for (_, row), _ in kept])
        for i, metric in places:
            values = _numbers([row[i] for (_, row), _ in kept])
            self._observe(table, metric, values, [day for _, day in kept], told)
            self._check_total(table, metric, i, values, totals)

    def _usable(self, table: Table) -> list[tuple[int, list[str]]]:
        short = [line for line, row in table.rows if len(row) != len(table.header)]
        if short:
            self.draft.skip("row_shorter_than_header", short)
        return [(line, row) for line, row in table.rows if len(row) == len(table.header)]

    def _is_total(self, table: Table, row: Sequence[str]) -> bool:
        cells = [row[i].strip() for i, (role, _) in enumerate(table.roles) if role in ("dimension", "date", "nth")]
        return bool(cells) and (not any(cells) or normal(cells[0]) in ("grand total", "totals", "total general"))

    def _days(self, table: Table, rows: Sequence[tuple[int, list[str]]], daily: int | None) -> list[date | None]:
        if daily is None:
            return [None] * len(rows)
        cells = [row[daily].strip() for _, row in rows]
        if table.roles[daily][0] == "nth":
            start = table.start
            return [start + timedelta(int(c)) if start and re.fullmatch(r"\d{1,5}", c) else None for c in cells]
        order = decide_order([cells], self.context.hints.user_order, self.file)
        return [when.day if (when := dates.parse(cell, order)) and when.has_year else None for cell in cells]

    def _observe(
        self,
        table: Table,
        metric: str,
        values: Sequence[float | None],
        days: Sequence[date | None],
        breakdowns: Sequence[str],
    ) -> None:
        starts: list[date] = []
        ends: list[date] = []
        told: list[str] = []
        known: list[float] = []
        for value, day, breakdown in zip(values, days, breakdowns, strict=True):
            if value is None or value < 0:  # -1: not yet
                continue
            start, end = day or table.start, day or table.end
            key = (metric, breakdown, start, end)
            if key in self.seen or start is None or end is None:
                continue
            self.seen.add(key)
            starts.append(start)
            ends.append(end)
            told.append(breakdown)
            known.append(value)
        if not known:
            return
        self.days.update((min(starts), max(ends)))
        daily = days[0] is not None
        last = max(ends)
        self.draft.observe(
            len(known),
            {metric: known},
            kind=MetricKind.PER_DAY if daily else MetricKind.WINDOW,
            subject_type="site",
            subject_id=self.account,
            platform="ga4",
            account_id=self.account,
            breakdown=told,
            window_start=starts,
            window_end=ends,
            partial_day=[daily and day == last for day in ends],
        )

    def _check_total(self, table: Table, metric: str, i: int, values: Sequence[float | None], totals: Any) -> None:
        if totals and metric in ("sessions", "pageviews", "key_events"):
            expected = _numbers([totals[0][1][i]])[0]
            got = sum(value for value in values if value is not None)
            if expected is not None:
                self.draft.check(
                    f"sum_equals_total:{metric}", got == expected, expected=expected, got=got, n=len(values)
                )


def _numbers(cells: Sequence[str]) -> list[float | None]:
    texts = pa.array([cell.strip() for cell in cells], pa.string())
    found: list[float | None] = numbers.parse(texts, numbers.mark_of(texts), whole=False).to_pylist()
    return found


def _breakdowns(table: Table, rows: Sequence[Sequence[str]]) -> list[str]:
    """Canonical JSON of each row's dimensions; most rows share theirs with others."""
    places = [(i, name) for i, (role, name) in enumerate(table.roles) if role == "dimension"]
    written: dict[tuple[str, ...], str] = {}
    told = []
    for row in rows:
        cells = tuple(row[i].strip() for i, _ in places)
        if cells not in written:
            values = dict(zip((name for _, name in places), cells, strict=True))
            if table.segment:
                values["segment"] = table.segment
            text = json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
            written[cells] = text if values else ""
        told.append(written[cells])
    return told


class Ga4Report:
    name = "ga4_report"
    platform = "ga4"
    evidence = Evidence.FILE
    real_file_seen = True

    def match(self, document: Document) -> Match | None:
        if document.format is not Format.CSV or not document.sheets:
            return None
        head = document.sheets[0].head
        remarks = [",".join(row) for row in head[:HEADER_WITHIN] if _is_remark(row)]
        told = Preamble()
        for text in remarks:
            told.take(text)
        if head and _is_remark(head[0]) and len(told.days) >= 2:
            return Match(SIGNATURE)
        names = [normal(cell) for cell in head[0]] if head else []
        sure = sum(name in DIMENSIONS and bool(TELLS_GA4.match(name)) for name in names)
        known = sum(name in METRICS or name in DIMENSIONS or name in DATES for name in names)
        has_number = any(name in METRICS for name in names)
        return Match(float(known)) if sure and has_number and known * 3 >= len(names) else None

    def read(self, document: Document, context: Context, draft: Draft) -> None:
        opening, tables = tables_of(document.sheets[0])
        name = _property(opening)
        account = context.local_account(name or "site")
        draft.report_kind = self.name
        draft.header_fingerprint = fingerprint(header for table in tables for header in table.header)
        period = period_of(document)
        reading = Reading(draft, context, account, document.blob.name)
        for table in tables:
            if table.start is None and period:
                table.start, table.end = period
            assign_roles(table)
            _note_ignored(table, draft.note)
            reading.take(table)
        if reading.days:
            start, end = min(reading.days), max(reading.days)
            draft.period_start, draft.period_end = start, end
            draft.as_of = context.as_of(end)
            draft.add("account", 1, platform="ga4", account_id=account, name=name or None, kind="site")
            told = "printed" if any(table.start for table in tables) else "rows"
            draft.cover(platform="ga4", account_id=account, subject="days", start=start, end=end, evidence=told)


def _property(words: Sequence[str]) -> str:
    """`Property: lanterne.example`: the second of the two lines with a colon, in any language. An
    exploration prints its own name and, below it, the property's, without any."""
    named = [text.partition(":")[2].strip() for text in words if ":" in text] or list(words)
    return named[1] if len(named) > 1 else ""


def _note_ignored(table: Table, note: Callable[[str], None]) -> None:
    for header, (role, _) in zip(table.header, table.roles, strict=True):
        if not role:
            note(f"column_ignored:{header[:80]}")


READER = Ga4Report()
