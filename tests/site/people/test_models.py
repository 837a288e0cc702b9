from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from pratfall.site.people.models import Grant, Invitation, Membership, User
from pratfall.site.people.roles import Role


def test_an_address_is_one_person_whatever_its_case(owner: Membership) -> None:
    assert User.objects.get_by_natural_key("OLIVE@default.example") == owner.user
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("Olive@Default.example", "x")


def test_a_role_nobody_knows_is_refused_by_the_database(owner: Membership) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(pk=owner.pk).update(role="emperor")


def test_somebody_is_a_member_once(owner: Membership) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(user=owner.user, organisation=owner.organisation, role=Role.GUEST)


def test_a_guest_is_granted_a_thing_once(owner: Membership) -> None:
    grant = Grant.objects.create(membership=owner, kind="setback", subject_id=7, by=owner.user)
    assert str(grant) == "setback:7"
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.create(membership=owner, kind="setback", subject_id=7, by=owner.user)


def test_an_invitation_is_open_until_used_withdrawn_or_over(owner: Membership) -> None:
    now = timezone.now()
    one = Invitation(organisation=owner.organisation, email="a@b.example", role=Role.GUEST, by=owner.user)
    assert one.is_open(now) and not one.is_open(now + timedelta(days=15))
    one.withdrawn_at = now
    assert not one.is_open(now)


def test_everything_is_called_by_its_name(owner: Membership) -> None:
    assert str(owner) == "Olive Owner (owner)" and str(owner.organisation) == "default"
    assert owner.organisation.base == "/o/default"
