"""The page of a decision."""

from __future__ import annotations

import html
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from django.test import Client

from pratfall.site.campaigns.models import Campaign, Decision, Revisit, State, Withdrawal
from pratfall.site.campaigns.services.decisions import Task
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.reports import freezing
from tests.site.conftest import signed_in
from tests.site.reports.conftest import NUMBERS


def text(client: Client, decision: Decision) -> str:
    return html.unescape(client.get(f"/o/default/decisions/{decision.pk}/").content.decode())


def now() -> datetime:
    return datetime.now(UTC)


def test_a_stopped_campaign_says_what_that_saves(
    empty_client: Client, running: Campaign, decided: Callable[..., Decision]
) -> None:
    made = decided(act="pull", basis=freezing.of_campaign(None, running, NUMBERS, None), now=now())
    page = text(empty_client, made)
    assert "Not spent because it was stopped" in page and "28" in page and "€180" in page
    assert "Unchanged since it was signed" in page
    answer = empty_client.post(f"/o/default/decisions/{made.pk}/", {"do": "withdraw", "why": "too early"})
    assert answer.status_code == 302
    assert Withdrawal.objects.get().why == "too early"
    assert Campaign.objects.get().state == State.RUNNING
    assert "took it back" in text(empty_client, made)


def test_an_old_decision_is_replaced_and_not_taken_back(empty_client: Client, decided: Callable[..., Decision]) -> None:
    made = decided(now=now() - timedelta(days=3))
    page = text(empty_client, made)
    assert "Decide anew" in page and "Take it back" not in page
    assert empty_client.post(f"/o/default/decisions/{made.pk}/", {"do": "withdraw"}).status_code == 409


def test_somebody_looks_again_and_says_what_they_make_of_it(
    empty_client: Client, decided: Callable[..., Decision]
) -> None:
    made = decided(now=now() - timedelta(days=40))
    assert "look again: since" in text(empty_client, made)
    given = {"do": "revisit", "judgement": "wrong", "why": "it came back by itself"}
    assert empty_client.post(f"/o/default/decisions/{made.pk}/", given).status_code == 302
    assert Revisit.objects.get().judgement == "wrong"
    page = text(empty_client, made)
    assert "was wrong" in page and "settled" in page


def test_what_is_to_be_done_is_ticked_off(empty_client: Client, decided: Callable[..., Decision]) -> None:
    made = decided(tasks=[Task("Write for each network", None, date(2026, 12, 1))])
    action = made.actions.get()
    address = f"/o/default/decisions/{made.pk}/"
    given = {"do": "done", "action": str(action.pk), "seen": "1"}
    assert empty_client.post(address, given).status_code == 302
    assert empty_client.post(address, given).status_code == 409
    assert "<s>" in text(empty_client, made)


def test_an_editor_ticks_off_and_does_not_take_back(
    decided: Callable[..., Decision], join: Callable[..., Membership]
) -> None:
    made = decided(now=now())
    browser = signed_in(join(Role.EDITOR).user)
    assert browser.post(f"/o/default/decisions/{made.pk}/", {"do": "withdraw"}).status_code == 409
    assert not Withdrawal.objects.exists()


def test_a_decision_of_another_organisation_is_not_there(decided: Callable[..., Decision], charlie: Membership) -> None:
    made = decided()
    assert signed_in(charlie.user).get(f"/o/elsewhere/decisions/{made.pk}/").status_code == 404
