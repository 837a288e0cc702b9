"""Channels together, in words: what both bring, what each brings for its hours, and the weeks that would settle it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pratfall.records.channels import Channels, GivenUp, PlannedWeek, Return, Together
from pratfall.records.numbers import Estimate, Money, NotEnoughData

from . import amounts
from .plain import plain
from .speech import Speech

LEAST_POWER = 0.25  # in two years: weeks that would show a synergy less often than that are not worth the discipline
RETURNS = ("channel", "hours", "spent", "gifts", "sum", "per_hour")


@dataclass(frozen=True)
class ChannelsTold:
    title: str
    lines: tuple[str, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]  # what each channel brought
    basis: str
    calendar_title: str
    calendar: str  # what it is for
    calendar_head: tuple[str, ...]
    weeks: tuple[tuple[str, ...], ...]


def told_channels(channels: Channels | None, words: Speech) -> ChannelsTold | None:
    if channels is None or channels.together is None:
        return None
    both = channels.together
    span = amounts.window(channels.window, words) if channels.window else ""
    return ChannelsTold(
        title=words.say("channels.title"),
        lines=(*_together(both, words), *(_given_up(one, words) for one in channels.given_up)),
        head=tuple(words.say(f"channels.head.{name}") for name in RETURNS),
        rows=tuple(_return(one, words) for one in channels.returns),
        basis=words.say("channels.basis", span=span) if channels.returns else "",
        calendar_title=words.say("channels.calendar_title" if worth_it(both) else "channels.no_calendar_title"),
        calendar=_calendar(both, words),
        calendar_head=(words.say("channels.head.week"), *(heading(name, words) for name in (both.first, both.second))),
        weeks=tuple(_week(week, words) for week in both.calendar if worth_it(both)),
    )


def _week(week: PlannedWeek, words: Speech) -> tuple[str, ...]:
    used = (words.say("word.yes" if on else "word.no") for on in (week.first, week.second))
    return (words.short_day(week.monday), *used)


def _name(channel: str, words: Speech) -> str:
    key = f"channel.{channel}"
    return words.say(key) if words.knows(key) else words.name("network", channel)


def heading(channel: str, words: Speech) -> str:
    """Its name by itself, without the article a French sentence needs."""
    key = f"channel_name.{channel}"
    return words.say(key) if words.knows(key) else words.name("network", channel)


def _together(both: Together, words: Speech) -> Iterator[str]:
    names = {"first": _name(both.first, words), "second": _name(both.second, words)}
    match both.both:
        case NotEnoughData(needed=needed, got=got, of=of):
            yield words.say(f"together.lacking.{of}", needed=needed, got=got, **names)
        case Estimate(value=value, low=low, high=high):
            facts = {"ratio": value, "low": low, "high": high, "weeks": both.weeks, **names}
            said = words.say(f"together.{_verdict(both, value)}", outcome=words.name("metric", both.outcome), **facts)
            yield said[:1].upper() + said[1:]
    if both.followed is not None:
        yield words.say("together.followed", share=both.followed)
    for name, rule in zip((both.first, both.second), both.rule, strict=True):
        if rule == "more" and isinstance(both.both, Estimate):
            yield words.say("together.more_than_usual", channel=_name(name, words))


def _verdict(both: Together, value: float) -> str:
    if not both.by_lot:
        return "unreliable"
    if not both.claimed:
        return "open"
    return "helps" if value > 1 else "hinders"


def _calendar(both: Together, words: Speech) -> str:
    if not both.calendar:
        return ""
    (soon, early), (later, late) = both.power
    facts = {"weeks": len(both.calendar), "start": both.calendar[0].monday, "worth": both.worth}
    key = "channels.calendar" if worth_it(both) else "channels.no_calendar"
    key = "channels.calendar_running" if both.by_lot else key
    return words.say(key, **facts, soon=soon, early=early, later=later, late=late)


def worth_it(both: Together) -> bool:
    """A calendar that runs is shown whatever it can tell."""
    return both.by_lot or both.power[-1][1] >= LEAST_POWER


def _return(one: Return, words: Speech) -> tuple[str, ...]:
    unknown = words.say("word.unknown")
    return (
        heading(one.channel, words),
        unknown if one.cost.hours is None else words.number(one.cost.hours),
        words.moneys(one.cost.money) if one.cost.money else unknown,
        unknown if one.gifts is None else words.number(one.gifts),
        unknown if one.money is None else words.money(_rounded(one.money)),
        _per_hour(one, words),
    )


def _per_hour(one: Return, words: Speech) -> str:
    if one.money is None:
        no_gifts = isinstance(one.per_hour, NotEnoughData) and one.per_hour.of == "labelled_gifts"
        return words.say("channels.no_gifts" if no_gifts else "channels.no_labels")
    if isinstance(one.per_hour, NotEnoughData):
        return words.say("word.unknown")
    each = [
        words.money(Money(Decimal(str(round(value, 2))).quantize(Decimal("0.01")), one.money.currency))
        for value in (one.per_hour.value, one.per_hour.low, one.per_hour.high)
    ]
    return words.say("channels.per_hour", value=each[0], low=each[1], high=each[2])


def _rounded(money: Money) -> Money:
    return Money(money.amount.quantize(Decimal("0.01")), money.currency)


def _given_up(one: GivenUp, words: Speech) -> str:
    name = plain(one.subject.label, limit=60)
    facts = {"name": name, "channel": words.name("network", one.subject.platform)}
    if isinstance(one.ratio, NotEnoughData):
        return words.say(f"given_up.lacking.{one.ratio.of}", needed=one.ratio.needed, got=one.ratio.got, **facts)
    ratio = one.ratio
    key = "better" if ratio.low > 1 else "worse" if ratio.high < 1 else "open"
    return words.say(f"given_up.{key}", ratio=ratio.value, low=ratio.low, high=ratio.high, **facts)
