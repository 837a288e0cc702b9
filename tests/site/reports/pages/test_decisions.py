"""The list of decisions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.test import Client

from pratfall.site.campaigns.models import Decision
from pratfall.site.campaigns.services import decisions
from pratfall.site.people.models import Membership
from pratfall.site.reports.pages.decisions import searched, state_of
from tests.site.reports.conftest import NOW


def test_an_empty_list_says_where_decisions_begin(empty_client: Client) -> None:
    assert "begin on the Monday page" in empty_client.get("/o/default/decisions/").content.decode()


def test_decisions_are_found_by_what_they_say(empty_client: Client, decided: Callable[..., Decision]) -> None:
    decided(why="the letters worked")
    assert "the letters worked" in empty_client.get("/o/default/decisions/?q=LETTERS").content.decode()
    page = empty_client.get("/o/default/decisions/?q=bicycle").content.decode()
    assert "the letters worked" not in page and "Nothing holds" in page


def test_a_decision_holds_until_its_day_and_until_another_replaces_it(
    owner: Membership, decided: Callable[..., Decision]
) -> None:
    made = decided(look_again=(NOW + timedelta(days=5)).date())

    def state(days: int) -> str:
        found = searched(owner.organisation, "").get(pk=made.pk)
        return state_of(found, (NOW + timedelta(days=days)).date())

    assert [state(0), state(5)] == ["holds", "due"]
    decisions.revisit(decision=made, actor=owner.user, judgement="right", numbers={}, now=NOW)
    assert state(5) == "settled"
    decided(supersedes=made)
    assert state(0) == "superseded"
