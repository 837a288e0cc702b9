from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from pratfall.errors import Refused
from pratfall.site.people import invitations, own_data, tokens
from pratfall.site.people.models import AuditEntry, Membership, User
from pratfall.site.people.roles import Role
from tests.site.conftest import signed_in

Join = Callable[..., Membership]


def test_everything_kept_about_somebody_can_be_taken_away(join: Join) -> None:
    member = join(Role.MANAGER)
    _, secret = tokens.make_token(actor=member, name="script", scopes=["read"], days=9, now=timezone.now())
    signed_in(member.user).get("/me/")
    kept = own_data.taken_away(member.user)
    assert kept["account"]["email"] == member.user.email
    assert [one["role"] for one in kept["organisations"]] == ["manager"]
    assert [one["act"] for one in kept["acts"]] == ["token_made"]
    told = json.dumps(kept)
    assert secret not in told and member.user.password not in told


def test_who_is_erased_is_gone_everywhere_but_as_a_number_in_the_trail(owner: Membership, join: Join) -> None:
    member = join(Role.EDITOR)
    invitations.invite(actor=owner, email="member@x.example", role=Role.GUEST, now=timezone.now())
    browser = signed_in(member.user)
    assert browser.get("/me/").status_code == 200
    address, name = member.user.email, member.user.name
    own_data.erase(user=member.user, now=timezone.now())
    assert browser.get("/me/").status_code == 302, "the session has ended"
    kept = User.objects.get(pk=member.user.pk)
    assert not kept.is_active and not kept.has_usable_password() and kept.erased_at
    everything = str([list(model.objects.values()) for model in (User, Membership, AuditEntry, Session)])
    assert address not in everything and name not in everything
    assert AuditEntry.objects.filter(act="member_erased", actor=kept).exists()


def test_a_team_is_not_left_without_an_owner(owner: Membership, join: Join) -> None:
    join(Role.EDITOR)
    with pytest.raises(Refused, match="last_owner"):
        own_data.erase(user=owner.user, now=timezone.now())
    assert User.objects.get(pk=owner.user.pk).name == "Olive Owner"


def test_somebody_alone_may_go(owner: Membership) -> None:
    own_data.erase(user=owner.user, now=timezone.now())
    assert not Membership.objects.exists()
