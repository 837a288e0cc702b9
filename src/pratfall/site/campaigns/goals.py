"""The site's campaigns as the goals a review looks at, beside those a team wrote into its settings file."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace

from pratfall.records.goals import CampaignGoal
from pratfall.records.numbers import Window
from pratfall.records.scene import Settings

from .models import Campaign, State
from .plan import Plan, read

TOLD = (State.RUNNING, State.ENDED, State.PULLED)  # a draft has no gifts yet; past ones say how campaigns go on


def goals_of(organisation_id: int) -> tuple[CampaignGoal, ...]:
    found = Campaign.objects.filter(organisation_id=organisation_id, state__in=TOLD).order_by("start", "pk")
    return tuple(goal for campaign in found if (goal := goal_of(read(campaign))) is not None)


def goal_of(plan: Plan) -> CampaignGoal | None:
    """None where it has no days yet, or is about money of no currency."""
    if plan.start is None or plan.end is None or (plan.unit == "money" and not plan.currency):
        return None
    return CampaignGoal(
        name=plan.name,
        labels=frozenset(label.casefold() for label in (plan.name, *plan.labels)),
        window=Window(plan.start, plan.end),
        unit=plan.unit,
        target=plan.target,
        currency=plan.currency,
        milestones=tuple((milestone.day, milestone.value) for milestone in plan.milestones),
        budget=plan.budget_money,
    )


def with_goals(settings: Settings, goals: Iterable[CampaignGoal]) -> Settings:
    """A campaign known to both is the site's: that is where people edit it."""
    added = tuple(goals)
    names = {goal.name.casefold() for goal in added}
    kept = tuple(goal for goal in settings.campaigns if goal.name.casefold() not in names)
    return replace(settings, campaigns=(*kept, *added))


def state(goals: Iterable[CampaignGoal]) -> str:
    """A text that differs whenever a review with these goals may differ."""
    return json.dumps(
        [
            [
                str(value)
                for value in (g.name, sorted(g.labels), g.window, g.unit, g.target, g.currency, g.milestones, g.budget)
            ]
            for g in goals
        ]
    )
