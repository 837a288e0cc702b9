from __future__ import annotations

import pytest
from django.utils import timezone

from pratfall.site.people import invitations
from pratfall.site.people.models import Membership, User
from pratfall.site.people.roles import Role
from tests.site.conftest import PASSWORD, signed_in


@pytest.fixture
def secret(owner: Membership) -> str:
    return invitations.invite(actor=owner, email="new@x.example", role=Role.EDITOR, now=timezone.now())[1]


def test_somebody_new_joins_with_a_name_and_a_password(secret: str) -> None:
    browser = signed_in(None)
    page = browser.get(f"/invitation/{secret}/")
    assert "Join default" in page.content.decode() and "no-store" in page.headers["Cache-Control"]
    weak = browser.post(f"/invitation/{secret}/", {"name": "New", "password": "new@x.example"})
    assert "too similar" in weak.content.decode()
    answer = browser.post(f"/invitation/{secret}/", {"name": "New", "password": PASSWORD})
    assert answer.headers["Location"] == "/o/default/"
    assert browser.get("/o/default/members/").status_code == 200
    assert browser.get(f"/invitation/{secret}/").status_code == 409


def test_somebody_with_an_account_signs_in_first_and_comes_back(secret: str) -> None:
    user = services_user("new@x.example")
    answer = signed_in(None).get(f"/invitation/{secret}/")
    assert answer.headers["Location"].startswith("/account/login/?next=%2Finvitation")
    assert signed_in(user).post(f"/invitation/{secret}/").headers["Location"] == "/o/default/"
    assert Membership.objects.filter(user=user, role="editor").exists()


def test_the_link_is_no_use_to_somebody_else(secret: str, charlie: Membership) -> None:
    browser = signed_in(charlie.user)
    assert "sent to another address" in browser.get(f"/invitation/{secret}/").content.decode()
    assert browser.post(f"/invitation/{secret}/").status_code == 409
    assert not Membership.objects.filter(user=charlie.user, organisation__slug="default").exists()


def test_a_link_that_never_was_says_what_one_that_is_over_says(owner: Membership) -> None:
    answer = signed_in(None).get("/invitation/nothing/")
    assert answer.status_code == 409 and "Ask for a new one" in answer.content.decode()


def services_user(email: str) -> User:
    from pratfall.site.people import services

    return services.add_user(name="N", email=email, password=PASSWORD)
