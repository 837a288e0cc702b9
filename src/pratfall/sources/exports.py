"""What a reader is made of, for the common case: a table with known columns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum

from .cells import Hints
from .columns import Col, Layout, find_header
from .document import Document, Sheet
from .draft import Draft
from .headers import normal


class Evidence(StrEnum):
    """How sure a format is (formats.md)."""

    FILE = "F"  # a real file was read
    TESTS = "T"  # parsers and tests of others that work on such files
    DOCS = "D"  # the vendor's documentation
    MEMORY = "M"  # general knowledge, to be confirmed


@dataclass(frozen=True)
class Context:
    """What a reader may know besides the file. `salt` keys pseudonyms; `zones` are time zones measured
    from other files of the same call, by platform, and `handles` the accounts those files named; `hints`
    what earlier passes settled (see frames)."""

    now: datetime
    salt: bytes = b""
    account: str = ""  # what the user calls the account of files that name none
    hints: Hints = field(default_factory=Hints)
    zones: dict[str, str] = field(default_factory=dict)
    handles: dict[str, str] = field(default_factory=dict)
    names: dict[str, set[str]] = field(default_factory=dict)  # of those accounts, as people see them

    def as_of(self, *moments: datetime | date | None) -> datetime:
        """The newest moment a file proves, at most now; now when it proves none. A date counts from its
        first minute: that much is certain."""
        known = [
            moment if isinstance(moment, datetime) else _midnight(moment) for moment in moments if moment is not None
        ]
        return min(max(known), self.now) if known else self.now

    def local_account(self, label: str) -> str:
        """The account id of a file that names no account: the user's word for it, else a label."""
        return "local:" + (self.account or label)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


@dataclass(frozen=True)
class Match:
    """How well a reader recognises a document: the number of printed names it knows.

    Formats recognised by a signature (an archive's own file names) give `SIGNATURE`.
    """

    score: float
    sheet: int = 0
    layout: Layout | None = None


SIGNATURE = 1000.0

ReadTable = Callable[[Document, Sheet, Layout, Context, Draft], None]


@dataclass(frozen=True)
class TableExport:
    """A reader for one table per file, recognised by its columns.

    `refuses`: printed names that belong to a look-alike. `least_known`: the share of the printed
    names that must be known; below it the file is put before the user (extra columns do no harm).
    `sheets`: normalised sheet names to look at; () looks at all, the best wins.
    """

    name: str
    platform: str
    evidence: Evidence
    real_file_seen: bool
    columns: tuple[Col, ...]
    reading: ReadTable
    refuses: tuple[str, ...] = ()
    least_known: float = 0.5
    sheets: tuple[str, ...] = ()
    also_required: Callable[[Layout], bool] = lambda layout: True

    def match(self, document: Document) -> Match | None:
        best: Match | None = None
        for i, sheet in enumerate(document.sheets):
            if self.sheets and sheet.name and normal(sheet.name) not in self.sheets:
                continue
            layout = find_header(sheet.head, self.columns)
            if layout is None or layout.share_known < self.least_known or not self.also_required(layout):
                continue
            if {normal(header) for header in layout.headers} & set(self.refuses):
                continue
            if best is None or layout.known > best.score:
                best = Match(float(layout.known), i, layout)
        return best

    def read(self, document: Document, context: Context, draft: Draft) -> None:
        match = self.match(document)
        assert match is not None and match.layout is not None  # only matched documents are read
        draft.report_kind = self.name
        note_layout(match.layout, draft)
        for i, sheet in enumerate(document.sheets):
            if i != match.sheet and any(map(any, sheet.head)):
                draft.note(f"sheet_not_read:{sheet.name[:80]}")
        self.reading(document, document.sheets[match.sheet], match.layout, context, draft)


def note_layout(layout: Layout, draft: Draft) -> None:
    """The header's fingerprint, and every column nobody reads, into the report."""
    from .headers import fingerprint

    draft.header_fingerprint = fingerprint(layout.headers)
    for header in layout.unknown:
        draft.note(f"column_ignored:{header[:80]}")
