"""Running campaigns whose stop criterion is met, or that a person must look at, or whose last day is over."""

from __future__ import annotations

from collections.abc import Iterator

from pratfall.site.campaigns.criteria import Met, stop_now
from pratfall.site.campaigns.models import Campaign, State
from pratfall.site.campaigns.plan import Plan, Stop, read
from pratfall.site.campaigns.saying import stop_words
from pratfall.site.campaigns.services.attention import Thing
from pratfall.site.reports.campaign_words import left_of, use_known
from pratfall.site.reports.targets import reach_of, target_of

from . import Line, Look, Need

CODE = "stops_met"


def needs(look: Look) -> Iterator[Need]:
    """One row per campaign, whatever has happened to it: what the review says of its target stands with it."""
    for campaign in look.campaigns:
        if campaign.state != State.RUNNING:
            continue
        plan = read(campaign)
        if plan.end is not None and plan.end < look.today:
            yield _over(campaign, look)
        elif stops := _fresh(campaign, look):
            yield _met(campaign, plan, stops, look)


def met_of(campaign: Campaign, look: Look) -> list[tuple[Stop, Met]]:
    """Its stop criteria that are met, then those a person must look at."""
    if campaign.state != State.RUNNING:
        return []
    plan, numbers = read(campaign), look.numbers.get(campaign.pk)
    reach = reach_of(target_of(look.story, campaign))
    judged = [(stop, stop_now(stop, plan, numbers, reach, look.today).met) for stop in plan.stops]
    return sorted(((s, met) for s, met in judged if met in (Met.MET, Met.ASK)), key=lambda item: item[1] is Met.ASK)


def _fresh(campaign: Campaign, look: Look) -> list[tuple[Stop, Met]]:
    """None once somebody has decided: the decision says when to look again."""
    return [] if any(d.campaign_id == campaign.pk for d in look.decisions) else met_of(campaign, look)


def _met(campaign: Campaign, plan: Plan, stops: list[tuple[Stop, Met]], look: Look) -> Need:
    words, told = look.words, target_of(look.story, campaign)
    numbers = look.numbers.get(campaign.pk)
    (first, met), rest = stops[0], stops[1:]
    lines = [Line(stop_words(plan, stop, words), f"/plans/{campaign.pk}/") for stop, _ in rest]
    lines += [Line(told.sentence, f"/findings/{told.slug}/")] if told else []
    keys = [f"stop:{campaign.pk}:{stop.kind.value}:{stop.day}" for stop, _ in stops]
    return Need(
        source=CODE,
        title=words.say(f"monday.stop.{met.value}", campaign=campaign.name),
        sentence=stop_words(plan, first, words),
        href=f"/plans/{campaign.pk}/",
        things=tuple(Thing(key, CODE, campaign.name) for key in keys),
        acts=("decide", "snooze", "assign"),
        decide=f"/decide/?campaign={campaign.pk}",
        advice=told.advice.line if told and told.advice else "",
        lines=tuple(lines),
        cost=left_of(plan, numbers),
        cost_said="monday.budget_left" if use_known(plan, numbers) else "monday.budget_left_at_most",
        since=first.day,
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
