"""The posts behind a number, with the file each reading came from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pratfall.records.imports import FileReport
from pratfall.records.tables import METRICS
from pratfall.reviews.render.imports import file_name
from pratfall.reviews.render.plain import plain, safe_url
from pratfall.reviews.render.speech import Speech
from pratfall.reviews.render.story import FILE_ID, post_href

SHOWN = 50
EXCERPT = 160
IN_TABLE = ("reactions", "likes", "comments", "shares", "views", "impressions", "reach", "email_opens_unique")

Row = Mapping[str, Any]


@dataclass(frozen=True)
class PostRow:
    """One post in words: each of its `numbers` with what it counts."""

    href: str
    text: str
    published: str
    format: str
    numbers: tuple[str, ...]
    url: str
    file: str
    file_href: str


def newest_of(path: Path, platform: str, account_id: str) -> list[Row]:
    return _read(path, [("platform", "==", platform), ("account_id", "==", account_id)])


def of_ids(path: Path, platform: str, ids: Collection[str]) -> list[Row]:
    """Posts by id; of one network, or of any where `platform` is ""."""
    if not ids:
        return []
    wanted: list[tuple[str, str, Any]] = [("post_id", "in", set(ids))]
    return _read(path, [*wanted, ("platform", "==", platform)] if platform else wanted)


def _read(path: Path, filters: list[tuple[str, str, Any]]) -> list[Row]:
    """At most SHOWN rows, the newest first."""
    table = pq.read_table(path, filters=filters)
    order = pc.sort_indices(table, [("published_at", "descending", "at_end")])
    rows: pa.Table = table.take(order[:SHOWN])
    found: list[Row] = rows.to_pylist()
    return found


def told(rows: Sequence[Row], reports: Iterable[FileReport], words: Speech) -> list[PostRow]:
    read = {row.get("file_id") for row in rows}
    names = {report.file_id: file_name(report) for report in reports if report.file_id in read}
    return [_told(row, names, words) for row in rows]


def _told(row: Row, names: Mapping[str, str], words: Speech) -> PostRow:
    file_id = row.get("file_id") or ""
    numbers = [(name, row.get(name)) for name in IN_TABLE]
    return PostRow(
        href=post_href(row["platform"], row["post_id"]),
        text=plain(row.get("text") or "", limit=EXCERPT) or plain(row["post_id"], limit=EXCERPT),
        published=_published(row, words),
        format=words.name("format", row.get("post_type") or "unknown"),
        numbers=tuple(_counted(name, value, words) for name, value in numbers if value is not None),
        url=safe_url(row.get("url") or ""),
        file=names.get(file_id, ""),
        file_href=f"/files/{file_id[:FILE_ID]}/" if file_id in names else "",
    )


def _counted(metric: str, value: float, words: Speech) -> str:
    """1 comment, 2 comments."""
    return words.plural(f"metric_count.{metric}", value, value=words.number(value))


def _published(row: Row, words: Speech) -> str:
    at: datetime | None = row.get("published_at")
    if at is None:
        return plain(row.get("published_local") or "") or words.say("word.unknown")
    return words.instant(at) if row.get("published_precision") != "day" else words.day(at)


def every_number(row: Row, words: Speech) -> list[tuple[str, str]]:
    """All metrics known of one post, by name."""
    names = sorted(METRICS & row.keys())
    return [(words.name("metric", name), words.number(row[name])) for name in names if row[name] is not None]
