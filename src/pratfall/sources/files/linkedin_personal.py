"""LinkedIn, a person's own analytics: one workbook with the sheets DISCOVERY, ENGAGEMENT, TOP POSTS,
FOLLOWERS and demographics, in the account's language.

The sheets are recognised by their headers. TOP POSTS holds two tables side by side; a post that is in
only one of them has the other number unknown. Its numbers are totals inside the exported period:
posts older than the period are listed too. Since 2026 numbers are text cells.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pratfall.records.imports import ZoneEvidence
from pratfall.records.tables import MetricKind, PostType, Relation
from pratfall.sources import accounts, dates, ids, numbers, zones
from pratfall.sources.columns import Kind, Layout, col, find_header
from pratfall.sources.dates import DateOrder
from pratfall.sources.days import DayRows
from pratfall.sources.document import Document, Sheet
from pratfall.sources.draft import Draft
from pratfall.sources.exports import Context, Evidence, Match, note_layout
from pratfall.sources.frames import frames
from pratfall.sources.headers import normal
from pratfall.sources.ids import IdClock
from pratfall.sources.linkedin_columns import DAY_NAMES, URL_NAMES, post_ids
from pratfall.sources.numbers import Mark
from pratfall.sources.totals import check_sum

POSTS_SHOWN = 50
IMPRESSIONS = ("Impressions", "Impressões", "Impresiones", "Impressionen")
ENGAGEMENTS = ("Engagements", "Engajamentos", "Interações", "Interacciones", "Interaktionen")
ENGAGEMENT = (
    col("day", Kind.DAY, *DAY_NAMES, required=True, filled=True),
    col("impressions", Kind.COUNT, *IMPRESSIONS, required=True),
    col("engagements_reported", Kind.COUNT, *ENGAGEMENTS, required=True),
)
FOLLOWERS = (
    col("day", Kind.DAY, *DAY_NAMES, required=True, filled=True),
    col(
        "follows_gained",
        Kind.COUNT,
        "New followers",
        "Novos seguidores",
        "Nouveaux abonnés",
        "Nuevos seguidores",
        "Neue Follower",
        required=True,
    ),
)
TOP_POSTS = (col("url", Kind.TEXT, *URL_NAMES, required=True),)
TOP_NUMBERS = {"impressions": IMPRESSIONS, "engagements_reported": ENGAGEMENTS}
_PERIOD = re.compile(r"(\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4})\s*[-–]\s*(\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4})")
_DAY = re.compile(r"\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4}")
_NAME = re.compile(
    r"^(?:aggregateanalytics_(?P<new>.+?)_\d{4}-\d\d-\d\d_"
    r"|content_\d{4}-\d\d-\d\d_\d{4}-\d\d-\d\d_(?P<old>.+?)(?: \(\d+\))?\.)",
    re.IGNORECASE,
)
ENGLISH = {"date", "post url", "new followers"}


@dataclass(frozen=True)
class Sheets:
    """The sheets of the workbook by what they hold; None for one that is not there."""

    discovery: Sheet | None
    engagement: tuple[Sheet, Layout] | None
    posts: tuple[Sheet, Layout] | None
    followers: tuple[Sheet, Layout] | None
    others: tuple[str, ...]

    @property
    def found(self) -> int:
        return sum(part is not None for part in (self.discovery, self.engagement, self.posts, self.followers))


def sheets_of(document: Document) -> Sheets:
    found: dict[str, Any] = {}
    others = []
    for sheet in document.sheets:
        kind, layout = _kind(sheet)
        if kind and kind not in found:
            found[kind] = (sheet, layout) if layout else sheet
        else:
            others.append(sheet.name)
    return Sheets(
        found.get("discovery"), found.get("engagement"), found.get("posts"), found.get("followers"), tuple(others)
    )


def _kind(sheet: Sheet) -> tuple[str, Layout | None]:
    for kind, columns in (("engagement", ENGAGEMENT), ("followers", FOLLOWERS), ("posts", TOP_POSTS)):
        layout = find_header(sheet.head[:10], columns)
        if layout is not None and len([header for header in layout.headers if header]) <= 6:
            return kind, layout
    printed = [cell for row in sheet.head[:3] for cell in row]
    return ("discovery", None) if any(_PERIOD.fullmatch(cell.strip()) for cell in printed) else ("", None)


@dataclass(frozen=True)
class Workbook:
    """Bracketed together because the sheets explain each other: period, date order, printed total."""

    document: Document
    context: Context
    draft: Draft
    sheets: Sheets
    account: str
    order: DateOrder
    period: tuple[date, date] | None

    def day(self, text: str) -> date | None:
        when = dates.parse(text, self.order)
        return when.day if when is not None and when.has_year else None


def workbook_of(document: Document, context: Context, draft: Draft) -> Workbook:
    sheets = sheets_of(document)
    order = _order(document, sheets)
    match = _NAME.match(document.name)
    name = (match["new"] or match["old"]).strip() if match else ""
    account = accounts.unnamed("linkedin", context, draft, label=normal(name).replace(" ", ""))
    draft.add(
        "account",
        1,
        platform="linkedin",
        account_id=account,
        name=name or account.removeprefix("local:"),
        kind="profile",
    )
    return Workbook(document, context, draft, sheets, account, order, _period(sheets.discovery, order))


def _order(document: Document, sheets: Sheets) -> DateOrder:
    """By every date of the workbook; where none tells, by its language: only American English is month first."""
    cells = [_DAY.search(cell) for sheet in document.sheets for row in sheet.head for cell in row]
    found = dates.order_of([match[0] for match in cells if match])
    if found is not DateOrder.UNDECIDED:
        return found
    printed = [normal(h) for part in (sheets.followers, sheets.posts) if part for h in part[1].headers]
    return DateOrder.MONTH_FIRST if set(printed) & ENGLISH - {"date"} else DateOrder.DAY_FIRST


def _period(discovery: Sheet | None, order: DateOrder) -> tuple[date, date] | None:
    for row in discovery.head[:3] if discovery else ():
        for cell in row:
            if match := _PERIOD.fullmatch(cell.strip()):
                ends = [dates.parse(text, order) for text in match.groups()]
                if ends[0] and ends[1] and ends[0].day <= ends[1].day:
                    return ends[0].day, ends[1].day
    return None


def _days(book: Workbook) -> None:
    draft, impressions = book.draft, None
    for part, names in (
        (book.sheets.followers, ("follows_gained",)),
        (book.sheets.engagement, ("impressions", "engagements_reported")),
    ):
        if part is None:
            continue
        sheet, layout = part
        note_layout(layout, draft)
        days = DayRows("linkedin", book.account, draft)
        for frame in frames(book.document, sheet, layout, draft, book.context.hints, date_order=book.order):
            days.see(frame, all=frame.metrics(*names))
            if frame.has("impressions"):
                impressions = (impressions or 0.0) + (pc.sum(frame["impressions"]).as_py() or 0.0)
        days.finish(book.context)
    printed = _numbers(book.sheets.discovery)
    check_sum("impressions", impressions, printed[0] if printed else None, draft, n=1)
    if len(printed) > 1:  # the second number of DISCOVERY counts people: unique views or members reached
        _observe_account(book, "reach", printed[1])


def _numbers(discovery: Sheet | None) -> list[float | None]:
    """The values of DISCOVERY's lines below the period."""
    rows = [row for row in (discovery.head[:6] if discovery else ()) if len(row) > 1 and not _PERIOD.search(row[1])]
    return [_count(row[1]) for row in rows if row[0].strip() and row[1].strip()]


