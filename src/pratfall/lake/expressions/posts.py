"""Posts and how they did."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import NamedTuple

import ibis
from ibis.expr import types as ir

from pratfall.records.tables import MetricKind, PostType

from ..schema import RANK_BITS
from .newest import known_at, newest, newest_rows

POST = ["platform", "account_id", "post_id"]

POST_METRICS = tuple(
    """impressions views engaged_views reach viewers likes reactions comments shares share_actions quotes saves
    clicks_all clicks_link clicks_profile clicks_other engagements_reported follows_gained follows_net profile_views
    watch_time_s avg_watch_s video_views_3s video_views_full ctr engagement_rate_reported email_sent email_delivered
    email_opens_unique email_opens_total email_clicks_unique email_clicks_total email_unsubs email_bounces
    email_complaints sessions""".split()
)
SPLIT_METRICS = {
    "impressions": "impressions",
    "reach": "reach",
    "engagements": "engagements_reported",
    "views": "views",
}

TWIN_HOURS = 24  # one address, published within a day: one post listed twice


def posts(tables: Mapping[str, ir.Table], *, as_of: datetime, metrics: Collection[str] | None = None) -> ir.Table:
    """One row per post: newest known attributes, and each metric's newest value.

    A metric is the newest `lifetime_to_date` reading of scope all, else the newest `window_total`, else
    the same of unknown scope. `paid_impressions`, `paid_reach`, `paid_views`, `paid_engagements` are the
    paid part where an export tells it apart. `observed_at`, `file_id`: the newest reading's; `readings`:
    how many moments there are lifetime readings of. A post listed under two ids or accounts with one
    address is one row. `metrics`: those any export has (`metrics_read`); the others are null unasked.
    """
    written = _written(tables, as_of)
    readings = _canonical(_preferred(_of_posts(tables, as_of)), written.twins)
    values = _values(readings, POST_METRICS if metrics is None else metrics)
    joined = written.posts.left_join(values, POST)
    keep = [name for name in written.posts.columns if name not in ("rank", "file_id", "published_s")]
    columns = [name for name in values.columns if name not in (*POST, "read_file", "moments")]
    return joined.select(
        *keep,
        *columns,
        readings=ibis.coalesce(values.moments, 0),
        file_id=ibis.coalesce(values.read_file, written.posts.file_id),
    )


def metrics_read(tables: Mapping[str, ir.Table]) -> ir.Table:
    """The metrics posts were ever read at: one column, `metric`."""
    rows = tables["observation"]
    return rows.filter(rows.subject_type == "post").select("metric").distinct()


def curves(tables: Mapping[str, ir.Table], *, as_of: datetime, metrics: Collection[str] | None = None) -> ir.Table:
    """Every lifetime reading of posts read at two moments or more, with the post's age then.

    Columns platform, account_id, post_id, metric, age_hours, value. `metrics` limits which are asked for.
    """
    written = _written(tables, as_of)
    readings = _canonical(_of_posts(tables, as_of), written.twins)
    readings = readings.filter(
        readings.kind == MetricKind.LIFETIME,
        readings["scope"].isin(["all", "unknown"]),
        readings.metric.isin(list(metrics or POST_METRICS)),
    )
    # First the posts, then their metrics: most posts are read once, and a group each is cheap, ten are not.
    again = readings.group_by(POST).having(readings.as_of.min() < readings.as_of.max()).agg()
    readings = readings.semi_join(again, POST)
    at = readings.group_by([*POST, "metric", "as_of"]).agg(value=newest(readings.value, readings["rank"]))
    several = at.group_by([*POST, "metric"]).having(at.count() > 1).agg()
    at = at.semi_join(several, [*POST, "metric"])
    dated = written.posts.filter(written.posts.published_s.notnull()).select(*POST, "published_s")
    joined = at.inner_join(dated, POST)
    age_hours = (joined.as_of.epoch_seconds() - joined.published_s).cast("float64") / 3600.0
    return joined.select(*POST, "metric", age_hours=age_hours, value=joined.value)


class _Written(NamedTuple):
    """Posts without metrics, and which ids are other names of the same post."""

    posts: ir.Table
    twins: ir.Table


def _written(tables: Mapping[str, ir.Table], as_of: datetime) -> _Written:
    rows = known_at(tables["post"], as_of).drop("organisation", "import_id")
    # A format one export knows and a newer one does not is still known.
    rows = rows.mutate(post_type=rows.post_type.nullif(PostType.UNKNOWN.value))
    named = newest_rows(rows, POST)
    twins = _twins(named)
    merged = _merged(named, twins)
    merged = merged.mutate(
        post_type=merged.post_type.fill_null(PostType.UNKNOWN.value), published_s=merged.published_at.epoch_seconds()
    )
    day = as_of.date().isoformat()
    later = (merged.published_at > ibis.literal(as_of)) | (
        merged.published_at.isnull() & (merged.published_local.substr(0, 10) > day)
    )
    return _Written(merged.filter(~later.fill_null(False)), twins)


def _merged(named: ir.Table, twins: ir.Table) -> ir.Table:
    """Only the few posts that have twins are gathered again; the many others pass as they are."""
    meant = twins.select("platform", account_id=twins.own_account, post_id=twins.own_post)
    involved = ibis.union(twins.select(POST), meant, distinct=True)
    alone = named.anti_join(involved, POST)
    together = newest_rows(_canonical(named.semi_join(involved, POST), twins), POST)
    return ibis.union(alone, together.select(alone.columns))


def _twins(named: ir.Table) -> ir.Table:
    """Ids that are another name of a post: columns of POST, and the post they stand for.

    Posts of one network with the same address, published within a day of each other. The one that is
    no crosspost or collaboration stands for all; among several the first in order of account and id.
    """
    told = named.filter(named.url.notnull() & (named.url != ""))
    second_hand = told.relation.isin(["crosspost", "collab"]).fill_null(False)
    told = told.select(
        *POST,
        "url",
        seconds=told.published_at.epoch_seconds(),
        order=second_hand.ifelse("1", "0") + "\x1f" + told.account_id + "\x1f" + told.post_id,
    )
    address = told.group_by(["platform", "url"]).agg(
        first=told.order.min(), last=told.order.max(), spread=told.seconds.max() - told.seconds.min()
    )
    address = address.filter(
        address["first"] != address["last"], address.spread.isnull() | (address.spread <= TWIN_HOURS * 3600)
    )
    joined = told.inner_join(address, ["platform", "url"])
    stands = joined.filter(joined.order != joined["first"])
    return stands.select(*POST, own_account=stands["first"].split("\x1f")[1], own_post=stands["first"].split("\x1f")[2])


def _canonical(rows: ir.Table, twins: ir.Table) -> ir.Table:
    """`rows` with the ids of the posts their own ids stand for."""
    joined = rows.left_join(twins, POST)
    rest = [name for name in rows.columns if name not in ("account_id", "post_id")]
    return joined.select(
        *rest,
        account_id=ibis.coalesce(joined.own_account, rows.account_id),
        post_id=ibis.coalesce(joined.own_post, rows.post_id),
    )


def _of_posts(tables: Mapping[str, ir.Table], as_of: datetime) -> ir.Table:
    rows = known_at(tables["observation"], as_of)
    rows = rows.filter(rows.subject_type == "post", rows.breakdown == "", rows.value.notnull())
    return rows.select(
        "platform",
        "account_id",
        "metric",
        "kind",
        "scope",
        "value",
        "as_of",
        "rank",
        "file_id",
        post_id=rows.subject_id,
    )


def _preferred(rows: ir.Table) -> ir.Table:
    """`preference`: scope all before unknown, lifetime before window, then the newer. Paid by itself."""
    rows = rows.filter(
        rows.metric.isin(POST_METRICS),
        rows.kind.isin([MetricKind.LIFETIME, MetricKind.WINDOW]),
        rows["scope"].isin(["all", "unknown", "paid"]),
    )
    level = (rows["scope"] == "all").cast("int64") * 2 + (rows.kind == MetricKind.LIFETIME).cast("int64")
    return rows.mutate(preference=level * (1 << RANK_BITS) + rows["rank"])


def _values(readings: ir.Table, metrics: Collection[str]) -> ir.Table:
    """One row per post: a column per metric, and at how many moments it was read."""
    paid = readings["scope"] == "paid"
    asked = {name: (name, ~paid) for name in POST_METRICS}
    asked |= {f"paid_{short}": (name, paid) for short, name in SPLIT_METRICS.items()}
    read = {
        column: newest(readings.value, readings.preference, where=(readings.metric == metric) & scope)
        for column, (metric, scope) in asked.items()
        if metric in metrics
    }
    lifetime = readings.kind == MetricKind.LIFETIME
    told = readings.group_by(POST).agg(
        **read,
        observed_at=readings.as_of.max(),
        read_file=newest(readings.file_id, readings["rank"]),
        moments=readings.as_of.nunique(where=lifetime),
    )
    columns = {column: told[column] if column in read else ibis.null("float64") for column in asked}
    return told.select(*POST, **columns, **{name: told[name] for name in told.columns if name not in (*POST, *read)})
