"""What was spent and what came in, each counted once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import ibis
from ibis.expr import types as ir

from .newest import known_at, newest, newest_rows

PROCESSORS = ["stripe", "paypal"]  # know fees; everything else knows what a gift was for
GIFTS = ["donation", "sale", "subscription_payment", "signup"]
RETURNS = ["refund", "chargeback"]
ARRIVED = ["succeeded", "refunded"]
TOLD = (
    "provider transaction_id type occurred_at recurring campaign utm_source utm_medium utm_campaign donor_key".split()
)
MONEY = "decimal(24, 6)"


def conversions(tables: Mapping[str, ir.Table], *, as_of: datetime) -> ir.Table:
    """Donations, sales and sign-ups that arrived: one row per gift, however many exports list it.

    Rows with one `same_as` are one gift. What it was for, and when, comes from the donation tool first;
    gross, fee, net and currency come from one row: a processor's where there is one, with a net if any
    has one, the newest. `net` is the printed net, else gross less fee, else gross (`fee_known` False).
    Refunds and chargebacks in that currency, as a column or as rows of their own (two providers tell of
    one return: the larger counts), are taken off `net` and shown as `refunded`. What was returned wholly
    is left out, as are failed, pending and test payments, fees, payouts, pledges, and returns of gifts
    no file shows. Currencies are never converted.
    """
    rows = _payments(tables, as_of)
    gifts = rows.filter(rows.type.isin(GIFTS), rows.status.isin(ARRIVED))
    tool = ~gifts.provider.isin(PROCESSORS)
    told = {
        name: ibis.coalesce(newest(gifts[name], gifts["rank"], where=tool), newest(gifts[name], gifts["rank"]))
        for name in TOLD
    }
    named = gifts.group_by("gift").agg(**told, wholly=(gifts.status == "refunded").max())
    amounts = _amounts(gifts)
    together = named.inner_join(amounts, "gift").left_join(_returned(rows, gifts), ["gift", "currency"])
    return _netted(together)


def spend(tables: Mapping[str, ir.Table], *, as_of: datetime) -> ir.Table:
    """Money spent on advertising, no day and no campaign twice.

    Of an ad account and currency only the level that accounts for most money is used (campaign before
    finer levels when equal); of one entity, of two rows whose days overlap, the longer, then the newer.
    """
    keys = ["platform", "ad_account_id", "level", "entity_id", "currency", "start", "end"]
    rows = known_at(tables["spend"], as_of).drop("organisation", "import_id")
    rows = rows.mutate(start=ibis.coalesce(rows.date, rows.window_start), end=ibis.coalesce(rows.date, rows.window_end))
    day = ibis.literal(as_of.date())
    rows = newest_rows(rows.filter(rows.start.isnull() | (rows.start <= day)), keys)
    alone = _without_overlaps(rows)
    return _one_level(alone).drop("start", "end", "rank")


def _payments(tables: Mapping[str, ir.Table], as_of: datetime) -> ir.Table:
    """One row per payment of a provider; `gift` names the gift it is part of."""
    rows = known_at(tables["conversion"], as_of)
    rows = rows.filter(rows.occurred_at.isnull() | (rows.occurred_at <= ibis.literal(as_of)))
    rows = newest_rows(rows.drop("organisation", "import_id", "as_of"), ["provider", "transaction_id"])
    own = rows.provider + ":" + rows.transaction_id
    return rows.mutate(gift=ibis.coalesce(rows.same_as.nullif(""), own))


def _amounts(gifts: ir.Table) -> ir.Table:
    """The one row per gift whose money counts."""
    order = [
        gifts.provider.isin(PROCESSORS).cast("int64").desc(),
        gifts.net.notnull().cast("int64").desc(),
        gifts["rank"].desc(),
    ]
    place = ibis.row_number().over(ibis.window(group_by="gift", order_by=order))
    best = gifts.mutate(place=place)
    return best.filter(best.place == 0).select("gift", "gross", "fee", "net", "currency", "file_id")


def _returned(rows: ir.Table, gifts: ir.Table) -> ir.Table:
    """Per gift and currency, what came back: `returned`, zero or more.

    Rows of type refund carry negative amounts, and positive ones where the refund failed or a dispute was won.
    """
    back = rows.filter(rows.type.isin(RETURNS), rows.status.isin(ARRIVED))
    each = back.group_by(["gift", "currency", "provider"]).agg(
        returned=-ibis.coalesce(back.gross, back.net).sum().cast(MONEY)
    )
    column = gifts.select("gift", "currency", "provider", returned=gifts.refunded.abs().cast(MONEY))
    every = ibis.union(each, column)
    most = every.group_by(["gift", "currency"]).agg(returned=every.returned.max())
    return most.filter(most.returned > 0)


def _netted(rows: ir.Table) -> ir.Table:
    zero = ibis.literal(0).cast(MONEY)
    rows = rows.mutate(refunded=ibis.coalesce(rows.returned, zero), full=ibis.coalesce(rows.gross, rows.net))
    lost = (rows.wholly & (rows.refunded == zero)) | ((rows.refunded > zero) & (rows.refunded >= rows.full))
    kept = rows.filter(~lost.fill_null(False))
    net = ibis.coalesce(kept.net, kept.gross - kept.fee, kept.gross)
    return kept.select(
        *TOLD,
        "gross",
        "fee",
        "currency",
        "refunded",
        "file_id",
        net=(net - kept.refunded).cast(MONEY),
        fee_known=kept.net.notnull() | kept.fee.notnull(),
    )


def _without_overlaps(rows: ir.Table) -> ir.Table:
    entity = ["platform", "ad_account_id", "level", "entity_id", "currency"]
    length = rows.end.delta(rows.start, unit="day")
    rows = rows.mutate(length=length)
    other = rows.select(*entity, o_start=rows.start, o_end=rows.end, o_length=rows.length, o_rank=rows["rank"])
    joined = rows.inner_join(other, entity)
    stronger = (joined.o_length > joined.length) | (
        (joined.o_length == joined.length) & (joined.o_rank > joined["rank"])
    )
    hidden = joined.filter((joined.o_start <= joined.end) & (joined.o_end >= joined.start) & stronger)
    keys = [*entity, "start", "end"]
    return rows.anti_join(hidden.select(keys).distinct(), keys).drop("length")


def _one_level(rows: ir.Table) -> ir.Table:
    account = ["platform", "ad_account_id", "currency"]
    sums = rows.group_by([*account, "level"]).agg(total=rows.spend.sum(), coarse=(rows.level == "campaign").any())
    window = ibis.window(group_by=account, order_by=[sums.total.desc(), sums.coarse.desc(), sums.level.asc()])
    best = sums.mutate(place=ibis.row_number().over(window))
    best = best.filter(best.place == 0).select(*account, "level")
    return rows.semi_join(best, [*account, "level"])
