"""The list of setbacks: open ones first, and what somebody may see."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pratfall.site.people import grants
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Setback, Transition
from tests.site.conftest import signed_in

from ..conftest import NOW


def test_an_empty_list_says_what_to_do_next(empty_client: Client) -> None:
    page = empty_client.get("/o/default/setbacks/").content.decode()
    assert "one sentence is enough" in page and "/o/default/setbacks/new/" in page


def test_open_ones_come_first_with_their_clocks_in_words(
    empty_client: Client, make_setback: Callable[..., Setback]
) -> None:
    make_setback(title="Small one", severity=1)
    make_setback(title="Severe one", severity=4)
    over = make_setback(title="Old one", state="closed", closed_at=NOW)
    Transition.objects.create(
        setback=over, before="recovering", after="closed", left_open=["thanks"], by=over.opened_by, at=NOW
    )
    page = empty_client.get("/o/default/setbacks/").content.decode()
    assert page.index("Severe one") < page.index("Small one") < page.index("Old one")
    assert "late by" in page and "with 1 matter signed off" in page


def test_a_guest_sees_the_one_that_was_shared_and_may_open_none(
    home: Path, owner: Membership, make_setback: Callable[..., Setback], join: Callable[..., Membership]
) -> None:
    shared, other, guest = make_setback(title="Shared one"), make_setback(title="Hidden one"), join(Role.GUEST)
    grants.grant(actor=owner, guest=guest, kind="setback", subject_id=shared.pk)
    page = signed_in(guest.user).get("/o/default/setbacks/").content.decode()
    assert shared.title in page and other.title not in page and "/setbacks/new/" not in page


def test_somebody_elses_title_stands_there_as_text(empty_client: Client, make_setback: Callable[..., Setback]) -> None:
    make_setback(title="<script>alert(1)</script>\u202egnp.exe")
    page = empty_client.get("/o/default/setbacks/").content.decode()
    assert "<script>alert" not in page and "&lt;script&gt;alert" in page


def test_what_it_asks_of_the_database_does_not_grow(empty_client: Client, make_setback: Callable[..., Setback]) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert empty_client.get("/o/default/setbacks/").status_code == 200
        return len(captured)

    make_setback()
    make_setback(state="closed", closed_at=NOW)
    asked()
    few = asked()
    for number in range(12):
        make_setback(title=f"Open {number}")
        make_setback(title=f"Over {number}", state="closed", closed_at=NOW)
    assert asked() == few <= 16


def test_a_drill_stands_on_a_page_of_its_own(empty_client: Client, make_setback: Callable[..., Setback]) -> None:
    make_setback(title="Made up", drill=True)
    page = empty_client.get("/o/default/setbacks/").content.decode()
    assert "Made up" not in page and "/o/default/setbacks/drills/" in page
