"""The page to practise from."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Setback
from tests.site.conftest import signed_in

ADDRESS = "/o/default/setbacks/drills/"


@pytest.mark.parametrize(("lang", "said"), [("en", "Nobody has practised yet"), ("fr", "Personne ne s’est encore")])
def test_it_offers_scenarios_and_says_what_to_do(empty_client: Client, lang: str, said: str) -> None:
    page = empty_client.get(ADDRESS, headers={"accept-language": lang}).content.decode()
    assert said in page and page.count('name="scenario"') == 2


def test_starting_leads_to_the_drill_and_a_second_one_waits(empty_client: Client) -> None:
    answer = empty_client.post(ADDRESS, {"scenario": "wrong_picture"})
    setback = Setback.objects.get()
    assert answer["Location"] == f"/o/default/setbacks/{setback.pk}/drill/"
    assert "A drill is running" in empty_client.get(ADDRESS).content.decode()
    assert empty_client.post(ADDRESS, {"scenario": "money_rumour"}).status_code == 409
    assert empty_client.post(ADDRESS, {"scenario": "<b>"}).status_code == 409


def test_who_only_looks_cannot_start(empty_client: Client, join: Callable[..., Membership]) -> None:
    browser = signed_in(join(Role.ANALYST).user)
    assert 'name="scenario"' not in browser.get(ADDRESS).content.decode()
    assert browser.post(ADDRESS, {"scenario": "wrong_picture"}).status_code == 403
    assert signed_in(join(Role.GUEST).user).get(ADDRESS).status_code == 403
