"""Columns by their printed names: so that a reader is mostly a list of names.

    COLUMNS = (
        col("post_id", Kind.ID, "Tweet id", required=True, filled=True),
        col("likes", Kind.COUNT, "likes", "favorites"),
    )

Names are matched exactly after `headers.normal` (any language, case, accent or apostrophe), then by
`pattern` (a regular expression on the whole normalised name). One column feeds one field.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from .headers import normal, unspoiled

LONGEST_NAME = 300
HEADER_WITHIN = 60  # rows searched for the header


class Kind(StrEnum):
    TEXT = "text"
    ID = "id"  # text that must never become a number
    COUNT = "count"
    NUMBER = "number"
    SHARE = "share"  # 0..1 as printed, or with a percent sign
    PERCENT = "percent"  # 0..100 as printed; becomes 0..1
    SECONDS = "seconds"  # a number of seconds, or 0:04:34
    MONEY = "money"
    DAY = "day"
    TIME = "time"
    FLAG = "flag"


@dataclass(frozen=True)
class Col:
    field: str
    kind: Kind
    names: tuple[str, ...]
    required: bool = False  # the column must be there for the reader to fit
    filled: bool = False  # a row without a readable value is skipped
    pattern: str = ""


def col(
    field: str, kind: Kind, *names: str, required: bool = False, filled: bool = False, pattern: str = ""
) -> Col:  # fmt: skip
    return Col(field, kind, tuple(normal(name) for name in names), required, filled, pattern)


@dataclass(frozen=True)
class Layout:
    """Where the columns stand. `row` is the header's index in the sheet (0-based, in rows not lines)."""

    row: int
    headers: tuple[str, ...]
    where: Mapping[str, int]
    cols: Mapping[str, Col]
    unknown: tuple[str, ...]  # printed names nobody claims
    missing: tuple[str, ...]  # required fields not found

    @property
    def known(self) -> int:
        return len(self.where)

    @property
    def share_known(self) -> float:
        return self.known / max(self.known + len(self.unknown), 1)

    def has(self, *fields: str) -> bool:
        return all(field in self.where for field in fields)


@lru_cache(maxsize=8192)
def _names(row: tuple[str, ...]) -> tuple[str, ...]:
    """Normalised; a cell too long for a name is "" (texts of posts would be costly to normalise)."""
    return tuple(normal(unspoiled(cell)) if len(cell) <= LONGEST_NAME else "" for cell in row)


@lru_cache(maxsize=512)
def _index(columns: tuple[Col, ...]) -> tuple[dict[str, Col], tuple[tuple[re.Pattern[str], Col], ...]]:
    exact = {name: column for column in columns for name in column.names}
    return exact, tuple((re.compile(column.pattern), column) for column in columns if column.pattern)


def lay_out(headers: Sequence[str], columns: Sequence[Col], row: int = 0) -> Layout:
    """One header row against a reader's columns."""
    names = _names(tuple(headers))
    exact, patterns = _index(tuple(columns))
    where: dict[str, int] = {}
    claimed: set[int] = set()
    for i, name in enumerate(names):
        if name in exact:
            claimed.add(i)  # a second column for a field taken (bilingual files) is known, not used
            where.setdefault(exact[name].field, i)
    for i, name in enumerate(names):
        if i in claimed or not name:
            continue
        for pattern, column in patterns:
            if pattern.fullmatch(name):
                claimed.add(i)
                where.setdefault(column.field, i)
                break
    unknown = tuple(header for i, header in enumerate(headers) if i not in claimed and header.strip())
    missing = tuple(column.field for column in columns if column.required and column.field not in where)
    cols = {column.field: column for column in columns if column.field in where}
    return Layout(row, tuple(headers), where, cols, unknown, missing)


def find_header(head: Sequence[Sequence[str]], columns: Sequence[Col], *, start: int = 0) -> Layout | None:
    """The row that names the most columns with none of the required ones missing; None without one."""
    best: Layout | None = None
    needed = [column for column in columns if column.required and not column.pattern]
    for i, row in enumerate(head[start:HEADER_WITHIN], start):
        names = set(_names(tuple(row)))
        if any(names.isdisjoint(column.names) for column in needed):
            continue
        layout = lay_out(row, columns, i)
        if layout.known and not layout.missing and (best is None or layout.known > best.known):
            best = layout
    return best
