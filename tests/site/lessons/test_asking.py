from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from pratfall.site.campaigns.models import Campaign, Decision, Idea
from pratfall.site.campaigns.services import decisions
from pratfall.site.lessons.asking import over
from pratfall.site.lessons.models import Lesson, Origin
from pratfall.site.lessons.services.asked import answer_none
from pratfall.site.people import grants
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Setback
from tests.site.conftest import signed_in
from tests.site.lessons.conftest import NOW

ASKED = "What did we learn?"


def text(browser: Client, address: str) -> str:
    answer = browser.get(f"/o/default{address}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_closed_setback_asks_on_its_page_and_shows_what_was_learnt(
    empty_client: Client, make_setback: Callable[..., Setback], make_lesson: Callable[..., Lesson], setback: Setback
) -> None:
    row = make_setback(state="closed", closed_at=NOW, began_at=NOW - timedelta(days=20))
    assert f"/learn/new/?origin=setback&amp;number={row.pk}" in text(empty_client, row.path)
    assert ASKED not in text(empty_client, setback.path)
    made = make_lesson(origin=Origin.SETBACK, subject=row)
    page = text(empty_client, row.path)
    assert f"/learn/{made.pk}/" in page and "Write another lesson" in page


def test_a_campaign_that_is_over_and_a_decision_that_holds_ask(
    empty_client: Client, running: Campaign, decided: Callable[..., Decision], owner: Membership
) -> None:
    address = f"/plans/{running.pk}/"
    assert ASKED not in text(empty_client, address)
    Campaign.objects.filter(pk=running.pk).update(state="ended", ended_at=NOW)
    assert ASKED in text(empty_client, address)
    given = {"organisation": owner.organisation, "actor": owner.user, "origin": Origin.CAMPAIGN, "number": running.pk}
    answer_none(**given, why="It <b>only</b> repeated.", now=NOW)  # type: ignore[arg-type]
    assert "It &lt;b&gt;only" in text(empty_client, address)
    decision = decided()
    assert ASKED in text(empty_client, f"/decisions/{decision.pk}/")
    decisions.withdraw(decision=decision, actor=owner.user, now=NOW)
    assert ASKED not in text(empty_client, f"/decisions/{decision.pk}/")


@pytest.mark.parametrize(("state", "ended"), [("draft", False), ("running", False), ("ended", True)])
def test_a_test_asks_once_it_has_ended(state: str, ended: bool) -> None:
    assert over(Idea(state=state)) is ended


def test_a_drill_a_guest_and_a_reader_are_asked_to_write_nothing(
    empty_client: Client, make_setback: Callable[..., Setback], join: Callable[..., Membership], owner: Membership
) -> None:
    assert not over(make_setback(state="closed", closed_at=NOW, drill=True))
    row = make_setback(state="closed", closed_at=NOW)
    reader = signed_in(join(Role.ANALYST).user)
    page = text(reader, row.path)
    assert ASKED in page and "/learn/new/" not in page
    guest = join(Role.GUEST)
    grants.grant(actor=owner, guest=guest, kind="setback", subject_id=row.pk)
    assert ASKED not in text(signed_in(guest.user), row.path)
