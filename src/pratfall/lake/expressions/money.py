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
TOLD_BY_TOOL = """provider transaction_id type occurred_at recurring campaign utm_source utm_medium utm_campaign
donor_key file_id""".split()
TOLD_BY_PROCESSOR = ["gross", "fee", "net", "currency"]


def conversions(tables: Mapping[str, ir.Table], *, as_of: datetime) -> ir.Table:
    """Donations, sales and sign-ups that arrived: one row per gift, however many exports list it.

    Rows are one gift when `same_as` leads from one to the other (two steps at most). What it was for,
    and when, comes from the donation tool; gross, fee, net and currency come, together, from the
    processor where it is known. `net` is the printed net, else gross less fee, else gross
    (`fee_known` False). Refunds and chargebacks, as a column or as rows of their own, are taken off
    `net` and shown as `refunded`; what was returned wholly is left out, as are failed, pending and
    test payments, fees, payouts, pledges, and returns of gifts no file shows.
    """
    rows = _linked(_payments(tables, as_of))
    gift = rows.type.isin(GIFTS) & rows.status.isin(ARRIVED)
    tool = gift & ~rows.provider.isin(PROCESSORS)
    paid = gift & rows.provider.isin(PROCESSORS)
    named = {
        name: ibis.coalesce(newest(rows[name], rows["rank"], where=tool), newest(rows[name], rows["rank"], where=paid))
        for name in TOLD_BY_TOOL
    }
    amounts = {f"tool_{name}": newest(rows[name], rows["rank"], where=tool) for name in TOLD_BY_PROCESSOR}
    amounts |= {f"paid_{name}": newest(rows[name], rows["rank"], where=paid) for name in TOLD_BY_PROCESSOR}
    groups = rows.group_by("gift").agg(
        **named,
        **amounts,
        told_refunded=rows.refunded.abs().max(where=gift),
        wholly=(rows.status == "refunded").any(where=gift),
        gifts=gift.sum(),
    )
    groups = groups.filter(groups.gifts > 0).left_join(_returned(rows), "gift")
    return _netted(_amounts(groups))


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
    rows = known_at(tables["conversion"], as_of)
    rows = rows.filter(rows.occurred_at.isnull() | (rows.occurred_at <= ibis.literal(as_of)))
    return newest_rows(rows.drop("organisation", "import_id", "as_of"), ["provider", "transaction_id"])


def _linked(rows: ir.Table) -> ir.Table:
    """`gift`: the id at the end of the chain of `same_as`, two steps at most."""
    onward = rows.filter(rows.same_as.notnull() & (rows.same_as != ""))
    onward = onward.group_by("transaction_id").agg(next_id=onward.same_as.max()).rename(from_id="transaction_id")
    first = ibis.coalesce(rows.same_as.nullif(""), rows.transaction_id)
    step = rows.mutate(step=first)
    joined = step.left_join(onward, step.step == onward.from_id)
    # A row that names itself, or two that name each other, still meet: the smaller id stands for both.
    onwards = ibis.coalesce(joined.next_id, joined.step)
    back = onwards == joined.transaction_id
    return joined.mutate(gift=back.ifelse(ibis.least(joined.step, joined.transaction_id), onwards)).drop(
        "step", "from_id", "next_id"
    )


def _returned(rows: ir.Table) -> ir.Table:
    """Per gift, what rows of their own say was returned. Two providers tell of one return: the larger counts."""
    back = rows.filter(rows.type.isin(RETURNS) & rows.status.isin(ARRIVED))
    each = back.group_by(["gift", "provider"]).agg(returned=ibis.coalesce(back.gross, back.net).abs().sum())
    return each.group_by("gift").agg(returned=each.returned.max().cast("decimal(24, 6)"))


def _amounts(groups: ir.Table) -> ir.Table:
    """One currency and its gross, fee, net: all of the processor's row, or all of the tool's."""
    processor = ibis.coalesce(groups.paid_net, groups.paid_gross).notnull()
    chosen = {name: processor.ifelse(groups[f"paid_{name}"], groups[f"tool_{name}"]) for name in TOLD_BY_PROCESSOR}
    zero = ibis.literal(0).cast("decimal(24, 6)")
    refunded = ibis.greatest(ibis.coalesce(groups.told_refunded, zero), ibis.coalesce(groups.returned, zero))
    return groups.select(*TOLD_BY_TOOL, "wholly", **chosen, refunded=refunded)


def _netted(rows: ir.Table) -> ir.Table:
    net = ibis.coalesce(rows.net, rows.gross - rows.fee, rows.gross)
    gross = ibis.coalesce(rows.gross, rows.net)
    lost = (rows.wholly & (rows.refunded == 0)) | ((rows.refunded > 0) & (rows.refunded >= gross))
    kept = rows.mutate(
        net=(net - rows.refunded).cast("decimal(24, 6)"),
        fee_known=rows.net.notnull() | rows.fee.notnull(),
        lost=lost.fill_null(False),
    )
    return kept.filter(~kept.lost).drop("wholly", "lost")


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
