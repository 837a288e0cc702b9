"""The number a prediction should begin with, where it is made."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from pratfall.reviews.render.speech import speech
from pratfall.site.campaigns.models import Campaign
from pratfall.site.people.models import Membership
from pratfall.site.reports.base_rate import base_rate_said
from tests.site.conftest import signed_in
from tests.site.lessons.past_work import FIRST, history, past

EN, FR = speech("en"), speech("fr")


def test_too_few_campaigns_say_how_many_are_missing_and_no_number_of_others(campaign: Campaign) -> None:
    (told,) = base_rate_said(campaign, EN)
    assert told.startswith("How often your campaigns reach their target is not known yet: 0 of 5 that would be needed")


def test_five_of_fourteen_is_told_with_its_interval(campaign: Campaign, owner: Membership) -> None:
    history(owner, {}, reached=5, campaigns=14)
    told = list(base_rate_said(campaign, EN))
    assert told[0] == "Of 14 campaigns of yours that are over, 5 reached their target: 36% (16% to 61%)."
    assert len(told) == 2  # as bold as this routine one, there is none
    assert "Parmi vos 14 campagnes terminées, 5 ont atteint" in next(base_rate_said(campaign, FR))


def test_those_as_bold_are_told_besides_where_they_are_enough(campaign: Campaign, owner: Membership) -> None:
    history(owner, {}, reached=5, campaigns=6)
    for n in range(5):
        past(owner, f"Letters {n}", 5000 if n == 0 else 100, start=FIRST + timedelta(days=90 + n), boldness="routine")
    told = list(base_rate_said(campaign, EN))
    assert told[1] == "Of those as bold as this one, 1 of 5: 20% (3.6% to 62%)."


def test_it_stands_at_the_form_and_goes_with_it(campaign: Campaign, owner: Membership, home: Path) -> None:
    history(owner, {}, reached=5, campaigns=14)
    browser = signed_in(owner.user)
    assert "5 reached their target: 36%" in browser.get(f"/o/default/plans/{campaign.pk}/").content.decode()
    over = Campaign.objects.get(name="Campaign 3")
    assert "reached their target: 36%" not in browser.get(f"/o/default/plans/{over.pk}/").content.decode()
