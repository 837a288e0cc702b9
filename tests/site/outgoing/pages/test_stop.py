from __future__ import annotations

from django.core import signing
from django.test import Client

from pratfall.site.outgoing.digest import SALT, wishes_of
from pratfall.site.people.models import Membership
from tests.site.conftest import signed_in


def address(owner: Membership, wish: str = "weekly") -> str:
    return f"/stop/{signing.dumps([owner.pk, wish], salt=SALT)}/"


def test_looking_stops_nothing_and_one_click_does(owner: Membership) -> None:
    stranger = signed_in(None)
    assert stranger.get(address(owner)).status_code == 200 and wishes_of(owner).weekly
    assert stranger.post(address(owner)).status_code == 200
    assert not wishes_of(owner).weekly and wishes_of(owner).at_once


def test_a_mail_program_needs_no_cookie_to_stop(owner: Membership) -> None:
    program = Client(headers={"host": "127.0.0.1"}, enforce_csrf_checks=True)
    assert program.post(address(owner, "at_once")).status_code == 200
    assert not wishes_of(owner).at_once


def test_a_forged_link_is_nowhere(owner: Membership) -> None:
    assert signed_in(None).post("/stop/forged/").status_code == 404
