"""What did it cost, in money and hours, and what came in? What no file speaks of is unknown, never nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np

from pratfall.records.numbers import Cost, Estimate, Money, Unit
from pratfall.records.scene import Gifts, Scene
from pratfall.reviews.cost import cost_of
from pratfall.reviews.render import amounts, codec
from pratfall.reviews.render.speech import Speech
from pratfall.site.reports.regular.gathered import Facts, Gathered
from pratfall.site.reports.regular.periods import Period
from pratfall.stats.weighted_poisson import ratio, sum_interval

from . import Line, Told

CODE = "cost"
METHOD = "weighted_poisson"  # a day's gifts count as one event: one appeal brings several
LEVEL = 0.95

Array = Any


def gather(look: Gathered) -> Facts:
    spent = cost_of(_without_rate(look.scene))
    subject, before = look.scene.subject, look.period.before
    until = look.gifts_until
    return {
        "spent": codec.encode(spent(subject, look.period.window)),
        "spent_before": codec.encode(spent(subject, before.window)),
        "gifts_until": until.isoformat() if until else None,
        "whole": until is not None and until >= look.period.end,
        "income": [_income(look, currency) for currency in _currencies(look)],
        "method": METHOD,
    }


def _without_rate(scene: Scene) -> Scene:
    """Hours stay hours: money is what was paid."""
    return replace(scene, settings=replace(scene.settings, hourly_rate=None))


def _currencies(look: Gathered) -> list[str]:
    gifts = look.scene.gifts
    rows = _within(gifts, look.period) | _within(gifts, look.period.before)
    return sorted({str(c) for c in gifts.currency[rows].tolist() if c})


def _within(gifts: Gifts, period: Period) -> Array:
    day = gifts.occurred.astype("datetime64[D]")
    return (day >= np.datetime64(period.start, "D")) & (day <= np.datetime64(period.end, "D"))


def _income(look: Gathered, currency: str) -> dict[str, Any]:
    gifts = look.scene.gifts
    known = (gifts.currency == currency) & np.array([net is not None for net in gifts.net], dtype=bool)
    now, then = (known & _within(gifts, period) for period in (look.period, look.period.before))
    return {
        "currency": currency,
        "gifts": int(now.sum()),
        "gifts_before": int(then.sum()),
        "sum": format(sum(gifts.net[now].tolist(), Decimal()), "f"),
        "sum_before": format(sum(gifts.net[then].tolist(), Decimal()), "f"),
        "ratio": codec.encode(_ratio(_by_day(gifts, now), _by_day(gifts, then))),
    }


def _by_day(gifts: Gifts, rows: Array) -> Array:
    """What each day brought (k,), days that took more than they brought left out."""
    days = gifts.occurred[rows].astype("datetime64[D]")
    values = np.array([float(net) for net in gifts.net[rows]], dtype=float)
    _, at = np.unique(days, return_inverse=True)
    sums = np.bincount(at, weights=values) if len(values) else values
    return sums[sums > 0]


def _ratio(now: Array, then: Array) -> Estimate | None:
    """None where the days before brought nothing to compare with."""
    if not len(then):
        return None
    largest = float(max(now.max(initial=0.0), then.max()))
    value, low, high = ratio(sum_interval(now, largest, LEVEL), sum_interval(then, largest, LEVEL))
    return Estimate(value, low, high, Unit.RATIO, LEVEL)


def tell(facts: Facts, words: Speech, before: Facts | None) -> Told:
    spent, then = (codec.decode(Cost, facts[key]) for key in ("spent", "spent_before"))
    lines = (_hours(spent, then, words), _money(spent, then, words), *_incomes(facts, words))
    if spent == Cost():
        return Told((words.say("regular.cost.unknown"),), lines)
    first = words.say("regular.cost.said", cost=amounts.cost(spent, words))
    # One sentence of two, so that on a full page for the boss what came in does not give way.
    return Told((words.say("regular.two", one=first, other=_came_in(facts, words)),), lines)


def _came_in(facts: Facts, words: Speech) -> str:
    if facts["gifts_until"] is None:
        return words.say("regular.income.unknown")
    if not facts["whole"] and not facts["income"]:
        return words.say("regular.income.until_only", day=facts["gifts_until"])
    sums = words.moneys(Money(Decimal(one["sum"]), one["currency"]) for one in facts["income"] if one["gifts"])
    key = "regular.income.said" if facts["whole"] else "regular.income.until"
    return words.say(key, sums=sums, day=facts["gifts_until"])


def _hours(spent: Cost, then: Cost, words: Speech) -> Line:
    now, last = (
        words.say("word.unknown") if c.hours is None else words.count("hours", float(c.hours)) for c in (spent, then)
    )
    return Line(words.say("regular.cost.hours"), words.say("regular.beside", now=now, before=last), (_basis(words),))


def _basis(words: Speech) -> str:
    return words.say("regular.cost.hours_basis")


def _money(spent: Cost, then: Cost, words: Speech) -> Line:
    unknown = words.say("word.unknown")
    now, last = (words.moneys(c.money) if c.money else unknown for c in (spent, then))
    return Line(words.say("regular.cost.money"), words.say("regular.beside", now=now, before=last))


def _incomes(facts: Facts, words: Speech) -> Iterator[Line]:
    for one in facts["income"]:
        now, last = (words.money(Money(Decimal(one[key]), one["currency"])) for key in ("sum", "sum_before"))
        said = words.say("regular.beside", now=now, before=last)
        yield Line(words.say("regular.income.line", currency=one["currency"]), said, (_compared(one, facts, words),))


def _compared(one: Facts, facts: Facts, words: Speech) -> str:
    found: Estimate | None = codec.decode(Estimate | None, one["ratio"])
    if not facts["whole"]:
        return words.say("regular.income.not_whole", day=date.fromisoformat(facts["gifts_until"]))
    if found is None:
        return words.say("regular.income.nothing_before")
    clear = "more" if found.low > 1.0 else "less" if found.high < 1.0 else "open"
    interval = amounts.between(found, words)
    return words.say(f"regular.income.{clear}", ratio=words.number(found.value), range=interval)
