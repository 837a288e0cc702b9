from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core import mail
from django.test import override_settings

from pratfall.site.mail import Mail
from pratfall.site.people.models import AuditEntry, Invitation, Membership
from pratfall.site.people.roles import Role
from tests.site.conftest import signed_in

Join = Callable[..., Membership]
HERE = "/o/default/members/"


def test_an_invitation_without_mail_shows_its_link_once(owner: Membership) -> None:
    browser = signed_in(owner.user)
    browser.post(HERE, {"do": "invite", "email": "n@x.example", "role": "editor"})
    page = browser.get(HERE).content.decode()
    assert "http://127.0.0.1/invitation/" in page and "n@x.example" in page
    assert "/invitation/" not in browser.get(HERE).content.decode()


def test_an_invitation_with_mail_goes_out(owner: Membership) -> None:
    browser = signed_in(owner.user)
    with override_settings(MAIL=Mail(host="mail.example"), ADDRESS="https://pratfall.example"):
        browser.post(HERE, {"do": "invite", "email": "n@x.example", "role": "editor"})
    assert "https://pratfall.example/invitation/" in mail.outbox[0].body
    assert "on its way to n@x.example" in browser.get(HERE).content.decode()


def test_a_role_is_changed_and_a_member_removed_after_asking(owner: Membership, join: Join) -> None:
    member, browser = join(Role.EDITOR), signed_in(owner.user)
    browser.post(HERE, {"do": "role", "id": member.pk, "role": "analyst", "version": "1"})
    member.refresh_from_db()
    assert member.role == "analyst"
    assert "Remove Editor from the organisation?" in browser.get(f"{HERE}?remove={member.pk}").content.decode()
    assert Membership.objects.filter(pk=member.pk).exists(), "asking removes nobody"
    browser.post(HERE, {"do": "remove", "id": member.pk})
    assert not Membership.objects.filter(pk=member.pk).exists()


def test_a_role_changed_meanwhile_is_a_conflict_that_shows_both(owner: Membership, join: Join) -> None:
    member, browser = join(Role.EDITOR), signed_in(owner.user)
    form = {"do": "role", "id": member.pk, "version": "1"}
    assert browser.post(HERE, {**form, "role": "analyst"}).status_code == 302
    answer = browser.post(HERE, {**form, "role": "manager"})
    page = answer.content.decode()
    assert answer.status_code == 409 and "manager" in page and "analyst" in page


def test_an_invitation_is_withdrawn(owner: Membership) -> None:
    browser = signed_in(owner.user)
    browser.post(HERE, {"do": "invite", "email": "n@x.example", "role": "guest"})
    browser.post(HERE, {"do": "withdraw", "id": Invitation.objects.get().pk})
    assert Invitation.objects.get().withdrawn_at is not None


def test_what_cannot_be_invited_is_said_in_the_form(owner: Membership, join: Join) -> None:
    browser = signed_in(join(Role.MANAGER).user)
    page = browser.post(HERE, {"do": "invite", "email": "olive@default.example", "role": "editor"}).content.decode()
    assert "is a member already" in page and 'value="olive@default.example"' in page
    assert 'value="owner"' not in page, "a manager hands out no role above their own"
    page = browser.post(HERE, {"do": "invite", "email": "n@x.example", "role": "owner"}).content.decode()
    assert "pf-faults" in page and not Invitation.objects.exists()


@pytest.mark.parametrize("do", ["role", "remove", "withdraw"])
def test_another_organisations_people_cannot_be_reached(owner: Membership, charlie: Membership, do: str) -> None:
    form = {"do": do, "id": charlie.pk, "role": "guest", "version": "1"}
    assert signed_in(owner.user).post(HERE, form).status_code == 404
    charlie.refresh_from_db()
    assert charlie.role == "owner"


def test_the_last_owner_is_told_why_not(owner: Membership) -> None:
    form = {"do": "role", "id": owner.pk, "role": "editor", "version": "1"}
    answer = signed_in(owner.user).post(HERE, form)
    assert answer.status_code == 409 and "without an owner" in answer.content.decode()


def test_an_analyst_reads_who_is_here_and_finds_no_form(join: Join) -> None:
    page = signed_in(join(Role.ANALYST).user).get(HERE).content.decode()
    assert "Olive Owner" in page and 'name="role"' not in page


def test_owners_rename_the_organisation_on_the_page_and_nobody_else_does(owner: Membership, join: Join) -> None:
    browser, manager = signed_in(owner.user), signed_in(join(Role.MANAGER).user)
    assert 'value="rename"' in browser.get(HERE).content.decode()
    assert 'value="rename"' not in manager.get(HERE).content.decode()
    given = {"do": "rename", "name": "  La <Lanterne>\0 ", "version": "1"}
    assert manager.post(HERE, given).status_code == 409
    assert browser.post(HERE, given).headers["location"] == HERE
    owner.organisation.refresh_from_db()
    assert owner.organisation.name == "La <Lanterne>"
    assert "La &lt;Lanterne&gt;" in browser.get(HERE).content.decode()
    assert AuditEntry.objects.get(act="organisation_renamed").after == {"name": "La <Lanterne>"}


@pytest.mark.parametrize("given", [{"name": " ", "version": "2"}, {"name": "n" * 121, "version": "1"}])
def test_a_name_that_is_none_is_refused(owner: Membership, given: dict[str, str]) -> None:
    answer = signed_in(owner.user).post(HERE, {"do": "rename", **given})
    assert answer.status_code == 409 and "letters" in answer.content.decode()


def test_who_renames_what_somebody_else_renamed_sees_both_names(owner: Membership) -> None:
    browser = signed_in(owner.user)
    browser.post(HERE, {"do": "rename", "name": "First", "version": "1"})
    for version in ("1", "x", "9" * 30):
        late = browser.post(HERE, {"do": "rename", "name": "Second", "version": version})
        assert late.status_code == 409
        assert "First" in late.content.decode() and "Second" in late.content.decode()
