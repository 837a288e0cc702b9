from __future__ import annotations

import pytest
from django.test import override_settings

from pratfall.site.people.models import Membership, User
from tests.site.conftest import PASSWORD, signed_in

FORM = {"name": "Olive", "email": "Olive@Lantern.example", "password": PASSWORD, "organisation": "La Lanterne"}


def test_the_first_start_asks_for_one_account_and_nothing_else(db: None) -> None:
    browser = signed_in(None)
    page = browser.get("/start/").content.decode()
    assert page.count("<input") == 5, "four answers, and the form's own token"
    answer = browser.post("/start/", FORM)
    assert answer.headers["Location"] == "/o/la-lanterne/"
    made = Membership.objects.get()
    assert (made.role, made.user.email, made.organisation.lake_key) == ("owner", "olive@lantern.example", "default")
    assert browser.get("/o/la-lanterne/members/").status_code == 200, "signed in at once"


def test_there_is_no_second_first_start(owner: Membership) -> None:
    browser = signed_in(None)
    assert browser.post("/start/", FORM).headers["Location"] == "/"
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"password": "short"}, "at least 10 characters"),
        ({"password": "password1234"}, "too common"),
        ({"password": "olive@lantern.example"}, "too similar"),
        ({"email": "nothing"}, "valid email"),
        ({"organisation": ""}, "required"),
    ],
)
def test_what_is_wrong_is_said_where_it_is_and_nothing_typed_is_lost(
    db: None, wrong: dict[str, str], told: str
) -> None:
    page = signed_in(None).post("/start/", {**FORM, **wrong}).content.decode()
    assert told in page
    assert 'value="Olive"' in page and PASSWORD not in page
    assert not User.objects.exists()


def test_from_elsewhere_it_takes_the_code_of_whoever_started_it(db: None) -> None:
    with override_settings(START_CODE="a-code"):
        for address in ("/start/", "/start/?code=", "/start/?code=b-code"):
            assert signed_in(None).get(address).status_code == 404
            assert signed_in(None).post(address, FORM).status_code == 404
        assert signed_in(None).post("/start/?code=a-code", FORM).status_code == 302
