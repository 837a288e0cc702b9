from __future__ import annotations

from django.test import Client

from pratfall.site.people.models import Membership, User
from tests.site.conftest import PASSWORD, signed_in


def test_nobody_signs_up_without_an_invitation(owner: Membership) -> None:
    browser = signed_in(None)
    assert "By invitation only" in browser.get("/account/signup/").content.decode()
    browser.post("/account/signup/", {"email": "x@y.example", "password1": PASSWORD})
    assert User.objects.count() == 1


def test_the_sign_in_is_limited_and_says_so(owner: Membership) -> None:
    browser: Client = signed_in(None)
    form = {"login": owner.user.email, "password": "wrong"}
    answers = [browser.post("/account/login/", form) for _ in range(7)]
    assert answers[0].status_code == 200 and "pf-faults" in answers[0].content.decode()
    last = answers[-1].content.decode()
    assert answers[-1].status_code == 429 or "Too many failed login attempts" in last
    right = browser.post("/account/login/", {**form, "password": PASSWORD})
    assert right.status_code != 302, "not even the right one, until the limit has passed"
