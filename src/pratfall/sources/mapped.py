"""The reader behind every mapping: columns the user has named, read like any other export."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pratfall.errors import BadMapping
from pratfall.records.imports import ZoneEvidence
from pratfall.records.tables import MetricKind, PostType, Relation

from . import ids, x_text
from .columns import Col, Kind, Layout, find_header, lay_out
from .dates import DateOrder
from .days import runs_of
from .document import Document, Sheet
from .draft import Draft
from .exports import Context, Evidence, Match, note_layout
from .frames import Frame, frames, in_zone, printed_local
from .headers import fingerprint, normal
from .mapping import Mapping

_FIELD_KINDS = {"post_id": Kind.ID, "time": Kind.TIME, "day": Kind.DAY}
_NOT_COUNTS = (
    "avg_watch_s",
    "watch_time_s",
    "ctr",
    "engagement_rate_reported",
    "search_position",
    "spend",
    "conversions_value",
)
_SHARES = ("ctr", "engagement_rate_reported")


def columns_of(mapping: Mapping) -> tuple[Col, ...]:
    """The mapping as a reader's list of columns: all of them must be in the file."""
    return tuple(
        Col(to, _kind_of(to), (normal(printed),), required=True, filled=to in ("day", "post_id"))
        for printed, to in mapping.columns.items()
        if to != "ignore"
    )


def _kind_of(to: str) -> Kind:
    if to in _FIELD_KINDS:
        return _FIELD_KINDS[to]
    if to in _SHARES:
        return Kind.SHARE
    if to in ("avg_watch_s", "watch_time_s"):
        return Kind.SECONDS
    if to in _NOT_COUNTS:
        return Kind.NUMBER
    return Kind.TEXT if to in ("url", "text", "account", "platform", "format", "campaign") else Kind.COUNT


@dataclass(frozen=True)
class MappedExport:
    """A Reader made of a Mapping. It fits a file with its fingerprint, or (from flags) with all its columns."""

    mapping: Mapping
    name: str = "mapped"
    evidence: Evidence = Evidence.FILE
    real_file_seen: bool = True
    platform: str = field(default="other")

    def match(self, document: Document) -> Match | None:
        columns = columns_of(self.mapping)
        for i, sheet in enumerate(document.sheets):
            layout = find_header(sheet.head, columns)
            if layout is None:
                continue
            if self.mapping.fingerprint in ("", fingerprint(layout.headers)):
                return Match(float(layout.known), i, layout)
        return None

    def missing(self, document: Document) -> tuple[str, ...]:
        """Printed names of the mapping that no row of the document has."""
        present = {normal(cell) for sheet in document.sheets for row in sheet.head[:60] for cell in row}
        return tuple(printed for printed in self.mapping.columns if normal(printed) not in present)

    def read(self, document: Document, context: Context, draft: Draft) -> None:
        match = self.match(document)
        assert match is not None and match.layout is not None  # only matched documents are read
        draft.report_kind = self.mapping.name or "mapped"
        note_layout(match.layout, draft)
        if self.mapping.zone:
            draft.zone, draft.zone_evidence = self.mapping.zone, ZoneEvidence.USER
        if self.mapping.date_order is not DateOrder.UNDECIDED:
            context.hints.user_order = self.mapping.date_order
        _read(self.mapping, document, document.sheets[match.sheet], match.layout, context, draft)


def _read(mapping: Mapping, document: Document, sheet: Sheet, layout: Layout, context: Context, draft: Draft) -> None:
    rows = _Rows(mapping, context, draft)
    for frame in frames(document, sheet, layout, draft, context.hints):
        rows.see(frame)
    rows.finish()


