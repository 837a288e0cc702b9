"""Accounts and posts, ticked."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from pratfall.site.campaigns.models import Campaign
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.trail import subjects_of
from pratfall.site.today import desk
from tests.site.conftest import signed_in
from tests.site.setbacks.conftest import NOW


def test_accounts_and_posts_of_the_organisation_are_offered_and_kept(
    client: Client, owner: Membership, setback: Setback
) -> None:
    address = f"/o/default{setback.path}about/"
    current = desk.current(owner.organisation)
    assert current is not None
    account = current.review.accounts[0].account
    key = f"account|{account.platform}|{account.account_id}|{account.platform}/{account.account_id}"
    assert key in client.get(address).content.decode()
    answer = client.post(address, {"seen": "1", "about": [key, "account|made|up|made/up"]})
    assert answer.status_code == 302
    setback.refresh_from_db()
    assert [(subject["kind"], subject["name"]) for subject in setback.about] == [("account", account.label)]
    assert client.post(address, {"seen": "1", "about": []}).status_code == 409, "somebody was faster"
    room = client.get(f"/o/default{setback.path}").content.decode()
    assert account.label in room


def test_a_search_finds_posts_by_their_words(client: Client, setback: Setback) -> None:
    address = f"/o/default{setback.path}about/"
    assert "post|" in client.get(address + "?find=the").content.decode()
    assert "No post of yours" in client.get(address + "?find=zzzzqqqq").content.decode()
    assert "<script>alert" not in client.get(address + "?find=<script>alert(1)</script>").content.decode()


def test_without_any_export_everything_else_works(empty_client: Client, setback: Setback) -> None:
    assert "No export has been imported" in empty_client.get(f"/o/default{setback.path}about/").content.decode()


def test_an_analyst_looks_and_a_guest_does_not(
    empty_client: Client, setback: Setback, join: Callable[..., Membership]
) -> None:
    address = f"/o/default{setback.path}about/"
    analyst = signed_in(join(Role.ANALYST).user)
    assert analyst.get(address).status_code == 200 and analyst.post(address).status_code == 403
    assert signed_in(join(Role.GUEST).user).get(address).status_code == 403


def test_the_campaign_it_happened_in_is_named_and_unnamed(
    empty_client: Client, owner: Membership, charlie: Membership, setback: Setback
) -> None:
    address = f"/o/default{setback.path}about/"
    mine = Campaign.objects.create(organisation=owner.organisation, name="Spring <b>soup</b>", created_at=NOW)
    theirs = Campaign.objects.create(organisation=charlie.organisation, name="Not yours", created_at=NOW)
    page = empty_client.get(address).content.decode()
    assert "Spring &lt;b&gt;soup&lt;/b&gt;" in page and "Not yours" not in page
    assert empty_client.post(address, {"do": "campaign", "campaign": str(mine.pk), "seen": "1"}).status_code == 302
    assert Setback.objects.get(pk=setback.pk).campaign == mine
    assert f"campaign:{mine.pk}" in subjects_of(Setback.objects.get(pk=setback.pk))
    assert empty_client.post(address, {"do": "campaign", "campaign": "0", "seen": "1"}).status_code == 409
    assert empty_client.post(address, {"do": "campaign", "campaign": str(theirs.pk), "seen": "2"}).status_code == 302
    assert Setback.objects.get(pk=setback.pk).campaign is None, "another organisation's is none"
