from __future__ import annotations

from collections.abc import Callable

from pratfall.site.people.models import Membership, Organisation
from pratfall.site.people.roles import Role
from tests.site.conftest import signed_in


def test_an_owner_makes_another_and_switches_between_them(owner: Membership) -> None:
    browser = signed_in(owner.user)
    assert browser.post("/organisations/new/", {"name": "Second"}).headers["Location"] == "/o/second/"
    page = browser.get("/o/default/members/").content.decode()
    assert 'href="/o/second/"' in page
    assert "olive@default.example" in browser.get("/o/second/members/").content.decode()


def test_who_was_only_invited_is_told_who_can(join: Callable[..., Membership]) -> None:
    page = signed_in(join(Role.MANAGER).user).post("/organisations/new/", {"name": "Mine"}).content.decode()
    assert "Only somebody who owns" in page and 'value="Mine"' in page
    assert Organisation.objects.count() == 1
