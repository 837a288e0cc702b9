"""Growth in words: which network to build first, what keeps others from being compared, who leads whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pratfall.learn.growth import First, Grown, Growth, Lead
from pratfall.records.numbers import Estimate, NotEnoughData, Unit
from pratfall.records.subjects import Subject
from pratfall.reviews.render import amounts
from pratfall.reviews.render.figures import Figure
from pratfall.reviews.render.plain import plain
from pratfall.reviews.render.ranges_svg import ranges_svg
from pratfall.reviews.render.speech import Speech

COLUMNS = ("account", "followers", "per_week", "trend", "hours_each", "reach", "leads")


@dataclass(frozen=True)
class GrowthTold:
    first: str
    lacking: tuple[str, ...]
    figure: Figure | None
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    leads: tuple[str, ...]
    basis: str


def told_growth(found: Growth, words: Speech) -> GrowthTold:
    lacking = (words.say(f"growth.lacks.{lack}", name=named(who, words)) for who, lack in found.first.lacking)
    return GrowthTold(
        first=_first(found.first, words),
        lacking=tuple(lacking),
        figure=_figure(found, words),
        head=tuple(words.say(f"growth.head.{name}") for name in COLUMNS),
        rows=tuple(_row(one, words) for one in found.accounts),
        leads=tuple(line for lead in found.leads for line in _lead(lead, words)),
        basis=words.say("growth.basis", span=amounts.window(found.window, words)),
    )


def named(account: Subject, words: Speech) -> str:
    """With its network: an organisation calls all its accounts the same."""
    return f"{plain(account.label, limit=60)} ({words.name('network', account.platform)})"


def _first(first: First, words: Speech) -> str:
    if isinstance(first.over, NotEnoughData):
        return words.say("growth.first.lacking", needed=first.over.needed, got=first.over.got)
    over = first.over
    facts = {"ratio": over.value, "low": over.low, "high": over.high, "n": first.compared}
    second = named(first.second, words) if first.second else ""
    if first.account is None:
        return words.say("growth.first.open", second=second, **facts)
    return words.say("growth.first.known", name=named(first.account, words), second=second, **facts)


def _figure(found: Growth, words: Speech) -> Figure | None:
    """New followers an hour would be the better way round, but people think in hours: fewer is better."""
    rows = [
        (named(one.account, words), one.hours_each, _hours(one.hours_each, words))
        for one in found.accounts
        if isinstance(one.hours_each, Estimate)
    ]
    if len(rows) < 2:
        return None
    table = tuple((label, said) for label, _, said in rows)
    return Figure(
        title=words.say("growth.figure"),
        alt=words.say("growth.figure_alt", rows=[f"{label}: {said}" for label, said in table]),
        svg=ranges_svg(rows),
        head=(words.say("growth.head.account"), words.say("growth.head.hours_each")),
        rows=table,
    )


def _row(one: Grown, words: Speech) -> tuple[str, ...]:
    followers = (
        words.say("growth.followers", n=one.followers, day=one.followers_on)
        if one.followers is not None
        else words.say("word.unknown")
    )
    return (
        named(one.account, words),
        followers,
        _said(one.per_week, words),
        _times(one.trend, words),
        _hours(one.hours_each, words),
        _said(_as_share(one.reach_share), words),
        _said(one.leads, words),
    )


def _said(given: Estimate | NotEnoughData, words: Speech) -> str:
    if isinstance(given, NotEnoughData):
        return words.say(f"growth.unknown.{given.of}", needed=given.needed, got=given.got)
    if given.unit is Unit.PER_WEEK:
        value, low, high = (words.number(round(end, 1)) for end in (given.value, given.low, given.high))
        return words.say("growth.with_range", value=value, low=low, high=high)
    return amounts.amount(given, words)


def _as_share(given: Estimate | NotEnoughData) -> Estimate | NotEnoughData:
    """Reach over followers, told in per cent; it may be more than all of them."""
    if isinstance(given, NotEnoughData):
        return given
    return Estimate(given.value, given.low, given.high, Unit.SHARE, given.level)


def _times(given: Estimate | NotEnoughData, words: Speech) -> str:
    if isinstance(given, NotEnoughData):
        return _said(given, words)
    return words.say("growth.times", ratio=given.value, low=given.low, high=given.high)


def _hours(given: Estimate | NotEnoughData, words: Speech) -> str:
    """Minutes where it is less than an hour and a half."""
    if isinstance(given, NotEnoughData):
        return _said(given, words)
    minutes = given.value < 1.5
    value, low, high = (end * 60 if minutes else end for end in (given.value, given.low, given.high))
    shown = {"value": _number(value, words), "low": _number(low, words), "high": _number(high, words)}
    key = "minutes" if minutes else "hours"
    return words.say(f"growth.{key}{'_from' if high == float('inf') else ''}", **shown)


def _number(value: float, words: Speech) -> str:
    return words.number(round(value) if abs(value) >= 10 else round(value, 1)) if value != float("inf") else ""


def _lead(lead: Lead, words: Speech) -> Iterator[str]:
    led, names = lead.led, {"one": named(lead.one, words), "other": named(lead.other, words)}
    if isinstance(led.ratio, NotEnoughData):
        facts = {"needed": led.ratio.needed, "got": led.ratio.got, "events": led.events, **names}
        yield words.say(f"growth.lead.lacking.{led.ratio.of}", **facts)
        return
    ratio = led.ratio
    facts = {
        "ratio": ratio.value,
        "low": ratio.low,
        "high": ratio.high,
        "events": led.events,
        "days": led.days,
        **names,
    }
    yield words.say(f"growth.lead.{'claimed' if led.claimed else 'open'}", smallest=led.smallest, **facts)
    if not led.claimed and led.before is not None and led.before.low > 1.0:
        yield words.say("growth.lead.before", **names)
