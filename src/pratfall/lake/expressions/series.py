"""What accounts and sites were measured at, day by day, and what people wrote to them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import ibis
from ibis.expr import types as ir

from pratfall.records.tables import MetricKind

from .newest import known_at, newest, newest_rows

ACCOUNT = ["platform", "account_id"]


def accounts(tables: Mapping[str, ir.Table]) -> ir.Table:
    """One row per account any file named, also one that only posts or coverage name."""
    told = newest_rows(tables["account"].drop("organisation", "import_id", "file_id"), ACCOUNT)
    pairs = [tables[name].select(ACCOUNT) for name in ("account", "post", "coverage")]
    named = ibis.union(*pairs, distinct=True)
    joined = named.left_join(told, ACCOUNT)
    return joined.select(*ACCOUNT, "handle", "name", "url", "kind", "tz", "currency")


def days(tables: Mapping[str, ir.Table], *, as_of: datetime) -> ir.Table:
    """Per-day additive numbers of accounts: platform, account_id, metric, day, value, partial_day, restated.

    The newest export that speaks for a day wins; `restated` counts the other values it was given.
    Scope all (unknown where there is no all), no breakdown.
    """
    rows = _headline(tables, as_of, "account")
    rows = rows.filter(rows.kind == MetricKind.PER_DAY, rows.additive, rows.window_start.notnull())
    rows = rows.mutate(day=rows.window_start)
    total = rows["scope"] == "all"
    return rows.group_by([*ACCOUNT, "metric", "day"]).agg(
        value=ibis.coalesce(newest(rows.value, rows["rank"], where=total), newest(rows.value, rows["rank"])),
        partial_day=ibis.coalesce(
            newest(rows.partial_day, rows["rank"], where=total), newest(rows.partial_day, rows["rank"])
        ),
        restated=ibis.coalesce(rows.value.nunique(where=total).nullif(0), rows.value.nunique()) - 1,
    )


def stocks(tables: Mapping[str, ir.Table], *, as_of: datetime) -> ir.Table:
    """Followers and other stocks of accounts: platform, account_id, metric, day, value."""
    rows = _headline(tables, as_of, "account")
    rows = rows.filter(rows.kind == MetricKind.POINT)
    rows = rows.mutate(day=ibis.coalesce(rows.window_end, rows.window_start, rows.as_of.date()))
    total = rows["scope"] == "all"
    return rows.group_by([*ACCOUNT, "metric", "day"]).agg(
        value=ibis.coalesce(newest(rows.value, rows["rank"], where=total), newest(rows.value, rows["rank"]))
    )


def site_sessions(tables: Mapping[str, ir.Table], *, as_of: datetime) -> ir.Table:
    """What a site's visits came from: platform, account_id, metric, kind, start, end, breakdown, value.

    `breakdown` is canonical JSON (source, medium, campaign as the report has them), "" for the site as
    a whole. Rows of kind window_total with overlapping windows must not be added.
    """
    rows = known_at(tables["observation"], as_of)
    rows = rows.filter(rows.subject_type == "site", rows["scope"].isin(["all", "unknown"]), rows.value.notnull())
    rows = rows.mutate(start=rows.window_start, end=rows.window_end)
    keys = [*ACCOUNT, "metric", "kind", "start", "end", "breakdown"]
    return rows.group_by(keys).agg(value=newest(rows.value, rows["rank"]))


def comments(tables: Mapping[str, ir.Table], *, as_of: datetime) -> ir.Table:
    """One row per comment, newest known attributes, written no later than `as_of`."""
    rows = tables["comment"]
    rows = rows.filter(rows.created_at.isnull() | (rows.created_at <= ibis.literal(as_of)))
    return newest_rows(rows.drop("organisation", "import_id"), ["platform", "comment_id"]).drop("rank")


def comment_sightings(tables: Mapping[str, ir.Table], *, as_of: datetime) -> ir.Table:
    """Which file held which comment: file_id, exported_at, imported_at, platform, post_id, comment_id, created_at.

    A row per file and comment: what a newer file of the same post no longer holds shows by its absence. Comments
    whose post no export names are left out.
    """
    rows, told = tables["comment"], tables["file"]
    rows = rows.filter(rows.post_id.notnull(), rows.created_at.isnull() | (rows.created_at <= ibis.literal(as_of)))
    held = rows.group_by(["file_id", "platform", "post_id", "comment_id"]).agg(created_at=rows.created_at.min())
    files = told.group_by("file_id").agg(exported_at=told.exported_at.max(), imported_at=told.imported_at.max())
    joined = held.left_join(files, "file_id")
    return joined.select("file_id", "exported_at", "imported_at", "platform", "post_id", "comment_id", "created_at")


def _headline(tables: Mapping[str, ir.Table], as_of: datetime, subject: str) -> ir.Table:
    rows = known_at(tables["observation"], as_of)
    return rows.filter(
        rows.subject_type == subject,
        rows.breakdown == "",
        rows["scope"].isin(["all", "unknown"]),
        rows.value.notnull(),
    )
