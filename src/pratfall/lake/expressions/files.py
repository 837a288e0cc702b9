"""Which files there are and which days they speak for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import ibis
from ibis.expr import types as ir

FILE = ["file_id", "path_in_zip"]


def files(tables: Mapping[str, ir.Table]) -> ir.Table:
    """One import report per file, the newest where a file was tried again."""
    rows = tables["file"].drop("organisation")
    rows = rows.mutate(path_in_zip=rows.path_in_zip.fill_null(""))
    last = rows.group_by(FILE).agg(rank=rows["rank"].max())
    return rows.semi_join(last, [*FILE, "rank"])


def coverage(tables: Mapping[str, ir.Table], *, as_of: datetime) -> ir.Table:
    """Days exports speak for: platform, account_id, subject, start, end, evidence, file_id.

    Only of files whose rows were there at `as_of`, and no day after it.
    """
    rows, told = tables["coverage"], tables["file"]
    when = told.group_by("file_id").agg(as_of=told.as_of.max())
    joined = rows.left_join(when, "file_id")
    day = ibis.literal(as_of.date())
    joined = joined.filter(joined.as_of.isnull() | (joined.as_of <= ibis.literal(as_of)), joined.start <= day)
    clipped = joined.select(
        "platform", "account_id", "subject", "start", "evidence", "file_id", end=ibis.least(joined.end, day)
    )
    return clipped.distinct()
