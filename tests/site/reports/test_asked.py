"""What somebody is about to decide about."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.http import Http404

from pratfall.reviews.render.speech import speech
from pratfall.site.campaigns.models import Campaign
from pratfall.site.people.models import Membership
from pratfall.site.reports.asked import about_campaign, about_findings, about_idea

EN = speech("en")


def test_a_launched_campaign_can_be_decided_about(home: Path, running: Campaign) -> None:
    asked = about_campaign(running.organisation, EN, running.pk)
    assert (asked.basis.about, asked.basis.campaign) == ("campaign", running)
    assert asked.href == f"/plans/{running.pk}/" and asked.advice is None


def test_what_is_not_there_or_of_others_is_not_found(
    home: Path, campaign: Campaign, charlie: Membership, owner: Membership
) -> None:
    for organisation in (owner.organisation, charlie.organisation):
        with pytest.raises(Http404):
            about_campaign(organisation, EN, campaign.pk)  # not launched
    with pytest.raises(Http404):
        about_findings(owner.organisation, EN, [])
    with pytest.raises(Http404):
        about_idea(owner.organisation, 1)
