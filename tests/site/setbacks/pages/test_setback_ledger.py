"""The ledger's page: counts, a chain that holds or a loud line, removals, and words erased when they are old."""

from __future__ import annotations

import html
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from pratfall.respond.lifecycle import State
from pratfall.site.setbacks.models import KeptText, Setback
from pratfall.site.setbacks.pages import setback_ledger
from pratfall.site.setbacks.services import ledger, removals
from tests.site.setbacks.hearing import about_it, export, said
from tests.site.setbacks.services.test_appending import TABLE, opened


@pytest.fixture
def running(empty_client: Client, setback: Setback) -> Setback:
    export(setback.organisation, "one", [said("c1", "Shame on you"), said("c2", "I know where you live", 2)])
    ledger.collect(setback=about_it(setback), now=timezone.now())
    return setback


def at(setback: Setback) -> str:
    return f"/o/default/setbacks/{setback.pk}/ledger/"


def text(client: Client, setback: Setback, lang: str = "en") -> str:
    answer = client.get(at(setback), headers={"accept-language": lang})
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def test_an_empty_ledger_says_how_it_begins(empty_client: Client, setback: Setback) -> None:
    assert "It begins with the first export" in text(empty_client, setback)


def test_a_chain_that_holds_is_counted(empty_client: Client, running: Setback) -> None:
    page = text(empty_client, running)
    assert "The chain of 4 entries holds." in page and "Comment seen" in page
    assert "La chaîne de 4 entrées est intacte." in text(empty_client, running, "fr")


def test_a_broken_chain_is_loud_and_names_the_place(empty_client: Client, running: Setback) -> None:
    with opened() as cursor:
        cursor.execute(f"UPDATE {TABLE} SET kind = 'back' WHERE place = 3")
    page = text(empty_client, running)
    assert 'role="alert"' in page and "Entry 3 of the ledger was changed." in page


def test_a_long_chain_is_checked_on_a_click(
    empty_client: Client, running: Setback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setback_ledger, "AT_SIGHT", 1)
    assert "Checking them takes a few seconds." in text(empty_client, running)
    answer = empty_client.post(at(running), {"do": "verify"})
    assert "The chain of 4 entries holds." in answer.content.decode()


def test_removals_stand_with_their_reason(empty_client: Client, running: Setback) -> None:
    assert "Nobody has asked to remove anything." in text(empty_client, running)
    given = {"platform": "x", "ref": "c2", "reason": "threat", "why": "A <i>threat</i>", "hide_only": True}
    user = running.organisation.memberships.get(role="owner").user
    removals.ask(setback=running, actor=user, now=timezone.now(), **given)
    page = empty_client.get(at(running)).content.decode()
    assert "waits for a second person" in page and "<i>threat" not in page


def test_old_words_are_erased_in_one_step_with_a_tick(empty_client: Client, running: Setback) -> None:
    erase = {"do": "erase_old", "months": "6"}
    assert empty_client.post(at(running), erase).status_code == 409
    assert "is not closed" in empty_client.post(at(running), {**erase, "sure": "1"}).content.decode()
    running.state, running.closed_at = State.CLOSED.value, timezone.now() - timedelta(days=200)
    running.save()
    assert empty_client.post(at(running), {**erase, "sure": "1"}).status_code == 302
    assert not KeptText.objects.exclude(text="").exists()
    assert "The chain of 6 entries holds." in text(empty_client, running)


def test_a_form_nobody_offers_is_refused(empty_client: Client, running: Setback) -> None:
    assert empty_client.post(at(running), {"do": "forge"}).status_code == 409
