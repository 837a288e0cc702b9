"""What a lesson is learnt from: a setback, a decision, a test of an idea, a campaign, or nothing but experience."""

from __future__ import annotations

from typing import assert_never

from pratfall.site.campaigns.models import Campaign, Decision, Idea
from pratfall.site.lessons.models import Origin
from pratfall.site.people.models import Organisation
from pratfall.site.setbacks.models import Setback

Subject = Setback | Decision | Idea | Campaign


def subject_of(organisation: Organisation, origin: Origin, number: int | None) -> Subject | None:
    """The one of that kind and number; None where the organisation has none. Drills teach nothing about the world."""
    if number is None:
        return None
    match origin:
        case Origin.SETBACK:
            return Setback.objects.filter(organisation=organisation, pk=number, drill=False).first()
        case Origin.DECISION:
            found = Decision.objects.filter(organisation=organisation, pk=number)
            return found.select_related("campaign", "idea").first()
        case Origin.IDEA:
            return Idea.objects.filter(organisation=organisation, pk=number).first()
        case Origin.CAMPAIGN:
            return Campaign.objects.filter(organisation=organisation, pk=number).first()
        case Origin.HAND:
            return None
        case _:
            assert_never(origin)


def origin_of(subject: Subject) -> Origin:
    match subject:
        case Setback():
            return Origin.SETBACK
        case Decision():
            return Origin.DECISION
        case Idea():
            return Origin.IDEA
        case Campaign():
            return Origin.CAMPAIGN
        case _:
            assert_never(subject)


def title_of(subject: Subject) -> str:
    return subject.title if isinstance(subject, Setback | Decision) else subject.name


def href_of(origin: Origin, number: int | None) -> str:
    """Its page, below the organisation's address; "" for what was learnt from nothing but experience."""
    match origin:
        case Origin.SETBACK:
            return f"/setbacks/{number}/"
        case Origin.DECISION:
            return f"/decisions/{number}/"
        case Origin.IDEA:
            return f"/ideas/{number}/"
        case Origin.CAMPAIGN:
            return f"/plans/{number}/"
        case Origin.HAND:
            return ""
        case _:
            assert_never(origin)
