"""The room."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pratfall.respond.playbooks import playbooks
from pratfall.site.people import grants
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.services import opening, steps
from pratfall.site.urls import OF_AN_ORGANISATION
from tests.site.conftest import signed_in

MOST = 20


@pytest.fixture
def room(empty_client: Client, owner: Membership) -> Setback:
    now = datetime.now(UTC)
    return opening.open_by_hand(
        organisation=owner.organisation, actor=owner.user, what="<b>Soup</b>\u202egnp", began_at=now, now=now
    )


def read(browser: Client, setback: Setback, lang: str = "en") -> str:
    answer = browser.get(f"/o/default{setback.path}", headers={"accept-language": lang})
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_says_the_one_next_thing_first(room: Setback, empty_client: Client) -> None:
    page = read(empty_client, room)
    assert page.index("pf-now") < page.index("Pause everything") < page.index("Freeze the evidence")
    assert "due in" in page and "Olive Owner" in page
    french = read(empty_client, room, "fr")
    assert "Suspendez tout ce qui est programmé" in french and "Première parole" in french


def test_what_was_typed_stands_there_as_text(room: Setback, empty_client: Client) -> None:
    page = read(empty_client, room)
    assert "<b>Soup" not in page and "&lt;b&gt;Soup" in page


def test_every_page_a_playbook_leads_to_is_there() -> None:
    there = {str(entry.pattern).removeprefix("setbacks/<int:number>/") for entry in OF_AN_ORGANISATION}
    wanted = {step.page.partition("#")[0] for book in playbooks().values() for step in book.steps} - {""}
    assert wanted - there == set()


def test_an_open_matter_stands_beside_the_button_that_closes(room: Setback, empty_client: Client) -> None:
    page = read(empty_client, room)
    assert "Nothing has been said in public yet." in page and 'name="sign"' in page


def test_a_guest_reads_and_is_offered_no_button_and_no_address(
    room: Setback, owner: Membership, join: Callable[..., Membership]
) -> None:
    guest = join(Role.GUEST)
    browser = signed_in(guest.user)
    assert browser.get(f"/o/default{room.path}").status_code == 404
    grants.grant(actor=owner, guest=guest, kind="setback", subject_id=room.pk)
    page = read(browser, room)
    inside = page.partition('<main id="content"')[2].partition("</main>")[0]
    assert "Pause everything" in inside and "<form" not in inside and "olive@" not in page
    assert "/statements/" not in inside


def test_charlie_finds_nothing(room: Setback, charlie: Membership) -> None:
    assert signed_in(charlie.user).get(f"/o/default{room.path}").status_code == 404
    assert signed_in(charlie.user).get(f"/o/elsewhere{room.path}").status_code == 404


def test_a_guests_way_in_leads_to_what_was_shared(room: Setback, join: Callable[..., Membership]) -> None:
    browser = signed_in(join(Role.GUEST).user)
    assert browser.get("/").headers["Location"] == "/o/default/setbacks/"


def test_a_playbook_of_the_teams_own_that_is_wrong_is_named(
    room: Setback, empty_client: Client, tmp_path: Path
) -> None:
    (tmp_path / "playbooks").mkdir()
    (tmp_path / "playbooks" / "flood.toml").write_text("[[[", encoding="utf-8")
    assert "flood.toml is not valid TOML" in read(empty_client, room)


def test_a_closed_one_is_read_and_can_be_reopened(room: Setback, empty_client: Client) -> None:
    Setback.objects.filter(pk=room.pk).update(state="closed", closed_at=datetime.now(UTC))
    page = read(empty_client, room)
    assert "It is over" in page and 'value="reopened"' in page and "step_done" not in page


def test_what_it_asks_of_the_database_does_not_grow(room: Setback, owner: Membership, empty_client: Client) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            read(empty_client, room)
        return len(captured)

    asked()
    few, now = asked(), datetime.now(UTC)
    for number in range(25):
        step = steps.add(
            setback=room,
            actor=owner.user,
            title=f"Step {number}",
            part="lead",
            due_at=now if number % 2 else None,
            now=now,
        )
        if number % 3:
            steps.tick(step=step, actor=owner.user, seen=step.version, now=now)
    assert asked() == few
    assert few <= MOST + 6, "the room adds steps, roles, reminders and what is open to what every page asks"
