"""The form of a plan: what is missing is said, nothing typed is lost, and two editors both see."""

from __future__ import annotations

import html
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from django.test import Client

from pratfall.site.campaigns.models import Campaign
from pratfall.site.campaigns.plan import Plan, read
from pratfall.site.campaigns.services import plans
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from tests.site.campaigns.test_forms import sent
from tests.site.conftest import signed_in

NEW = "/o/default/plans/new/"


@pytest.fixture
def campaign(owner: Membership, plan: Plan, now: datetime) -> Campaign:
    return plans.draft(organisation=owner.organisation, actor=owner.user, plan=plan, now=now)


def form(campaign: Campaign, plan: Plan, **more: str) -> dict[str, str]:
    base = json.dumps(read(campaign).as_json())
    return {**sent(plan), "seen": str(campaign.version), "base": base, **more}


def test_a_plan_is_written_and_found_again(empty_client: Client, plan: Plan) -> None:
    answer = empty_client.post(NEW, sent(plan))
    made = Campaign.objects.get()
    assert answer.headers["location"] == f"/o/default/plans/{made.pk}/"
    assert read(made) == plan
    page = empty_client.get(f"/o/default/plans/{made.pk}/edit/").content.decode()
    assert 'value="4500"' in page and "checked" in page


def test_what_cannot_be_read_is_said_beside_it_and_nothing_is_lost(empty_client: Client, plan: Plan) -> None:
    answer = empty_client.post(NEW, {**sent(plan), "target": "a lot", "hypothesis": "kept <b>as typed</b>"})
    page = answer.content.decode()
    assert "A number above zero" in page
    assert "kept &lt;b&gt;as typed&lt;/b&gt;" in page
    assert not Campaign.objects.exists()


def test_a_name_that_is_taken_is_told(empty_client: Client, campaign: Campaign, plan: Plan) -> None:
    page = empty_client.post(NEW, sent(plan)).content.decode()
    assert "already a campaign called “A new oven”" in html.unescape(page)


def test_the_second_editor_sees_both_texts_and_may_take_the_others(
    empty_client: Client, campaign: Campaign, plan: Plan, owner: Membership, now: datetime
) -> None:
    edit = f"/o/default/plans/{campaign.pk}/edit/"
    mine = form(campaign, plan, hypothesis="mine")
    theirs = {**form(campaign, plan), "hypothesis": "theirs", "target": "5000"}
    assert empty_client.post(edit, theirs).status_code == 302
    answer = empty_client.post(edit, mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "mine" in page and "theirs" in page and 'name="keep_hypothesis"' in page
    assert 'value="5000"' in page  # what only the other changed is taken over
    assert Campaign.objects.get().hypothesis == "theirs"

    again = {**mine, "seen": "2", "merging": "1", "target": "5000", "keep_hypothesis": "yours"}
    assert empty_client.post(edit, again).status_code == 302
    stored = Campaign.objects.get()
    assert (stored.hypothesis, stored.target, stored.version) == ("mine", 5000, 3)


def test_after_the_launch_a_reason_is_asked_for(
    empty_client: Client, campaign: Campaign, plan: Plan, owner: Membership, now: datetime
) -> None:
    plans.launch(campaign=campaign, actor=owner.user, seen=1, now=now)
    edit = f"/o/default/plans/{campaign.pk}/edit/"
    easier = form(campaign, plan, target="4000")
    assert "needs a reason" in empty_client.post(edit, easier).content.decode()
    assert empty_client.post(edit, {**easier, "why": "the oven is cheaper"}).status_code == 302
    assert campaign.amendments.get().why == "the oven is cheaper"


def test_an_analyst_reads_and_does_not_plan(
    campaign: Campaign, join: Callable[..., Membership], home: Path, plan: Plan
) -> None:
    browser = signed_in(join(Role.ANALYST).user)
    assert browser.get(NEW).status_code == 403
    assert browser.post(f"/o/default/plans/{campaign.pk}/edit/", sent(plan)).status_code == 403


def test_a_plan_of_another_organisation_is_not_there(campaign: Campaign, charlie: Membership, home: Path) -> None:
    browser = signed_in(charlie.user)
    assert browser.get(f"/o/elsewhere/plans/{campaign.pk}/edit/").status_code == 404
