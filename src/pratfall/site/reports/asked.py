"""What somebody is about to decide about: its numbers as they stand, what the review says of it, and the advice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404

from pratfall.records.advice import Advice
from pratfall.reviews.render.speech import Speech
from pratfall.reviews.render.story import Told
from pratfall.site.campaigns.models import Campaign
from pratfall.site.campaigns.services.decisions import Basis
from pratfall.site.people.models import Organisation
from pratfall.site.today import desk

from . import freezing
from .targets import target_of


@dataclass(frozen=True)
class Asked:
    """`href`: its page, below the organisation's address."""

    basis: Basis
    told: tuple[Told, ...]
    advice: Advice | None
    href: str


def about_findings(organisation: Organisation, words: Speech, slugs: Sequence[str]) -> Asked:
    """Raises Http404 unless today's review has all of them, and at least one."""
    now = desk.current(organisation)
    by_slug = now.story(words.lang).by_slug if now else {}
    told = tuple(by_slug[slug] for slug in dict.fromkeys(slugs) if slug in by_slug)
    if now is None or not told or len(told) != len(set(slugs)):
        raise Http404
    return Asked(freezing.of_findings(now, told), told, told[0].finding.advice, f"/findings/{told[0].slug}/")


def about_campaign(organisation: Organisation, words: Speech, number: int) -> Asked:
    """Raises Http404 unless it is this organisation's and was launched."""
    campaign = Campaign.objects.filter(organisation=organisation, pk=number).first()
    if campaign is None or not campaign.launched:
        raise Http404
    now = desk.current(organisation)
    told = target_of(now.story(words.lang) if now else None, campaign)
    basis = freezing.of_campaign(now, campaign, desk.numbers(organisation).get(campaign.pk), told)
    advice = told.finding.advice if told else None
    return Asked(basis, (told,) if told else (), advice, f"/plans/{campaign.pk}/")


def about_idea(organisation: Organisation, number: int) -> Asked:
    """Raises Http404 unless it is this organisation's and has begun."""
    idea = organisation.ideas.filter(pk=number).first()
    if idea is None or idea.started_at is None:
        raise Http404
    return Asked(freezing.of_idea(desk.current(organisation), idea), (), None, f"/ideas/{idea.pk}/")
