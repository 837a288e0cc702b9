"""What each network brought for its hours, and whether one that was given up was the better one.

Money comes from gifts whose source (utm_source) names the network, each counted once; hours from its posts and the
hours their kinds take. A network whose links carry no source, and that no gift names, brought an unknown sum, which
is not nothing. All gifts of a week count as one event: one appeal brings many.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import numpy as np

from pratfall.records.channels import GivenUp, Return
from pratfall.records.findings import Finding
from pratfall.records.numbers import Cost, Estimate, Money, NotEnoughData, Unit, Window
from pratfall.records.scene import Scene
from pratfall.records.subjects import Subject
from pratfall.stats.weighted_poisson import Interval, ratio, sum_interval

from .channels import EMAIL, SOCIAL, members

Array = Any
PriceOf = Callable[[Subject, Window], Cost]
YEAR_DAYS = 365
FEWEST_LABELLED = 10  # gifts that name any channel: with fewer nothing can be compared
LEVEL = 0.95
NEWEST = 1_000  # posts whose links are looked at
ALIASES = {
    EMAIL: ("newsletter", "mail", "email", "e-mail", "mailing", "mailchimp", "emailing"),
    "facebook": ("facebook", "fb", "meta"),
    "instagram": ("instagram", "ig", "insta"),
    "x": ("x", "twitter", "t.co"),
    "linkedin": ("linkedin", "lnkd.in"),
    "youtube": ("youtube", "yt", "youtu.be"),
    "bluesky": ("bluesky", "bsky", "bsky.app"),
}


def returns(scene: Scene, price: PriceOf) -> tuple[Window | None, tuple[Return, ...]]:
    """Of every channel that posted in the last year, best first; unknown last."""
    if not len(scene.posts):
        return None, ()
    window = Window(scene.now.date() - timedelta(days=YEAR_DAYS - 1), scene.now.date())
    channels = _channels(scene)
    found = [_return(scene, channel, channels, window, price) for channel in channels]
    told = [one for one in found if one.cost.hours != 0]  # unknown is not none
    return window, tuple(sorted(told, key=_rank))


def given_up(scene: Scene, abandoned: Sequence[Finding]) -> Iterator[GivenUp]:
    """`abandoned`: findings about accounts nobody posts on any more."""
    channels = _channels(scene)
    for finding in abandoned:
        end = date.fromisoformat(str(finding.facts["last_post"]))
        window = Window(end - timedelta(days=YEAR_DAYS - 1), end)
        own = next((c for c in channels if c == finding.subject.platform), None)
        if own is not None:
            yield GivenUp(finding.subject, window, _compared(scene, own, channels, window))


def _compared(scene: Scene, own: str, channels: Sequence[str], window: Window) -> Estimate | NotEnoughData:
    """Money per hour of one channel over that of all others whose money and hours are known, in the same days."""
    hours = {c: _hours(scene, [c], window) or 0.0 for c in channels}  # without hours there is nothing to compare
    others = [c for c in channels if c != own and _labels(scene, c, window) and hours[c]]
    labelled = sum(int(_gifts_of(scene, c, window).sum()) for c in (own, *others))
    if not _labels(scene, own, window) or not others:
        return NotEnoughData(1, 0, "labelled_links")
    if labelled < FEWEST_LABELLED:
        return NotEnoughData(FEWEST_LABELLED, labelled, "labelled_gifts")
    if not hours[own]:
        return NotEnoughData(1, 0, "posts")
    largest = max(_by_week(scene, [c], window).max(initial=0.0) for c in (own, *others))
    one = sum_interval(_by_week(scene, [own], window), largest, LEVEL)
    rest = sum_interval(_by_week(scene, others, window), largest, LEVEL)
    value, low, high = ratio(_scaled(one, hours[own]), _scaled(rest, sum(hours[c] for c in others)))
    if not np.isfinite(high):
        return NotEnoughData(FEWEST_LABELLED, int(_gifts_of(scene, own, window).sum()), "labelled_gifts")
    return Estimate(value, low, high, Unit.RATIO, LEVEL)


def _return(scene: Scene, channel: str, channels: Sequence[str], window: Window, price: PriceOf) -> Return:
    hours = _hours(scene, [channel], window)
    money = _spent(scene, channel, window, price)
    cost = Cost(hours=None if hours is None else Decimal(str(hours)), money=money)
    if lacking := _lacking(scene, channel, window):
        return Return(channel=channel, cost=cost, gifts=None, money=None, per_hour=NotEnoughData(1, 0, lacking))
    rows, currency = _gifts_of(scene, channel, window), _currency(scene)
    brought = sum((scene.gifts.net[i] for i in np.flatnonzero(rows).tolist()), Decimal(0))
    missing = NotEnoughData(1, 0, "posts")
    return Return(
        channel=channel,
        cost=cost,
        gifts=int(rows.sum()),
        money=Money(brought, currency),
        per_hour=_per_hour(scene, channel, channels, window, hours) if hours else missing,
    )


def _per_hour(scene: Scene, channel: str, channels: Sequence[str], window: Window, hours: float) -> Estimate:
    largest = max(_by_week(scene, [c], window).max(initial=0.0) for c in channels)
    got = _scaled(sum_interval(_by_week(scene, [channel], window), largest, LEVEL), hours)
    return Estimate(*got, Unit.PER_HOUR, LEVEL)


def _scaled(given: Interval, hours: float) -> Interval:
    value, low, high = (part / hours for part in given)
    return value, low, high


def _channels(scene: Scene) -> list[str]:
    """E-mail as one, every other network by itself."""
    mail = {scene.accounts[i].platform for i in members(scene, EMAIL)}
    platforms = {scene.accounts[i].platform for i in (*members(scene, SOCIAL), *members(scene, EMAIL))}
    return sorted(platforms - mail) + ([EMAIL] if mail else [])


def _rows(scene: Scene, channels: Sequence[str], window: Window) -> Array:
    day = scene.posts.published.astype("datetime64[D]")
    inside = (day >= np.datetime64(window.start)) & (day <= np.datetime64(window.end))
    return np.flatnonzero(inside & np.isin(scene.posts.account, [i for c in channels for i in members(scene, c)]))


def _hours(scene: Scene, channels: Sequence[str], window: Window) -> float | None:
    hours = scene.settings.hours_for(scene.posts.format[_rows(scene, channels, window)].tolist())
    return None if hours is None else float(hours)


def _spent(scene: Scene, channel: str, window: Window, price: PriceOf) -> tuple[Money, ...] | None:
    totals: dict[str, Decimal] = {}
    for i in members(scene, channel):
        for money in price(scene.accounts[i].subject, window).money or ():
            totals[money.currency] = totals.get(money.currency, Decimal(0)) + money.amount
    return tuple(Money(amount, currency) for currency, amount in sorted(totals.items())) or None


def _gifts_of(scene: Scene, channel: str, window: Window) -> Array:
    """(gifts,) bool: those known that are named by their source as this channel's."""
    return _known(scene, window) & np.isin(scene.gifts.source.astype(str), ALIASES.get(channel, (channel,)))


