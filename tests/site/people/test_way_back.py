from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator

from pratfall.errors import Refused
from pratfall.site.people import way_back
from pratfall.site.people.models import AuditEntry, Membership
from tests.site.conftest import PASSWORD, signed_in


def test_a_link_sets_a_new_password_and_leaves_a_trace(owner: Membership) -> None:
    link = way_back.link_for(email="OLIVE@default.example", without_second_factor=False)
    assert AuditEntry.objects.filter(act="access_restored", actor=None).count() == 1
    browser = signed_in(None)
    form = browser.get(link.removeprefix("http://127.0.0.1:8000"), follow=True)
    where = form.redirect_chain[-1][0]
    browser.post(where, {"password1": "another sentence", "password2": "another sentence"})
    owner.user.refresh_from_db()
    assert owner.user.check_password("another sentence") and not owner.user.check_password(PASSWORD)


def test_a_lost_second_factor_goes_and_open_sessions_end(owner: Membership) -> None:
    Authenticator.objects.create(user=owner.user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    browser = signed_in(owner.user)
    assert browser.get("/me/").status_code == 200
    way_back.link_for(email=owner.user.email, without_second_factor=True)
    assert not Authenticator.objects.exists()
    assert browser.get("/me/").status_code == 302


def test_an_address_nobody_has_is_said_to_be_so(owner: Membership) -> None:
    with pytest.raises(Refused, match="nobody_by_that_mail"):
        way_back.link_for(email="nobody@x.example", without_second_factor=False)
