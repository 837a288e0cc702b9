"""How the sample's team writes, launches and ends its campaigns, each on its day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from pratfall.records.goals import CampaignGoal
from pratfall.records.scene import Scene
from pratfall.reviews.campaign_numbers import CampaignNumbers, campaign_numbers
from pratfall.site.campaigns.models import Campaign
from pratfall.site.campaigns.plan import Milestone, Plan
from pratfall.site.campaigns.services import plans, predictions
from pratfall.site.people.models import Membership, User
from pratfall.site.setbacks.services import checks

from . import freezing

COLD_ROOM = "Six weeks for a cold room"


def plan_of(goal: CampaignGoal, **written: object) -> Plan:
    """The parts a settings file knows, and those only people write."""
    milestones = tuple(Milestone(day, value) for day, value in goal.milestones)
    parts: dict[str, object] = {
        "name": goal.name,
        "unit": goal.unit,
        "currency": goal.currency,
        "start": goal.window.start,
        "end": goal.window.end,
        "networks": ("facebook", "email"),
        "milestones": milestones,
    }
    return Plan(**{**parts, **written})  # type: ignore[arg-type]


def launched(
    owner: Membership, colleague: User, plan: Plan, day: date, said: Sequence[tuple[User, float, str]]
) -> Campaign:
    written = at(day - timedelta(days=9))
    made = plans.draft(organisation=owner.organisation, actor=colleague, plan=plan, now=written)
    for who, chance, why in said:
        predictions.predict(campaign=made, actor=who, probability=chance, why=why, now=written + timedelta(days=2))
    for promised in checks.of_campaign(made):
        checks.tick(campaign=made, prevention=promised.prevention, actor=colleague, now=written + timedelta(days=8))
    plans.launch(campaign=made, actor=owner.user, seen=made.version, now=at(day))
    return made


def at(day: date) -> datetime:
    return datetime.combine(day, time(9), UTC)


def ended(owner: Membership, campaign: Campaign, goal: CampaignGoal, scene: Scene) -> CampaignNumbers:
    """Ends it on the day after its last one, with what it had brought by then."""
    over = at(goal.window.end + timedelta(days=1))
    numbers = replace(campaign_numbers(scene, goal), as_of=over, gifts_until=over - timedelta(days=1))
    outcome = freezing.outcome_of(numbers)
    plans.end(campaign=campaign, actor=owner.user, seen=campaign.version, now=over, outcome=outcome)
    return numbers