def _observe_account(book: Workbook, metric: str, value: float | None) -> None:
    start, end = book.period or (None, None)
    book.draft.observe(
        1, {metric: pa.array([value], pa.float64())}, kind=MetricKind.WINDOW, subject_type="account",
        subject_id=book.account, platform="linkedin", account_id=book.account, window_start=start, window_end=end,
    )  # fmt: skip


def _follower_stock(book: Workbook) -> None:
    """`Total followers on 8/5/2024:` and the number beside it."""
    if book.sheets.followers is None:
        return
    for row in book.sheets.followers[0].head[:3]:
        match = _DAY.search(row[0]) if row else None
        day = book.day(match[0]) if match else None
        if day is not None and len(row) > 1 and (value := _count(row[1])) is not None:
            book.draft.observe(
                1, {"followers": pa.array([value])}, kind=MetricKind.POINT, subject_type="account",
                subject_id=book.account, platform="linkedin", account_id=book.account, window_start=day, window_end=day,
            )  # fmt: skip
            return


def _count(text: str) -> float | None:
    value = numbers.parse(pa.array([text], pa.string()), Mark.UNDECIDED, whole=True)[0].as_py()
    return float(value) if value is not None else None


def _posts(book: Workbook) -> None:
    if book.sheets.posts is None:
        return
    sheet, layout = book.sheets.posts
    rows, listed = _two_tables(book, sheet, layout)
    if not rows:
        return
    urls = pa.array(list(rows), pa.string())
    post_id = post_ids(urls)
    n, at = len(rows), ids.times(post_id, IdClock.LINKEDIN)
    printed = pa.array([row["day"] for row in rows.values()], pa.date32())
    book.draft.add(
        "post", n, platform="linkedin", account_id=book.account, post_id=post_id, post_type=PostType.UNKNOWN.value,
        relation=Relation.ORIGINAL.value, url=urls, published_at=at, published_local=printed.cast(pa.string()),
        published_precision=pc.if_else(at.is_valid(), "second", "day"),
    )  # fmt: skip
    start, end = book.period or (None, None)
    metrics = {name: pa.array([row.get(name) for row in rows.values()], pa.float64()) for name in TOP_NUMBERS}
    book.draft.observe(
        n, metrics, kind=MetricKind.WINDOW, subject_type="post", subject_id=post_id, platform="linkedin",
        account_id=book.account, window_start=start, window_end=end,
    )  # fmt: skip
    if listed >= POSTS_SHOWN:
        book.draft.note("capped_rows")
    elif start and end:
        book.draft.cover(
            platform="linkedin", account_id=book.account, subject="posts", start=start, end=end, evidence="printed"
        )
    _zone(book.draft, at, printed, n)


