from __future__ import annotations

from collections.abc import Callable

import pytest

from pratfall.errors import Refused
from pratfall.site.people import grants
from pratfall.site.people.models import AuditEntry, Membership
from pratfall.site.people.roles import Role

Join = Callable[..., Membership]


def test_a_guest_sees_what_was_shared_and_nothing_else(owner: Membership, join: Join) -> None:
    guest = join(Role.GUEST)
    grants.grant(actor=owner, guest=guest, kind="setback", subject_id=7)
    grants.grant(actor=owner, guest=guest, kind="setback", subject_id=7)
    assert grants.may_see(guest, "setback", 7)
    assert not grants.may_see(guest, "setback", 8) and not grants.may_see(guest, "decision", 7)
    grants.withdraw_grant(actor=owner, guest=guest, kind="setback", subject_id=7)
    assert not grants.may_see(guest, "setback", 7)
    acts = AuditEntry.objects.order_by("pk").values_list("act", flat=True)
    assert list(acts)[-2:] == ["granted", "grant_withdrawn"], "twice the same is written down once"


def test_members_see_everything_without_being_shared_with(owner: Membership, join: Join) -> None:
    analyst = join(Role.ANALYST)
    assert grants.may_see(analyst, "setback", 7)
    with pytest.raises(Refused, match="not_a_guest"):
        grants.grant(actor=owner, guest=analyst, kind="setback", subject_id=7)


def test_who_shares_can_change_something_and_is_of_the_same_place(
    owner: Membership, join: Join, charlie: Membership
) -> None:
    guest = join(Role.GUEST)
    with pytest.raises(Refused, match="role_too_small"):
        grants.grant(actor=join(Role.ANALYST), guest=guest, kind="setback", subject_id=7)
    with pytest.raises(ValueError, match="another organisation"):
        grants.grant(actor=charlie, guest=guest, kind="setback", subject_id=7)
