"""Numbers with their intervals, in words: "about half its usual (between 0.4 and 0.7 times)"."""

from __future__ import annotations

import math
from bisect import bisect_right

from pratfall.records.findings import Freshness
from pratfall.records.numbers import Cost, Estimate, NotEnoughData, Unit, Window

from .speech import Speech

# Up to this ratio the word holds; the steps are half-way (on a log scale) between what the words say.
_RATIO_WORDS = (
    (0.05, "almost_none"),
    (0.14, "tenth"),
    (0.22, "fifth"),
    (0.29, "quarter"),
    (0.41, "third"),
    (0.58, "half"),
    (0.71, "two_thirds"),
    (0.82, "three_quarters"),
    (0.95, "slightly_less"),
    (1.05, "same"),
    (1.18, "slightly_more"),
    (1.37, "quarter_more"),
    (1.75, "half_more"),
    (2.45, "twice"),
    (3.4, "three_times"),
)


def about(ratio: float, speech: Speech) -> str:
    """0.52 -> "about half", to be followed by what it is half of."""
    place = bisect_right([limit for limit, _ in _RATIO_WORDS], ratio)
    if place < len(_RATIO_WORDS):
        return speech.say(f"ratio.{_RATIO_WORDS[place][1]}")
    return speech.say("ratio.times", n=round(ratio))


def single(value: float, unit: Unit, speech: Speech) -> str:
    """One number in its unit."""
    match unit:
        case Unit.RATIO:
            return speech.say("amount.usual", about=about(value, speech))
        case Unit.SHARE:
            return speech.share(value)
        case Unit.COUNT:
            return speech.number(value)
        case Unit.PER_WEEK:
            return speech.say("amount.per_week", n=value)
        case Unit.DAYS:
            return speech.count("days", value)
        case Unit.HOURS:
            return speech.count("hours", value)
        case Unit.PER_HOUR:
            return speech.say("amount.per_hour", n=value)


def signed(change: float, speech: Speech) -> str:
    """A relative change: what is less has its minus, what is more a plus."""
    sign = "+" if change > 0 else "\N{MINUS SIGN}" if change < 0 else ""
    return f"{sign}{speech.share(abs(change))}"


def between(estimate: Estimate, speech: Speech) -> str:
    """The interval; "" where there is none (a plain count)."""
    if estimate.low == estimate.high:
        return ""
    kind = "ratio" if estimate.unit is Unit.RATIO else "plain"
    write = speech.share if estimate.unit is Unit.SHARE else speech.number
    if not math.isfinite(estimate.high):
        return speech.say("range.ratio_from" if kind == "ratio" else "range.from", low=write(estimate.low))
    if not math.isfinite(estimate.low):
        return speech.say("range.ratio_to" if kind == "ratio" else "range.to", high=write(estimate.high))
    return speech.say(f"range.{kind}", low=write(estimate.low), high=write(estimate.high))


def amount(estimate: Estimate | NotEnoughData, speech: Speech) -> str:
    """The number with its interval behind it, or how much is missing."""
    if isinstance(estimate, NotEnoughData):
        return speech.say("amount.not_enough", needed=estimate.needed, got=estimate.got, of=of(estimate, speech))
    said, interval = single(estimate.value, estimate.unit, speech), between(estimate, speech)
    return speech.say("amount.with_range", amount=said, range=interval) if interval else said


def of(missing: NotEnoughData, speech: Speech) -> str:
    return speech.name("of", missing.of)


def cost(spent: Cost, speech: Speech) -> str:
    """Hours and money so far; "unknown" where neither is known, never zero."""
    hours = speech.say("cost.hours", hours=spent.hours) if spent.hours is not None else ""
    money = speech.moneys(spent.money) if spent.money else ""
    if hours and money:
        return speech.say("cost.and", hours=hours, money=money)
    return hours or money or speech.say("cost.unknown")


def freshness(data: Freshness, speech: Speech) -> str:
    if data.newest is None:
        return speech.say("freshness.none")
    return speech.say("freshness.stale" if data.stale else "freshness.fresh", day=data.newest)


def window(days: Window, speech: Speech) -> str:
    if days.start == days.end:
        return speech.say("word.one_day", start=speech.day(days.start))
    return speech.say("word.window", start=speech.day(days.start), end=speech.day(days.end))
