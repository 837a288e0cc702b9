"""Small tables of the canonical schema for the lake's tests: name only what matters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from pratfall.lake import Lake
from pratfall.lake.schema import own_schema
from pratfall.records.imports import Extract, FileReport, Outcome

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
LATER = datetime(2026, 11, 1, 12, tzinfo=UTC)

DEFAULTS: dict[str, dict[str, Any]] = {
    "account": {"platform": "x", "account_id": "a1"},
    "post": {
        "platform": "x", "account_id": "a1", "post_id": "p1", "post_type": "text", "relation": "original",
        "text": "Hello", "published_at": datetime(2026, 5, 1, 9, tzinfo=UTC), "as_of": NOON,
    },
    "observation": {
        "platform": "x", "account_id": "a1", "subject_type": "post", "subject_id": "p1", "metric": "likes",
        "value": 1.0, "kind": "lifetime_to_date", "as_of": NOON, "additive": True, "scope": "all", "breakdown": "",
        "partial_day": False,
    },
    "comment": {"platform": "x", "comment_id": "c1", "text": "Nice", "direction": "received", "account_id": "a1"},
    "conversion": {
        "provider": "stripe", "transaction_id": "ch_1", "type": "donation", "status": "succeeded", "currency": "EUR",
        "occurred_at": datetime(2026, 5, 2, tzinfo=UTC), "as_of": NOON,
    },
    "spend": {
        "platform": "meta_ads", "ad_account_id": "act1", "level": "campaign", "entity_id": "k1", "currency": "EUR",
        "as_of": NOON,
    },
    "coverage": {
        "platform": "x", "account_id": "a1", "subject": "posts", "start": date(2026, 5, 1), "end": date(2026, 5, 31),
        "evidence": "printed",
    },
}  # fmt: skip


def table(name: str, rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    return pa.Table.from_pylist([{**DEFAULTS[name], **row} for row in rows], schema=own_schema(name))


def extract(file_id: str, **tables: Sequence[Mapping[str, Any]]) -> Extract:
    report = FileReport(file_id=file_id, name=f"{file_id}.csv", outcome=Outcome.IMPORTED, source="x_posts_old")
    return Extract(report, {name: table(name, rows) for name, rows in tables.items()})


def lake_of(home: Path, *files: Mapping[str, Sequence[Mapping[str, Any]]]) -> Lake:
    """A lake of the organisation Zoo with one import per file."""
    lake = Lake(home, "Zoo")
    for i, tables in enumerate(files):
        with lake.writing() as writer:
            writer.add(extract(f"file{i}", **tables))
    return lake
