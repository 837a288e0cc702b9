"""Plans, running campaigns, those that are over, and tests of ideas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from django.http import HttpResponse

from pratfall.reviews.campaign_numbers import CampaignNumbers
from pratfall.reviews.render.speech import Speech, speech
from pratfall.site.campaigns import plan as plans
from pratfall.site.campaigns.models import Campaign, Idea, State
from pratfall.site.campaigns.saying import amount_words
from pratfall.site.frame import framed
from pratfall.site.language import language_of
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.roles import Role
from pratfall.site.reports.freezing import numbers_kept
from pratfall.site.today import desk

GROUPS = (
    ("running", (State.RUNNING,)),
    ("planned", (State.PLANNED, State.DRAFT)),
    ("over", (State.ENDED, State.PULLED)),
)


@dataclass(frozen=True)
class Row:
    """A campaign or a test in one line."""

    href: str
    name: str
    state: str
    line: str


@needs(Role.ANALYST)
def page(request: OrganisationRequest) -> HttpResponse:
    words = speech(language_of(request))
    found = list(Campaign.objects.filter(organisation=request.organisation).order_by("-start", "-pk"))
    numbers = desk.numbers(request.organisation, datetime.now(UTC))
    groups = [
        (words.say(f"campaign.group.{key}"), list(_rows(found, states, numbers, words))) for key, states in GROUPS
    ]
    ideas = [_idea(idea, words) for idea in Idea.objects.filter(organisation=request.organisation).order_by("-pk")]
    return framed(
        request,
        "campaigns.html",
        groups=[(name, rows) for name, rows in groups if rows],
        ideas=ideas,
        may_plan=request.membership.may(Role.EDITOR),
    )


def _rows(
    found: Iterable[Campaign], states: tuple[State, ...], numbers: Mapping[int, CampaignNumbers], words: Speech
) -> Iterable[Row]:
    for campaign in found:
        if campaign.state in states:
            known = (numbers_kept(campaign) if campaign.over else None) or numbers.get(campaign.pk)
            state = words.say(f"campaign.state.{campaign.state}")
            yield Row(f"/plans/{campaign.pk}/", campaign.name, state, campaign_line(campaign, known, words))


def campaign_line(campaign: Campaign, numbers: CampaignNumbers | None, words: Speech) -> str:
    """Its days, and how far it came."""
    plan = plans.read(campaign)
    days = words.say("word.window", start=plan.start, end=plan.end) if plan.start and plan.end else ""
    target = amount_words(plan, plan.target, words) if plan.target else ""
    if numbers and numbers.result is not None and target:
        so_far = amount_words(plan, numbers.result.quantize(1), words)
        return words.say("campaign.line", days=days, so_far=so_far, target=target)
    return words.say("campaign.line_planned", days=days, target=target) if days and target else days or target


def _idea(idea: Idea, words: Speech) -> Row:
    return Row(f"/ideas/{idea.pk}/", idea.name, words.say(f"trial.state.{idea.state}"), idea.question)
