"""A running campaign: is what it may still bring worth what it will still cost? What was spent so far is gone.

    ahead   what it has cost per day so far, times the days left: adverts, and hours at the team's rate
    worth   what may still come in, with its interval: money as it is; gifts and sign-ups at what the plan pays for one
            (budget / target), and not at all where no budget was written down

The target itself stops nothing: a campaign that misses it may still bring more than it costs. In this order:

    keep       the target is likely
    pull       caution x E max(worth - ahead, 0) < E max(ahead - worth, 0)
    wait       too close to call, or too early
    optimise   the target is unlikely, a cause is known or a quarter of the time is left
    learn      the target is unlikely and the end is near
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pratfall.records.advice import Act, Advice
from pratfall.records.findings import Finding
from pratfall.records.numbers import Cost, Estimate, Money
from pratfall.stats.expected_loss import Belief

from .case import CENT, Case, Choice, Errors, advice, believable, chance, not_judged, number, part_of
from .level import actionable

RULE = "worth_ahead"
CODES = frozenset({"target_unlikely", "target_likely", "target_open"})
TIME_TO_MEND = 0.25  # of the campaign's days
DAYS = 7


@dataclass(frozen=True)
class Ahead:
    """`cost`: of the days left. `price` of them in `currency`, and what may come in as a multiple of it."""

    cost: Cost
    price: float
    currency: str
    worth: Belief

    def money(self, times: float) -> Cost:
        return Cost(money=(Money(Decimal(str(self.price * times)).quantize(CENT), self.currency),))


def advise(case: Case) -> Advice | None:
    finding = case.finding
    last = finding.facts.get("last_day")
    if finding.code not in CODES or not isinstance(last, date):
        return None
    days_left = max((last - case.today).days, 0)
    cost = part_of(finding.cost, days_left / finding.window.days)
    ahead = _ahead(case, cost)
    choice = _choose(case, ahead, days_left, last)
    horizon = max(last, case.today)
    return advice(case, choice, _errors(ahead), saving=cost, horizon=horizon)


def _ahead(case: Case, cost: Cost) -> Ahead | None:
    """None where what is to come, or its price, cannot be said in one currency."""
    finding = case.finding
    said = [number(finding.facts.get(name)) for name in ("so_far", "expected", "least", "most")]
    per_unit = _per_unit(finding)
    if per_unit is None or None in said:
        return None
    value, currency = per_unit
    price = _price(cost, currency, case.hourly_rate)
    so_far, expected, least, most = (float(v or 0.0) for v in said)
    if price is None or price <= 0.0 or most <= so_far:
        return None
    # To the left of the first gift still to come lies nothing: a unit of what is counted stands for zero.
    left = [max(v - so_far, 0.5) * value / price for v in (expected, least, most)]
    assert isinstance(finding.estimate, Estimate)
    return Ahead(cost, price, currency, Belief.of(left[0], left[1], left[2], level=finding.estimate.level))


def _per_unit(finding: Finding) -> tuple[float, str] | None:
    """What one unit of the goal is worth, and in what: money is itself, anything else as the plan pays for it."""
    target, budget = finding.facts.get("target"), finding.facts.get("budget")
    if isinstance(target, Money):
        return 1.0, target.currency
    count = number(target)
    if isinstance(budget, Money) and count:
        return float(budget.amount) / count, budget.currency
    return None


def _price(cost: Cost, currency: str, rate: Money | None) -> float | None:
    """Adverts, and hours where there is a rate. None where a part is in another currency, or nothing is known."""
    if any(m.currency != currency for m in cost.money or ()):
        return None
    parts = [float(m.amount) for m in cost.money or ()]
    if cost.hours is not None and rate is not None and rate.currency == currency:
        parts.append(float(cost.hours * rate.amount))
    return sum(parts) if parts else None


def _choose(case: Case, ahead: Ahead | None, days_left: int, last: date) -> Choice:
    finding = case.finding
    facts: dict[str, object] = {"days_left": days_left} | (_facts(ahead) if ahead else {})
    soon = min(case.in_days(DAYS), max(last, case.today))
    act, reason, change = Act.WAIT, "target_open", None
    if finding.code == "target_likely":
        act, reason = Act.KEEP, "target_likely"
    elif ahead and case.caution * ahead.worth.mean_above(1.0) < ahead.worth.mean_below(1.0):
        act, reason = Act.PULL, "costs_more_than_it_brings"
    elif finding.code == "target_unlikely":
        cause = actionable(finding.diagnosis) if finding.diagnosis else None
        change = cause.code if cause else None
        mend = cause is not None or days_left >= TIME_TO_MEND * (days_left + finding.window.days)
        act = Act.OPTIMISE if mend else Act.LEARN
        pays = ahead is not None and ahead.worth.mean_above(1.0) >= ahead.worth.mean_below(1.0)
        reason = ("mend_campaign_pays" if pays else "mend_campaign") if mend else "end_is_near"
    return Choice(act=act, reason=reason, look_again=soon, rule=RULE, change=change, facts=facts)


def _facts(ahead: Ahead) -> dict[str, object]:
    price = Money(Decimal(round(ahead.price)), ahead.currency)
    return {"price_ahead": price, "loses": believable(ahead.worth.chance_below(1.0))}


def _errors(ahead: Ahead | None) -> Errors:
    if ahead is None:
        return not_judged("known_costs")
    loses = ahead.worth.chance_below(1.0)
    return Errors(
        pulled=chance(1.0 - loses),
        kept=chance(loses),
        too_early=ahead.money(ahead.worth.loss_above(1.0)),
        too_late=ahead.money(ahead.worth.loss_below(1.0)),
    )
