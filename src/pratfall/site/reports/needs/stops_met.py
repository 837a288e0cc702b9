"""Running campaigns whose stop criterion is met, or that a person must look at, or whose last day is over."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pratfall.records.numbers import Cost, Money
from pratfall.site.campaigns.criteria import Met, spent_of, stop_now
from pratfall.site.campaigns.models import Campaign, State
from pratfall.site.campaigns.plan import Plan, Stop, read
from pratfall.site.campaigns.saying import stop_words
from pratfall.site.campaigns.services.attention import Thing

from . import Look, Need
from .findings import TARGETS

CODE = "stops_met"


def needs(look: Look) -> Iterator[Need]:
    for campaign in look.campaigns:
        if campaign.state != State.RUNNING:
            continue
        plan = read(campaign)
        if plan.end is not None and plan.end < look.today:
            yield _over(campaign, look)
            continue
        for stop in plan.stops:
            met = stop_now(stop, plan, look.numbers.get(campaign.pk), reach_of(campaign, look), look.today).met
            if met in (Met.MET, Met.ASK):
                yield _met(campaign, plan, stop, met, look)


def reach_of(campaign: Campaign, look: Look) -> float | None:
    """The chance of reaching its target, where the review can tell."""
    told = (look.story.by_slug.values() if look.story else ()) if campaign.state == State.RUNNING else ()
    for item in told:
        if item.code in TARGETS and item.finding.subject.label.casefold() == campaign.name.casefold():
            reach = item.finding.facts.get("reach")
            return float(reach) if isinstance(reach, int | float) else None
    return None


def _met(campaign: Campaign, plan: Plan, stop: Stop, met: Met, look: Look) -> Need:
    words = look.words
    return Need(
        source=CODE,
        title=words.say(f"monday.stop.{met.value}", campaign=campaign.name),
        sentence=stop_words(plan, stop, words),
        href=f"/plans/{campaign.pk}/",
        things=(Thing(f"stop:{campaign.pk}:{stop.kind.value}:{stop.day}", CODE, campaign.name),),
        acts=("decide", "snooze", "assign"),
        decide=f"/decide/?campaign={campaign.pk}",
        cost=left_of(campaign, plan, look),
        since=stop.day,
    )


def _over(campaign: Campaign, look: Look) -> Need:
    return Need(
        source=CODE,
        title=look.words.say("monday.over.title", campaign=campaign.name),
        sentence=look.words.say("monday.over.sentence", day=campaign.end),
        href=f"/plans/{campaign.pk}/",
        things=(Thing(f"over:{campaign.pk}", CODE, campaign.name),),
        acts=("snooze", "assign"),
        since=campaign.end,
    )


def left_of(campaign: Campaign, plan: Plan, look: Look) -> Cost:
    """What going on may still cost: the budget less what is known to be spent."""
    numbers = look.numbers.get(campaign.pk)
    spent = spent_of(plan, numbers) or Decimal()
    hours_used = (numbers.hours if numbers else None) or Decimal()
    money = max(plan.budget_money - spent, Decimal()) if plan.budget_money is not None else None
    hours = max(plan.budget_hours - hours_used, Decimal()) if plan.budget_hours is not None else None
    return Cost(hours=hours, money=(Money(money, plan.currency),) if money is not None and plan.currency else None)