def _known(scene: Scene, window: Window) -> Array:
    """(gifts,) bool: of these days, in the commonest currency, with a known sum."""
    gifts = scene.gifts
    day = gifts.occurred.astype("datetime64[D]")
    inside = (day >= np.datetime64(window.start)) & (day <= np.datetime64(window.end))
    summed = np.array([net is not None for net in gifts.net.tolist()], dtype=bool)
    return inside & summed & (gifts.currency == _currency(scene))


def _labels(scene: Scene, channel: str, window: Window) -> bool:
    """Whether money of this channel would have been seen: a gift names it, or its links carry a source."""
    if _gifts_of(scene, channel, window).any():
        return True
    links = scene.posts.links[_rows(scene, [channel], window)[-NEWEST:]].tolist()
    return any("utm_source=" in link for found in links for link in found)


def _lacking(scene: Scene, channel: str, window: Window) -> str:
    """What keeps its money from being known; empty where it is. No gift with any source is no zero of a channel."""
    if not (_known(scene, window) & (scene.gifts.source.astype(str) != "")).any():
        return "labelled_gifts"
    return "" if _labels(scene, channel, window) else "labelled_links"


def _by_week(scene: Scene, channels: Sequence[str], window: Window) -> Array:
    """Sums of the weeks that brought something."""
    rows = np.logical_or.reduce([_gifts_of(scene, c, window) for c in channels])
    if not rows.any():
        return np.zeros(0)
    week = (scene.gifts.occurred[rows].astype("datetime64[D]") - np.datetime64(window.start)).astype(np.int64) // 7
    sums = np.bincount(week, np.array([float(net) for net in scene.gifts.net[rows].tolist()]))
    return sums[sums > 0]


def _currency(scene: Scene) -> str:
    return max(Counter(scene.gifts.currency.tolist()).items(), key=lambda item: (item[1], item[0]), default=("", 0))[0]


def _rank(one: Return) -> tuple[bool, float, str]:
    known = isinstance(one.per_hour, Estimate)
    return not known, -one.per_hour.value if isinstance(one.per_hour, Estimate) else 0.0, one.channel