def _two_tables(book: Workbook, sheet: Sheet, layout: Layout) -> tuple[dict[str, dict[str, Any]], int]:
    """Posts by link, joined over the tables that stand side by side; and how many rows the sheet lists."""
    names = [normal(header) for header in layout.headers]
    starts = [i for i, name in enumerate(names) if name in TOP_POSTS[0].names]
    metric_of = {normal(printed): metric for metric, all_ in TOP_NUMBERS.items() for printed in all_}
    posts: dict[str, dict[str, Any]] = {}
    rows = sheet.rows()
    rows.take(layout.row + 1)
    lines, spoiled = 0, []
    for row in rows:
        if not any(row):
            continue
        lines += 1
        tables = list(zip(starts, [*starts[1:], len(names)], strict=True))
        links = [row[at].strip() for at, _ in tables if at < len(row) and row[at].strip()]
        if not pc.all(post_ids(pa.array(links, pa.string())).is_valid()).as_py():
            spoiled.append(rows.line_num)
            continue
        for at, until in tables:
            _take(book, posts, row, at, until, names, metric_of)
    book.draft.rows_read += lines
    if spoiled:
        book.draft.skip("no_post_link", spoiled)
    return posts, lines


def _take(
    book: Workbook,
    posts: dict[str, dict[str, Any]],
    row: list[str],
    at: int,
    until: int,
    names: list[str],
    metric_of: dict[str, str],
) -> None:
    link = row[at].strip() if at < len(row) else ""
    if not link:
        return
    post = posts.setdefault(link, {"day": None})
    for i in range(at + 1, min(until, len(row))):
        if metric := metric_of.get(names[i]):
            value = _count(row[i])
            if value is not None:
                post[metric] = value
        elif names[i] and row[i]:
            post["day"] = post["day"] or book.day(row[i])


def _zone(draft: Draft, at: Any, printed: Any, n: int) -> None:
    """Printed days against the moments in the ids: 48 of 48 known posts fit UTC."""
    fits = zones.offsets_that_fit(at, printed.cast(pa.timestamp("us")), whole_days=True)
    compared = pc.sum(pc.and_(at.is_valid(), printed.is_valid()).cast(pa.int64())).as_py() or 0
    draft.check(
        "post_day_equals_id", None if not compared else bool(fits), expected=n, got=compared if fits else 0, n=compared
    )
    if fits:
        draft.zone, draft.zone_evidence = zones.name_of(fits), ZoneEvidence.ID_DERIVED


@dataclass(frozen=True)
class PersonalWorkbook:
    name: str = "linkedin_personal"
    platform: str = "linkedin"
    evidence: Evidence = Evidence.FILE
    real_file_seen: bool = True

    def match(self, document: Document) -> Match | None:
        """Two of its sheets prove it; each names itself by its headers."""
        sheets = sheets_of(document) if len(document.sheets) > 1 else None
        if sheets is None or sheets.found < 2:
            return None
        layouts = [part[1].known for part in (sheets.engagement, sheets.posts, sheets.followers) if part]
        return Match(float(sum(layouts) + 2 * (sheets.discovery is not None) + 2))

    def read(self, document: Document, context: Context, draft: Draft) -> None:
        draft.report_kind = self.name
        book = workbook_of(document, context, draft)
        for name in book.sheets.others:
            draft.note(f"sheet_not_read:{name}")
        _days(book)
        _follower_stock(book)
        _posts(book)
        if book.period:
            draft.period_start, draft.period_end = book.period
        draft.as_of = context.as_of(draft.period_end)


READER = PersonalWorkbook()
