from __future__ import annotations

from collections.abc import Callable

import pytest

from pratfall.site.people.models import Membership, User
from pratfall.site.people.roles import Role
from tests.site.conftest import PASSWORD, signed_in

Join = Callable[..., Membership]


def test_name_language_and_theme_are_ones_own(owner: Membership) -> None:
    browser = signed_in(owner.user)
    browser.post("/me/", {"do": "profile", "name": "Olivia", "language": "fr", "theme": "dark"})
    page = browser.get("/o/default/members/").content.decode()
    assert '<html lang="fr" data-theme="dark">' in page and "Olivia" in page
    assert "Membres" in page, "the person's choice beats the browser's language"


@pytest.mark.parametrize("wrong", [{"language": "tlh"}, {"theme": "neon"}, {"name": ""}])
def test_a_choice_there_is_not_changes_nothing(owner: Membership, wrong: dict[str, str]) -> None:
    browser = signed_in(owner.user)
    form = {"do": "profile", "name": "Olivia", "language": "fr", "theme": "dark", **wrong}
    assert "pf-faults" in browser.post("/me/", form).content.decode()
    assert User.objects.get(pk=owner.user.pk).name == "Olive Owner"


def test_one_leaves_after_being_asked(owner: Membership, join: Join) -> None:
    member = join(Role.EDITOR)
    browser = signed_in(member.user)
    assert "Leave default?" in browser.get(f"/me/?leave={member.pk}").content.decode()
    browser.post("/me/", {"do": "leave", "id": member.pk})
    assert browser.get("/o/default/members/").status_code == 404
    assert browser.post("/me/", {"do": "leave", "id": owner.pk}).status_code == 404, "nobody else's place"


def test_what_is_kept_comes_as_a_file(owner: Membership) -> None:
    answer = signed_in(owner.user).get("/me/data.json")
    assert "attachment" in answer.headers["Content-Disposition"]
    assert answer.json()["account"]["email"] == owner.user.email


def test_erasing_takes_address_and_password(owner: Membership) -> None:
    browser = signed_in(owner.user)
    for form in ({"email": owner.user.email, "password": "wrong"}, {"email": "x@y.example", "password": PASSWORD}):
        assert "Nothing was erased" in browser.post("/me/erase/", form).content.decode()
    assert browser.post("/me/erase/", {"email": owner.user.email, "password": PASSWORD}).status_code == 302
    assert User.objects.get(pk=owner.user.pk).erased_at is not None
    assert browser.get("/me/").status_code == 302


def test_an_owner_others_need_is_not_erased(owner: Membership, join: Join) -> None:
    join(Role.EDITOR)
    answer = signed_in(owner.user).post("/me/erase/", {"email": owner.user.email, "password": PASSWORD})
    assert answer.status_code == 409 and "without an owner" in answer.content.decode()


def test_sessions_are_listed_and_the_others_ended(owner: Membership) -> None:
    here, elsewhere = signed_in(owner.user), signed_in(owner.user)
    for browser in (here, elsewhere):
        assert browser.get("/me/").status_code == 200
    assert here.get("/account/sessions/").content.decode().count("<tr>") == 3, "a head and two rows"
    here.post("/account/sessions/")
    assert here.get("/me/").status_code == 200 and elsewhere.get("/me/").status_code == 302
