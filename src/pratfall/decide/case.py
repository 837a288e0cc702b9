"""What a rule is given: a finding, what goes on being spent on it, and the bar below which effort is not worth it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from pratfall.records.advice import Act, Advice
from pratfall.records.findings import Finding
from pratfall.records.numbers import Cost, Estimate, Money, NotEnoughData, Unit

HORIZON_DAYS = 28
SUREST = 0.01
UNKNOWN = Cost()
CENT, TENTH = Decimal("0.01"), Decimal("0.1")


@dataclass(frozen=True, kw_only=True)
class Case:
    """`ahead`: what going on costs until the horizon, read from as many days just past; None inside: unknown.

    `floor`: the ratio to the usual below which the same effort brings more elsewhere. `caution`: how many times worse
    it is to stop what works than to go on with what does not: what was stopped has to be built again.
    """

    finding: Finding
    today: date
    ahead: Cost
    floor: float
    caution: float
    posts_per_week: float | None = None
    hourly_rate: Money | None = None

    @property
    def horizon(self) -> date:
        return self.today + timedelta(days=HORIZON_DAYS)

    def in_days(self, days: int) -> date:
        return self.today + timedelta(days=days)

    def text(self, name: str) -> str:
        return str(self.finding.facts.get(name, ""))


@dataclass(frozen=True)
class Errors:
    """The two ways to be wrong: how likely, and what it costs."""

    pulled: Estimate | NotEnoughData
    kept: Estimate | NotEnoughData
    too_early: Cost = UNKNOWN
    too_late: Cost = UNKNOWN


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What a rule chose, before it is written out."""

    act: Act
    reason: str
    look_again: date
    rule: str
    change: str | None = None
    facts: Mapping[str, object] = field(default_factory=dict)


def not_judged(of: str, *, needed: int = 1, got: int = 0) -> Errors:
    """Where nobody can say how likely an error is: a habit, a doubt, a single post."""
    missing = NotEnoughData(needed, got, of)
    return Errors(missing, missing)


def advice(
    case: Case, choice: Choice, errors: Errors, *, saving: Cost = UNKNOWN, horizon: date | None = None
) -> Advice:
    """A choice with its costs."""
    return Advice(
        act=choice.act,
        reason=choice.reason,
        saving=saving,
        too_early=errors.too_early,
        too_late=errors.too_late,
        wrong_if_pulled=errors.pulled,
        wrong_if_kept=errors.kept,
        horizon=horizon or case.horizon,
        look_again=choice.look_again,
        rule=choice.rule,
        change=choice.change,
        facts=choice.facts,
    )


def part_of(cost: Cost, share: float) -> Cost:
    """`share` times a cost; what is unknown stays unknown, and a little is not nothing."""
    times = Decimal(str(share))
    hours = None
    if cost.hours is not None:
        exactly = cost.hours * times
        hours = max(exactly.quantize(TENTH), TENTH if exactly > 0 else Decimal(0))
    money = None
    if cost.money is not None:
        money = tuple(Money((m.amount * times).quantize(CENT), m.currency) for m in cost.money)
    return Cost(hours, money)


def believable(chance: float) -> float:
    """Never surer than SUREST: a model that gives an error no chance at all knows nothing of what it leaves out."""
    return min(max(chance, SUREST), 1.0 - SUREST)


def chance(*readings: float) -> Estimate:
    """The last reading, with the range of all of them: what different ways to read the same numbers say."""
    kept = [believable(reading) for reading in readings]
    return Estimate(kept[-1], min(kept), max(kept), Unit.SHARE, 1.0)


def number(value: Any) -> float | None:
    """A fact as a number: a count, or an amount of money."""
    if isinstance(value, Money):
        return float(value.amount)
    return float(value) if isinstance(value, int | float | Decimal) and not isinstance(value, bool) else None
