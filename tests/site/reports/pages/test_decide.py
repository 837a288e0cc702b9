"""The page where somebody decides."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from pratfall.site.campaigns.models import Action, Campaign, Decision, State
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from tests.site.conftest import signed_in


def typed(**more: str) -> dict[str, str]:
    again = (datetime.now(UTC) + timedelta(days=20)).date().isoformat()
    return {"act": "pull", "why": "too slow", "look_again": again, **more}


def test_pulling_a_campaign_is_signed_and_stops_it(empty_client: Client, running: Campaign) -> None:
    address = f"/o/default/decide/?campaign={running.pk}"
    assert "A new oven" in empty_client.get(address).content.decode()
    answer = empty_client.post(address, typed(task_0="Tell those who gave", due_0="2027-01-10"))
    made = Decision.objects.get()
    assert answer.headers["location"] == f"/o/default/decisions/{made.pk}/"
    assert (made.by.name, made.campaign, made.act) == ("Olive Owner", running, "pull")
    assert Campaign.objects.get().state == State.PULLED
    assert Action.objects.get().words == "Tell those who gave"


def test_what_is_missing_is_asked_for(empty_client: Client, running: Campaign) -> None:
    address = f"/o/default/decide/?campaign={running.pk}"
    page = empty_client.post(address, typed(why="")).content.decode()
    assert "Please fill this in" in page
    page = empty_client.post(address, typed(look_again="2020-01-01")).content.decode()
    assert "choose a later day" in page
    assert not Decision.objects.exists()


@pytest.mark.parametrize("query", ["", "campaign=999", "idea=1", "finding=no-such", "campaign=x"])
def test_there_is_nothing_to_decide_about_what_is_not_there(empty_client: Client, query: str) -> None:
    assert empty_client.get(f"/o/default/decide/?{query}").status_code == 404


def test_a_plan_that_was_not_launched_is_not_decided_about(empty_client: Client, campaign: Campaign) -> None:
    assert empty_client.get(f"/o/default/decide/?campaign={campaign.pk}").status_code == 404


def test_only_managers_decide(running: Campaign, join: Callable[..., Membership]) -> None:
    browser = signed_in(join(Role.EDITOR).user)
    assert browser.get(f"/o/default/decide/?campaign={running.pk}").status_code == 403


def test_a_finding_is_decided_about_with_its_numbers_as_they_stand(client: Client) -> None:
    from pratfall.site.people.models import Organisation
    from pratfall.site.today import desk

    current = desk.current(Organisation.objects.get())
    assert current is not None
    slug = next(t.slug for t in current.story("en").by_slug.values() if t.kind == "failure" and t.advice)
    address = f"/o/default/decide/?finding={slug}"
    page = client.get(address).content.decode()
    assert "advised" in page
    client.post(address, typed(act="learn"))
    made = Decision.objects.get()
    assert (made.refs, made.about) == ([slug], "finding")
    told = client.get(f"/o/default/decisions/{made.pk}/", headers={"accept-language": "fr"}).content.decode()
    assert "Les chiffres du moment" in told and "Toujours constaté" in told
    assert slug not in client.get("/o/default/").content.decode()
    assert f"/o/default/decisions/{made.pk}/" in client.get(f"/o/default/findings/{slug}/").content.decode()
