"""The site's campaigns as the goals a review looks at, beside those a team wrote into its settings file."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from pratfall.records.channels import ChannelTest
from pratfall.records.goals import CampaignGoal
from pratfall.records.numbers import Window
from pratfall.records.scene import Settings
from pratfall.reviews.campaign_numbers import Key
from pratfall.site.people.models import Organisation

from .models import Campaign, ChannelTrial, State
from .plan import Plan, read

TOLD = (State.RUNNING, State.ENDED)  # one that was pulled says nothing about how campaigns go on
LAUNCHED = (*TOLD, State.PULLED)
BLOCK_DAYS = 28  # of weeks drawn by lot: each holds none, one, the other and both

Judgements = dict[Key, bool]


@dataclass(frozen=True)
class Launched:
    """A campaign whose numbers are known: its goal, and what somebody said belongs to it."""

    number: int
    goal: CampaignGoal
    judged: Judgements
    told: bool


def launched(organisation: Organisation) -> tuple[Launched, ...]:
    """Every campaign that was ever launched, in order."""
    found = Campaign.objects.filter(organisation=organisation, state__in=LAUNCHED)
    return tuple(
        Launched(campaign.pk, goal, _judgements(campaign), campaign.state in TOLD)
        for campaign in found.prefetch_related("pieces").order_by("start", "pk")
        if (goal := goal_of(read(campaign), campaign.ended_at)) is not None
    )


def _judgements(campaign: Campaign) -> Judgements:
    return {(piece.kind, piece.platform, piece.ref): piece.belongs for piece in campaign.pieces.all()}


def goal_of(plan: Plan, ended_at: datetime | None = None) -> CampaignGoal | None:
    """None where it has no days yet, or is about money of no currency. One that is over has reached no target to be."""
    if plan.start is None or plan.end is None or (plan.unit == "money" and not plan.currency):
        return None
    end = plan.end if ended_at is None else max(min(plan.end, ended_at.date()), plan.start)
    return CampaignGoal(
        name=plan.name,
        labels=frozenset(label.casefold() for label in (plan.name, *plan.labels)),
        window=Window(plan.start, end),
        unit=plan.unit,
        target=plan.target if ended_at is None else None,
        currency=plan.currency,
        milestones=tuple((milestone.day, milestone.value) for milestone in plan.milestones),
        budget=plan.budget_money,
    )


def channel_tests(organisation: Organisation) -> tuple[ChannelTest, ...]:
    """Weeks of channels drawn by lot, the newest last. Of one that was ended early the blocks that were followed."""
    found = ((trial, _blocks(trial)) for trial in ChannelTrial.objects.filter(organisation=organisation).order_by("pk"))
    return tuple(ChannelTest(trial.first, trial.second, trial.start, blocks) for trial, blocks in found if blocks)


def _blocks(trial: ChannelTrial) -> int:
    if trial.ended_at is None:
        return trial.blocks
    return max(0, min(trial.blocks, (trial.ended_at.date() - trial.start).days // BLOCK_DAYS))


def with_goals(settings: Settings, goals: Iterable[CampaignGoal], tests: Iterable[ChannelTest] = ()) -> Settings:
    """A campaign known to both is the site's: that is where people edit it. Its newest test of channels holds."""
    added = tuple(goals)
    names = {goal.name.casefold() for goal in added}
    kept = tuple(goal for goal in settings.campaigns if goal.name.casefold() not in names)
    return replace(settings, campaigns=(*kept, *added), channel_tests=(*settings.channel_tests, *tests))


def told(campaigns: Iterable[Launched]) -> tuple[CampaignGoal, ...]:
    """What a review looks at."""
    return tuple(campaign.goal for campaign in campaigns if campaign.told)


def state(campaigns: Iterable[Launched]) -> str:
    """A text that differs whenever a review with these goals may differ."""
    parts = ("name", "window", "unit", "target", "currency", "milestones", "budget")
    goals = told(campaigns)
    return json.dumps([[sorted(g.labels), *(str(getattr(g, part)) for part in parts)] for g in goals])


def numbers_state(campaigns: Iterable[Launched]) -> str:
    """A text that differs whenever the numbers of one of them may differ."""
    return repr(
        [
            (c.number, c.goal.name, str(c.goal.window), sorted(c.goal.labels), sorted(c.judged.items()))
            for c in campaigns
        ]
    )