class _Rows:
    def __init__(self, mapping: Mapping, context: Context, draft: Draft) -> None:
        self._mapping, self._context, self._draft = mapping, context, draft
        self._posts = any(mapping.printed(name) for name in ("post_id", "url", "text"))
        self._days: dict[str, set[date]] = {}
        self._newest: datetime | None = None
        self._waiting: list[tuple[Frame, Any, Any, Any, Any]] = []

    def see(self, frame: Frame) -> None:
        mapping = self._mapping
        if frame.has("time"):
            frame = frame.drop(frame["time.local"].is_null(), "bad_date")
        if frame.has("post_id"):
            spoiled = pc.match_substring_regex(frame["post_id"], ids.SPOILED)
            frame = frame.drop(spoiled, "id_spoiled_by_spreadsheet")
        if frame.n == 0:
            return
        accounts = self._accounts(frame)
        platforms = pc.fill_null(pc.utf8_lower(frame.text("platform")), mapping.platform)
        instants, days = self._moments(frame)
        self._note_days(accounts, days, instants)
        subject = self._post_ids(frame, accounts) if self._posts else accounts
        if self._posts:
            self._add_posts(frame, platforms, accounts, subject, instants)
        self._waiting.append((frame, platforms, accounts, subject, days))
        if MetricKind.PER_DAY not in self._mapping.kinds.values():
            self._flush(None)

    def _flush(self, newest: date | None) -> None:
        """Per-day rows wait for the last one: only then is it known which day is unfinished."""
        for waiting in self._waiting:
            self._observe(*waiting, newest)
        self._waiting = []

    def _accounts(self, frame: Frame) -> Any:
        default = self._mapping.account or self._context.local_account(self._mapping.platform)
        return pc.fill_null(frame.text("account"), default)

    def _moments(self, frame: Frame) -> tuple[Any, Any]:
        """(UTC instants or null, days or null) of each row."""
        if not frame.has("time"):
            return pa.nulls(frame.n, pa.timestamp("us", tz="UTC")), frame.columns.get(
                "day", pa.nulls(frame.n, pa.date32())
            )
        instants = frame["time"]
        if self._mapping.zone:
            timed = pc.if_else(pc.fill_null(frame["time.has_time"], False), frame["time.local"], None)
            instants = pc.coalesce(instants, in_zone(timed, self._mapping.zone))
        days = frame.columns.get("day", frame["time.local"].cast(pa.date32(), safe=False))
        return instants, days

    def _note_days(self, accounts: Any, days: Any, instants: Any) -> None:
        for account in pc.unique(accounts).to_pylist():
            mine = pc.unique(days.filter(pc.equal(accounts, account))).to_pylist()
            self._days.setdefault(account, set()).update(day for day in mine if day)
        newest = pc.max(instants).as_py()
        if newest is not None:
            self._newest = max(self._newest or newest, newest)

    def _post_ids(self, frame: Frame, accounts: Any) -> Any:
        """The printed id, else the link, else a fingerprint of account, time and text."""
        known_ids = pc.coalesce(frame.text("post_id"), frame.text("url"))
        if known_ids.null_count == 0:
            return known_ids
        local = frame.columns.get("time.local", frame["day"]).cast(pa.string())
        made = [
            known or "made:" + hashlib.sha256("\x1f".join(str(part) for part in parts).encode()).hexdigest()[:20]
            for known, *parts in zip(
                known_ids.to_pylist(),
                accounts.to_pylist(),
                local.to_pylist(),
                frame.text("text").to_pylist(),
                strict=True,
            )
        ]
        return pa.array(made, pa.string())

    def _add_posts(self, frame: Frame, platforms: Any, accounts: Any, post_ids: Any, instants: Any) -> None:
        texts = frame.text("text")
        if frame.has("time"):
            local = printed_local(frame["time.local"], frame["time.has_time"])
            precision = pc.if_else(pc.fill_null(frame["time.has_time"], False), "minute", "day")
        else:
            local = frame["day"].cast(pa.string())
            precision = pc.if_else(frame["day"].is_valid(), "day", None)
        formats = pc.utf8_lower(frame.text("format"))
        known = pc.is_in(formats, pa.array([kind.value for kind in PostType]))
        self._draft.add(
            "post", frame.n, platform=platforms, account_id=accounts, post_id=post_ids, text=texts,
            url=frame.text("url"),
            post_type=pc.if_else(known, formats, PostType.UNKNOWN.value), relation=Relation.ORIGINAL.value,
            published_at=instants, published_local=local, published_precision=precision,
            hashtags=x_text.hashtags(texts), links=x_text.links(texts), campaign=frame.text("campaign"),
            state="present",
        )  # fmt: skip

    def _observe(
        self, frame: Frame, platforms: Any, accounts: Any, subject: Any, days: Any, newest: date | None
    ) -> None:  # fmt: skip
        for kind in sorted(set(self._mapping.kinds.values())):
            start, end = self._window(kind, days)
            unfinished = pc.fill_null(pc.equal(days, pa.scalar(newest, pa.date32())), False)
            self._draft.observe(
                frame.n, frame.metrics(*(metric for metric, own in self._mapping.kinds.items() if own is kind)),
                kind=kind, subject_type="post" if self._posts else "account", subject_id=subject, platform=platforms,
                account_id=accounts, window_start=start, window_end=end,
                partial_day=unfinished if kind is MetricKind.PER_DAY else False,
            )  # fmt: skip

    def _window(self, kind: MetricKind, days: Any) -> tuple[Any, Any]:
        if kind is MetricKind.LIFETIME:
            return None, None
        if kind is MetricKind.WINDOW and self._mapping.window:
            return self._mapping.window
        return days, days

    def finish(self) -> None:
        every = sorted(set().union(*self._days.values())) if self._days else []
        self._flush(every[-1] if every else None)
        if self._mapping.window:
            every = sorted({*every, *self._mapping.window})
        self._draft.as_of = self._context.as_of(self._newest, every[-1] if every else None)
        if every:
            self._draft.period_start, self._draft.period_end = every[0], every[-1]
        for account, days in self._days.items():
            self._draft.add("account", 1, platform=self._mapping.platform, account_id=account, kind="profile")
            runs = [(min(days), max(days))] if self._posts and days else runs_of(days)
            for start, end in runs:
                self._draft.cover(
                    platform=self._mapping.platform, account_id=account, subject="posts" if self._posts else "days",
                    start=start, end=end, evidence="rows",
                )  # fmt: skip


def fitting(document: Document, mappings: Sequence[Mapping]) -> MappedExport | None:
    """The first mapping that reads the document, as a reader."""
    for mapping in mappings:
        export = MappedExport(mapping)
        if document.sheets and export.match(document):
            return export
    return None


def must_fit(document: Document, mappings: Sequence[Mapping]) -> None:
    """A mapping given by flags for a file nobody else can read must have its columns there."""
    for mapping in mappings:
        if not mapping.fingerprint:
            missing = MappedExport(mapping).missing(document)
            raise BadMapping("mapping_column_missing", file=document.name, columns=", ".join(missing))


def header_fingerprint(document: Document, mapping: Mapping) -> str:
    """What a mapping is remembered by, for a document it fits."""
    for sheet in document.sheets:
        layout = find_header(sheet.head, columns_of(mapping))
        if layout:
            return fingerprint(lay_out(layout.headers, ()).headers)
    return ""
