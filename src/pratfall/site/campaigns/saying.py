"""Parts of a plan in words: for amendments, for conflicts, for the campaign's page."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pratfall.records.goals import GoalUnit
from pratfall.records.numbers import Money
from pratfall.reviews.render.speech import Speech

from .plan import Failure, Milestone, Plan, Stop, StopKind, from_json

NOTHING = "word.none"


def part_words(part: str, as_json: Mapping[str, Any], words: Speech, people: Mapping[int, str]) -> str:
    """What stands in `part` of a plan, in one line."""
    plan = from_json(as_json)
    value = getattr(plan, part)
    match part:
        case "unit":
            return words.say(f"plan.unit.{value.value}")
        case "boldness":
            return words.say(f"plan.boldness.{value}")
        case "target":
            return amount_words(plan, value, words)
        case "owner":
            return people.get(value, words.say("plan.owner_nobody")) if value else words.say("plan.owner_nobody")
        case "budget_money":
            return _money(plan, value, words)
        case "budget_hours":
            return words.count("hours", float(value)) if value is not None else words.say(NOTHING)
        case "networks":
            return words.listed([words.name("network", network) for network in value])
        case "milestones":
            return words.listed([milestone_words(plan, milestone, words) for milestone in value])
        case "failures":
            return words.listed([failure_words(plan, failure, words) for failure in value])
        case "stops":
            return words.listed([stop_words(plan, stop, words) for stop in value])
        case _:
            return words.fact(value) if value not in ("", None, ()) else words.say(NOTHING)


def amount_words(plan: Plan, value: Decimal | None, words: Speech) -> str:
    """An amount of the plan's own unit."""
    if value is None:
        return words.say(NOTHING)
    if plan.unit is GoalUnit.MONEY:
        return _money(plan, value, words)
    return words.count(plan.unit.value, int(value))


def milestone_words(plan: Plan, milestone: Milestone, words: Speech) -> str:
    return words.say("plan.said.milestone", value=amount_words(plan, milestone.value, words), day=milestone.day)


def failure_words(plan: Plan, failure: Failure, words: Speech) -> str:
    money = failure.metric == "income" and plan.currency
    under = words.money(Money(failure.under, plan.currency)) if money else words.number(whole(failure.under))
    network, metric = words.name("network", failure.network), words.say(f"plan.counted.{failure.metric}")
    line = words.say("plan.said.failure", network=network, metric=metric, under=under)
    return words.say("plan.said.because", line=line, why=failure.words) if failure.words else line


def stop_words(plan: Plan, stop: Stop, words: Speech) -> str:
    match stop.kind:
        case StopKind.RESULT_BELOW:
            return words.say("plan.said.result_below", value=amount_words(plan, stop.value, words), day=stop.day)
        case StopKind.SPEND_ABOVE:
            return words.say("plan.said.spend_above", value=_money(plan, stop.value, words))
        case StopKind.CHANCE_BELOW:
            return words.say("plan.said.chance_below", value=words.share(float(stop.value or 0)), day=stop.day)
        case StopKind.BY_HAND:
            line = words.say("plan.said.by_hand", words=stop.words)
            return words.say("plan.said.from", line=line, day=stop.day) if stop.day else line


def whole(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _money(plan: Plan, value: Decimal | None, words: Speech) -> str:
    """Whole sums without cents. Without a currency the number alone."""
    if value is None:
        return words.say(NOTHING)
    rounded = value.quantize(Decimal(1)) if value == value.to_integral_value() else value
    return words.money(Money(rounded, plan.currency)) if plan.currency else words.number(whole(value))
