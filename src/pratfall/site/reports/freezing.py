"""What a decision rests on, taken down as it stands: findings whole, a campaign's numbers, a test's result."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pratfall.reviews.campaign_numbers import CampaignNumbers
from pratfall.reviews.render import codec
from pratfall.reviews.render.story import Told
from pratfall.site.campaigns import plan as plans
from pratfall.site.campaigns.frozen import numbers_of
from pratfall.site.campaigns.models import Campaign, Idea
from pratfall.site.campaigns.services.decisions import Basis
from pratfall.site.today.desk import Desk


def of_findings(desk: Desk, told: Sequence[Told]) -> Basis:
    """The first of several is the one advice is taken from."""
    first = told[0]
    return Basis(
        about="finding",
        refs=[item.slug for item in told],
        codes=[item.code for item in told],
        title=f"{first.title} · {first.subject}",
        numbers={**_review(desk), "findings": [codec.encode(item.finding) for item in told]},
        advised=first.finding.advice.act if first.finding.advice else None,
    )


def of_campaign(desk: Desk | None, campaign: Campaign, numbers: CampaignNumbers | None, told: Told | None) -> Basis:
    """`told`: what the review says about reaching its target."""
    advice = told.finding.advice if told else None
    return Basis(
        about="campaign",
        refs=[str(campaign.pk)],
        title=campaign.name,
        numbers={
            **_review(desk),
            "plan": plans.read(campaign).as_json(),
            "campaign": outcome_of(numbers),
            "findings": [codec.encode(told.finding)] if told else [],
        },
        advised=advice.act if advice else None,
        campaign=campaign,
    )


def of_idea(desk: Desk | None, idea: Idea) -> Basis:
    numbers = {**_review(desk), "idea": {"design": idea.design, "result": idea.result}}
    return Basis(about="idea", refs=[str(idea.pk)], title=idea.name, numbers=numbers, idea=idea)


def outcome_of(numbers: CampaignNumbers | None) -> dict[str, Any]:
    """A campaign's numbers as they are kept; empty where nothing is known of it."""
    if numbers is None:
        return {}
    kept: dict[str, Any] = codec.encode(numbers)
    return {name: value for name, value in kept.items() if name != "pieces"}


def _review(desk: Desk | None) -> dict[str, Any]:
    if desk is None:
        return {"review": None}
    return {"review": {"as_of": desk.review.as_of.isoformat(), "state": desk.state, "sha256": desk.fingerprint}}


def numbers_kept(campaign: Campaign) -> CampaignNumbers | None:
    """What was frozen when it ended."""
    return numbers_of(campaign.outcome)
