"""Posts and how they did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import ibis
from ibis.expr import types as ir

from pratfall.records.tables import MetricKind, PostType

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


def posts(tables: Mapping[str, ir.Table], *, as_of: datetime) -> ir.Table:
    """One row per post: newest known attributes, and each metric's newest value.

    A metric is the newest `lifetime_to_date` reading of scope all (unknown where no all exists), else
    the newest `window_total`. `paid_impressions`, `paid_reach`, `paid_views`, `paid_engagements` are
    the paid part where an export tells it apart. `observed_at`, `file_id`: the newest reading's;
    `readings`: how many moments the best-known metric was read at. A post listed under two ids or
    accounts with one address is one row.
    """
    written = _written(tables, as_of)
    values = _values(tables, as_of, written)
    joined = written.posts.left_join(values, POST)
    keep = [name for name in written.posts.columns if name not in ("rank", "file_id", "published_s")]
    metrics = [name for name in values.columns if name not in (*POST, "file_id", "readings")]
    return joined.select(
        *keep,
        *metrics,
        readings=ibis.coalesce(values.readings, 0),
        file_id=ibis.coalesce(values.file_id, written.posts.file_id),
    )


def curves(tables: Mapping[str, ir.Table], *, as_of: datetime, metrics: Sequence[str] | None = None) -> ir.Table:
    """Every lifetime reading of posts read at two moments or more, with the post's age then.

    Columns platform, account_id, post_id, metric, age_hours, value. `metrics` limits which are asked for.
    """
    written = _written(tables, as_of)
    readings = _of_posts(tables, as_of)
    readings = readings.filter(
        readings.kind == MetricKind.LIFETIME,
        readings["scope"].isin(["all", "unknown"]),
        readings.metric.isin(list(metrics or POST_METRICS)),
    )
    several = readings.group_by([*POST, "metric"]).having(readings.as_of.min() < readings.as_of.max()).agg()
    readings = _canonical(readings.semi_join(several, [*POST, "metric"]), written.twins)
    at = readings.group_by([*POST, "metric", "as_of"]).agg(value=newest(readings.value, readings["rank"]))
    dated = written.posts.filter(written.posts.published_s.notnull()).select(*POST, "published_s")
    joined = at.inner_join(dated, POST)
    age_hours = (joined.as_of.epoch_seconds() - joined.published_s).cast("float64") / 3600.0
    return joined.select(*POST, "metric", age_hours=age_hours, value=joined.value)


class _Written:
    """Posts without metrics, and which ids are other names of the same post."""

    def __init__(self, posts: ir.Table, twins: ir.Table) -> None:
        self.posts = posts
        self.twins = twins


def _written(tables: Mapping[str, ir.Table], as_of: datetime) -> _Written:
    rows = known_at(tables["post"], as_of).drop("organisation", "import_id")
    # A format one export knows and a newer one does not is still known.
    rows = rows.mutate(post_type=rows.post_type.nullif(PostType.UNKNOWN.value))
    named = newest_rows(rows, POST)
    twins = _twins(named)
    merged = newest_rows(_canonical(named, twins), POST)
    merged = merged.mutate(
        post_type=merged.post_type.fill_null(PostType.UNKNOWN.value), published_s=merged.published_at.epoch_seconds()
    )
    day = as_of.date().isoformat()
    later = (merged.published_at > ibis.literal(as_of)) | (
        merged.published_at.isnull() & (merged.published_local.substr(0, 10) > day)
    )
    return _Written(merged.filter(~later.fill_null(False)), twins)


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


def _values(tables: Mapping[str, ir.Table], as_of: datetime, written: _Written) -> ir.Table:
    """One row per post: a column per metric."""
    rows = _of_posts(tables, as_of)
    rows = rows.filter(rows.metric.isin(POST_METRICS), rows.kind.isin([MetricKind.LIFETIME, MetricKind.WINDOW]))
    each = _canonical(_by_metric(rows), written.twins)
    wide = {name: newest(each.value, each["rank"], where=each.metric == name) for name in POST_METRICS}
    paid = {
        f"paid_{short}": newest(each.paid, each["rank"], where=each.metric == name)
        for short, name in SPLIT_METRICS.items()
    }
    return each.group_by(POST).agg(
        **wide,
        **paid,
        observed_at=each.as_of.max(),
        file_id=newest(each.file_id, each["rank"]),
        readings=each.readings.max(),
    )


def _by_metric(rows: ir.Table) -> ir.Table:
    """One row per post and metric: lifetime before window, all before unknown scope."""

    def of(kind: MetricKind, scope: str) -> ir.Scalar:
        return newest(rows.value, rows["rank"], where=(rows.kind == kind) & (rows["scope"] == scope))

    return rows.group_by([*POST, "metric"]).agg(
        value=ibis.coalesce(*(of(k, s) for s in ("all", "unknown") for k in (MetricKind.LIFETIME, MetricKind.WINDOW))),
        paid=ibis.coalesce(*(of(k, "paid") for k in (MetricKind.LIFETIME, MetricKind.WINDOW))),
        as_of=rows.as_of.max(),
        file_id=newest(rows.file_id, rows["rank"]),
        readings=rows.as_of.nunique(where=rows.kind == MetricKind.LIFETIME),
        rank=rows["rank"].max(),
    )
