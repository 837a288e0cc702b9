"""Bytes in, records out: every export people already have, read the same way.

    for result in read_paths(["~/Downloads"], now=now):
        ...  # an Extract per readable file, a FileReport for every other

`known`: sha256 of files already imported (they give a FileReport ALREADY_KNOWN). `mappings`: see
`sources.mapping`. `source`: the name of the one reader to use. `account`: what the user calls the
account of files that name none. `salt`: the lake's, for pseudonyms. `date_order`: for files that do not
show whether the day or the month comes first.

## Adding a format: one file `sources/files/<name>.py` with a `READER`

A `Reader` has `name` (the file's name), `platform`, `evidence` (Evidence), `real_file_seen`, and

- `match(document) -> Match | None`: by content, never by file name. `Match.score` is the number of
  printed names it knows (the most wins; a tie is put before the user). `SIGNATURE` for formats with a
  signature of their own (archives). Cheap: `document.sheets[i].head` is the first 100 rows,
  `document.json()` is parsed once, `document.members` lists a zip.
- `read(document, context, draft)`: fills the `Draft`. Raise a PratfallError for a file that cannot be
  used: nothing of it becomes visible. May be called again from the start (ReadAgain).

For tables, `TableExport` does the matching, and `reading` is a function:

    COLUMNS = (
        col("post_id", Kind.ID, "Post ID", "Identifiant de la publication", required=True, filled=True),
        col("published", Kind.TIME, "Publish time", "Heure de publication"),
        col("likes", Kind.COUNT, "Likes", "Mentions J'aime"),
    )

    def read(document, sheet, layout, context, draft):
        for frame in frames(document, sheet, layout, draft, context.hints, date_order=DateOrder.MONTH_FIRST):
            frame = frame.drop(mask, "own_repost")                    # accounted for, with line numbers
            draft.add("post", frame.n, platform="x", account_id=..., post_id=frame["post_id"], ...)
            draft.observe(frame.n, frame.metrics("likes", "comments"), kind=MetricKind.LIFETIME, ...)
        draft.cover(...); draft.check(...); draft.period_start = ...; draft.as_of = ...

    READER = TableExport(name="x_posts_old", platform="x", evidence=Evidence.FILE, real_file_seen=True,
                         columns=COLUMNS, reading=read)

A frame's columns are Arrow arrays (null = missing, never 0): TEXT, ID text; COUNT, NUMBER, SHARE,
PERCENT, SECONDS float64; MONEY decimal; DAY date32; FLAG bool; TIME `f` gives `f` (UTC instant, null
when no zone is printed), `f.local` (naive timestamp) and `f.has_time`. `frames.in_zone`,
`frames.printed_local` and `ids.times(ids, IdClock.X)` turn them into what `post` wants:
`published_at` (UTC or null), `published_local` (as printed), `published_precision` (second|minute|day).

`required`: the reader fits only a file with this column; `filled`: a row without it is skipped.
Rules: ids are text. A missing number makes no observation. `draft.as_of` (set once, at the end) is
never later than what the file proves: the newest moment in it (a printed export time, the end in its
name, its newest row), at most `context.now`; `context.now` where it proves nothing
(`context.as_of(newest_moment_or_None, ...)`). File times on disk are not evidence. X accounts are
keyed by handle in lower case; files that name no account use `context.local_account(label)`. People
other than the account are kept only as `pseudonym(salt, ...)`.
Multi-table or key-value files: iterate `sheet.numbered()`, or build `Layout`s with
`columns.lay_out(header, COLUMNS, row)` and give each to `frames`.
"""

from __future__ import annotations

from typing import Protocol

from .catalogue import Entry, catalogue
from .dates import DateOrder
from .document import Document, Sheet
from .draft import Draft
from .exports import SIGNATURE, Context, Evidence, Match, TableExport
from .mapping import Mapping
from .reading import read_paths
from .registry import readers


class Reader(Protocol):
    """See the module's head."""

    @property
    def name(self) -> str: ...
    @property
    def platform(self) -> str: ...
    @property
    def evidence(self) -> Evidence: ...
    @property
    def real_file_seen(self) -> bool: ...
    def match(self, document: Document) -> Match | None: ...
    def read(self, document: Document, context: Context, draft: Draft) -> None: ...


__all__ = [
    "SIGNATURE",
    "Context",
    "DateOrder",
    "Document",
    "Draft",
    "Entry",
    "Evidence",
    "Mapping",
    "Match",
    "Reader",
    "Sheet",
    "TableExport",
    "catalogue",
    "read_paths",
    "readers",
]
