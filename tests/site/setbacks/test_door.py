"""Which setback an address means, and who may come in."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.http import Http404

from pratfall.site.people import grants
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.door import SHARED, found
from pratfall.site.setbacks.models import Setback


def asked_by(membership: Membership) -> Any:
    return SimpleNamespace(organisation=membership.organisation, membership=membership)


def test_a_member_finds_every_setback_of_the_organisation(setback: Setback, join: Callable[..., Membership]) -> None:
    assert found(asked_by(join(Role.ANALYST)), setback.pk) == setback


def test_somebody_of_another_organisation_finds_none(setback: Setback, charlie: Membership) -> None:
    with pytest.raises(Http404):
        found(asked_by(charlie), setback.pk)


def test_a_guest_finds_the_one_that_was_shared_and_no_other(
    owner: Membership,
    setback: Setback,
    make_setback: Callable[..., Setback],
    join: Callable[..., Membership],
) -> None:
    other, guest = make_setback(title="Another"), join(Role.GUEST)
    grants.grant(actor=owner, guest=guest, kind=SHARED, subject_id=setback.pk)
    assert found(asked_by(guest), setback.pk) == setback
    with pytest.raises(Http404):
        found(asked_by(guest), other.pk)
