"""What did decisions turn out to be worth? Hours a stop saved, hours a wrong "go on" took, how often each was right.

    saved     hours of the posts that were not made after a stop, at the rhythm it was decided on: n posts were counted
              in that rhythm, so that its interval is the one of a Poisson count of n (Garwood 1936) times hours / n
    took      hours of the posts made after a decision to go on that numbers since show to have stayed below the bar
    right     of decisions of one kind that numbers could judge, the share they judged right, with Wilson's interval;
              the newest of each subject only, for two about the same thing see the same posts

Totals are of what can be added. Of stops that may have spared the same posts (the same account, or nobody knows which,
in days that overlap) only the largest counts, and so with going on; how many were left out is said. Money is what was
not spent on adverts, and never what reactions are thought to be worth. What is unknown is left out, and counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import sqrt

import numpy as np

from pratfall.records.advice import Act
from pratfall.records.numbers import Cost, Estimate, Money, NotEnoughData, Unit, Window
from pratfall.records.subjects import Subject
from pratfall.stats.shares import wilson
from pratfall.stats.weighted_poisson import sum_interval

FEWEST = 5  # decisions of one kind that numbers could judge
LEVEL = 0.95
RIGHT, WRONG, IGNORED = "right", "wrong", "ignored"


@dataclass(frozen=True, kw_only=True)
class Decided:
    """One decision. `verdict`: of the numbers since, one of "right", "wrong", "open", "ignored"; `judged`: of the team.

    `saved`: of a stop, so far. `counted`: posts the rhythm rests on; `hours_a_post`: None unknown. `since`: posts made
    after it. `days`: from the day after it to today.
    """

    number: int
    act: Act
    subject: Subject
    verdict: str
    judged: str
    saved: Cost
    counted: int
    hours_a_post: float | None
    since: int
    days: Window


@dataclass(frozen=True, kw_only=True)
class Item:
    """`hours`: saved by a stop, or taken by going on; `counts`: part of the total. `why`: what keeps hours unknown."""

    number: int
    act: Act
    verdict: str
    judged: str
    hours: Estimate | NotEnoughData | None
    counts: bool


@dataclass(frozen=True, kw_only=True)
class ByAct:
    """`right`: by the numbers; `said_right`: by the team itself. `open`: what numbers could not judge yet."""

    act: Act
    n: int
    right: Estimate | NotEnoughData
    said_right: Estimate | NotEnoughData
    open: int
    ignored: int


@dataclass(frozen=True, kw_only=True)
class Worth:
    """`saved`, `took`: hours; None where no decision saved or took any that are known. `money`: not spent on adverts.

    `left_out`: those that may be about the same posts as another; `unknown`: those whose hours nobody knows.
    """

    items: tuple[Item, ...]
    by_act: tuple[ByAct, ...]
    saved: Estimate | None
    took: Estimate | None
    money: tuple[Money, ...]
    left_out: int
    unknown: int


def worth(decided: Sequence[Decided]) -> Worth:
    """Of decisions that still hold, in any order."""
    stops = [one for one in decided if one.act is Act.PULL and one.verdict != IGNORED]
    known = [one for one in stops if one.saved.hours is not None and one.counted > 0]
    went_on = [one for one in decided if one.act is not Act.PULL and one.verdict == WRONG]
    costly = [one for one in went_on if one.hours_a_post is not None]
    added, taken = _apart(known), _apart(costly)
    numbers = {one.number for one in (*added, *taken)}
    items = tuple(_item(one, one.number in numbers) for one in decided)
    return Worth(
        items=items,
        by_act=tuple(_by_act(act, decided) for act in Act if any(one.act is act for one in decided)),
        saved=_total([_saved(one) for one in added]),
        took=_total([_took(one) for one in taken]),
        money=_money(_apart([one for one in stops if one.saved.money])),
        left_out=len(known) - len(added) + len(costly) - len(taken),
        unknown=len(stops) - len(known) + len(went_on) - len(costly),
    )


def _item(one: Decided, counts: bool) -> Item:
    hours: Estimate | NotEnoughData | None = None
    if one.act is Act.PULL and one.verdict != IGNORED:
        known = one.saved.hours is not None and one.counted > 0
        hours = _saved(one) if known else NotEnoughData(1, 0, "hours")
    elif one.act is not Act.PULL and one.verdict == WRONG:
        hours = _took(one) if one.hours_a_post is not None else NotEnoughData(1, 0, "hours")
    counted = counts and isinstance(hours, Estimate)
    return Item(number=one.number, act=one.act, verdict=one.verdict, judged=one.judged, hours=hours, counts=counted)


def _saved(one: Decided) -> Estimate:
    hours = float(one.saved.hours or 0)
    n, low, high = sum_interval(np.ones(one.counted), 1.0, LEVEL)
    return Estimate(hours, hours * low / n, hours * high / n, Unit.HOURS, LEVEL)


def _took(one: Decided) -> Estimate:
    """Counted, so without an interval: what an hour is stays a default."""
    hours = one.since * (one.hours_a_post or 0.0)
    return Estimate(hours, hours, hours, Unit.HOURS, LEVEL)


def _total(parts: Sequence[Estimate]) -> Estimate | None:
    """Distances of the ends added as errors of independent numbers are (Zou, Huang & Zhang 2009)."""
    if not parts:
        return None
    value = sum(part.value for part in parts)
    low = value - sqrt(sum((part.value - part.low) ** 2 for part in parts))
    high = value + sqrt(sum((part.high - part.value) ** 2 for part in parts))
    return Estimate(value, low, high, Unit.HOURS, LEVEL)


def _apart(found: Sequence[Decided]) -> list[Decided]:
    """The largest of those that may be about the same posts, then whatever is apart from those chosen."""
    chosen: list[Decided] = []
    for one in sorted(found, key=lambda one: (-_size(one), one.number)):
        if not any(_overlap(one, other) for other in chosen):
            chosen.append(one)
    return chosen


def _size(one: Decided) -> float:
    return float(one.saved.hours or 0) if one.act is Act.PULL else one.since * (one.hours_a_post or 0.0)


def _overlap(one: Decided, other: Decided) -> bool:
    a, b = one.subject, other.subject
    same = not a.account_id or not b.account_id or (a.platform, a.account_id) == (b.platform, b.account_id)
    return same and one.days.shared_days(other.days) > 0


def _money(found: Sequence[Decided]) -> tuple[Money, ...]:
    sums: dict[str, Decimal] = {}
    for one in found:
        for money in one.saved.money or ():
            sums[money.currency] = sums.get(money.currency, Decimal(0)) + money.amount
    return tuple(Money(amount, currency) for currency, amount in sorted(sums.items()) if amount)


def _by_act(act: Act, decided: Sequence[Decided]) -> ByAct:
    own = [one for one in decided if one.act is act]
    newest = list({one.subject: one for one in sorted(own, key=lambda one: (one.days.start, one.number))}.values())
    return ByAct(
        act=act,
        n=len(own),
        right=_share([one.verdict == RIGHT for one in newest if one.verdict in (RIGHT, WRONG)]),
        said_right=_share([one.judged == RIGHT for one in newest if one.judged in (RIGHT, WRONG)]),
        open=sum(one.verdict not in (RIGHT, WRONG, IGNORED) for one in own),
        ignored=sum(one.verdict == IGNORED for one in own),
    )


def _share(judged: Sequence[bool]) -> Estimate | NotEnoughData:
    n = len(judged)
    if n < FEWEST:
        return NotEnoughData(FEWEST, n, "judged_decisions")
    low, high = wilson(sum(judged), n, level=LEVEL)
    return Estimate(sum(judged) / n, low, high, Unit.SHARE, LEVEL)


def days_since(decided_on: date, today: date) -> Window:
    """The days after a decision; on its own day that day, in which nothing has come yet."""
    return Window(min(decided_on, today), today)
