"""The list of campaigns and tests."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.test import Client

from pratfall.reviews.render.speech import speech
from pratfall.site.campaigns.models import Campaign
from pratfall.site.campaigns.plan import columns
from pratfall.site.reports.pages.campaigns import campaign_line
from tests.site.reports.conftest import NUMBERS, PLAN


def test_an_empty_list_says_what_to_do_next(empty_client: Client) -> None:
    page = empty_client.get("/o/default/plans/").content.decode()
    assert "Plan one" in page and "/o/default/plans/new/" in page


def test_campaigns_stand_under_what_they_are(empty_client: Client, running: Campaign) -> None:
    page = empty_client.get("/o/default/plans/").content.decode()
    assert "A new oven" in page and "Running" in page


def test_a_line_says_the_days_and_how_far_it_came() -> None:
    campaign = Campaign(**columns(PLAN))
    assert campaign_line(campaign, NUMBERS, speech("en")).endswith("€1,544 of €4,500")
    assert "target €4,500" in campaign_line(campaign, None, speech("en"))
    bare = Campaign(name="x", unit="gifts", target=Decimal(20), start=date(2026, 1, 1))
    assert campaign_line(bare, None, speech("fr")) == "20\u00a0dons ou ventes"
