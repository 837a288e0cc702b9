"""What a campaign has cost and brought, and how its criteria stand, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from pratfall.records.numbers import Cost, Money
from pratfall.reviews.campaign_numbers import CampaignNumbers
from pratfall.reviews.render.details import Row
from pratfall.reviews.render.speech import Speech
from pratfall.site.campaigns import plan as plans
from pratfall.site.campaigns.criteria import Judged, Met, failure_now, milestone_now, spent_of, stop_now
from pratfall.site.campaigns.models import Campaign
from pratfall.site.campaigns.plan import Failure, Plan, StopKind
from pratfall.site.campaigns.saying import amount_words, failure_words, milestone_words, stop_words, whole


@dataclass(frozen=True)
class Criterion:
    """`met`: a Met, which names how it is shown. `now`: what there is so far, "" where unknown."""

    text: str
    met: str
    state: str
    now: str


def number_rows(numbers: CampaignNumbers | None, campaign: Campaign, words: Speech) -> Iterator[Row]:
    """So far, target, spent, hours, and up to when gifts are known."""
    plan = plans.read(campaign)
    result = numbers.result if numbers else None
    unknown = words.say("word.unknown")
    yield Row(words.say("campaign.so_far"), unknown if result is None else amount_words(plan, _round(result), words))
    yield Row(words.say("plan.target"), amount_words(plan, plan.target, words))
    if result is not None and plan.target:
        yield Row(words.say("campaign.share"), words.share(float(result / plan.target)))
    spent = words.moneys(numbers.spent) if numbers and numbers.spent else unknown
    yield Row(words.say("campaign.spent"), _of(spent, plan.budget_money, plan, words))
    hours = words.count("hours", float(numbers.hours)) if numbers and numbers.hours is not None else unknown
    planned = words.count("hours", float(plan.budget_hours)) if plan.budget_hours is not None else ""
    yield Row(words.say("campaign.hours"), words.say("campaign.of", used=hours, planned=planned) if planned else hours)
    if numbers and numbers.gifts_until:
        yield Row(words.say("campaign.known_until"), words.day(numbers.gifts_until))


def left_of(plan: Plan, numbers: CampaignNumbers | None) -> Cost:
    """What going on may still cost: the budget less what is known to be used. Without a budget it is unknown."""
    spent = spent_of(plan, numbers) or Decimal()
    used = (numbers.hours if numbers else None) or Decimal()
    money = max(plan.budget_money - spent, Decimal()) if plan.budget_money is not None else None
    hours = max(plan.budget_hours - used, Decimal()) if plan.budget_hours is not None else None
    return Cost(
        hours=hours, money=(Money(_round(money), plan.currency),) if money is not None and plan.currency else None
    )


def use_known(plan: Plan, numbers: CampaignNumbers | None) -> bool:
    """Whether of each budget it is known what was used."""
    money = plan.budget_money is None or spent_of(plan, numbers) is not None
    return money and (plan.budget_hours is None or (numbers is not None and numbers.hours is not None))


def ended_early(campaign: Campaign) -> date | None:
    """The day it ended, where that was before the last day of its plan."""
    day = campaign.ended_at.date() if campaign.ended_at else None
    return day if day and campaign.end and day < campaign.end else None


def stop_rows(
    plan: Plan,
    numbers: CampaignNumbers | None,
    reach: float | None,
    today: date,
    words: Speech,
    early: date | None = None,
) -> Iterator[Criterion]:
    """`early`: see ended_early; nothing is due after it."""
    for stop in plan.stops:
        judged = _due(stop_now(stop, plan, numbers, reach, early or today), early)
        value = judged.value
        now = "" if value is None else amount_words(plan, _round(value), words)
        if value is not None and stop.kind is StopKind.CHANCE_BELOW:
            now = words.share(float(value))
        elif value is not None and stop.kind is StopKind.SPEND_ABOVE and plan.currency:
            now = words.money(Money(value, plan.currency))
        yield _criterion(stop_words(plan, stop, words), judged, now, "stop", words)


def failure_rows(
    plan: Plan, numbers: CampaignNumbers | None, today: date, words: Speech, early: date | None = None
) -> Iterator[Criterion]:
    for failure in plan.failures:
        judged = _due(failure_now(failure, plan, numbers, today), early)
        yield _criterion(
            failure_words(plan, failure, words), judged, _value(plan, failure, judged, words), "failure", words
        )


def milestone_rows(
    plan: Plan, numbers: CampaignNumbers | None, today: date, words: Speech, early: date | None = None
) -> Iterator[Criterion]:
    for milestone in plan.milestones:
        judged = _due(milestone_now(milestone, numbers, early or today), early)
        now = "" if judged.value is None else amount_words(plan, _round(judged.value), words)
        yield _criterion(milestone_words(plan, milestone, words), judged, now, "milestone", words)


def _due(judged: Judged, early: date | None) -> Judged:
    """Waiting for a day a campaign did not live to see is waiting for nothing."""
    return replace(judged, met=Met.NO_LONGER) if early and judged.met is Met.NOT_YET else judged


def _criterion(text: str, judged: Judged, now: str, kind: str, words: Speech) -> Criterion:
    key = f"campaign.{kind}.{judged.met.value}"
    state = words.say(key) if words.knows(key) else words.say(f"campaign.met.{judged.met.value}")
    bad = judged.met is (Met.NOT_MET if kind == "milestone" else Met.MET)
    shown = "bad" if bad else "good" if judged.met in (Met.MET, Met.NOT_MET) else judged.met.value
    return Criterion(text, shown, state, words.say("campaign.now", value=now) if now else "")


def _value(plan: Plan, failure: Failure, judged: Judged, words: Speech) -> str:
    if judged.value is None:
        return ""
    if failure.metric == "income" and plan.currency:
        return words.money(Money(_round(judged.value), plan.currency))
    return words.number(whole(judged.value))


def _of(used: str, planned: Decimal | None, plan: Plan, words: Speech) -> str:
    if planned is None or not plan.currency:
        return used
    return words.say("campaign.of", used=used, planned=words.money(Money(_round(planned), plan.currency)))


def _round(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1))
