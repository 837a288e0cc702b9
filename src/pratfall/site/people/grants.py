"""What a guest may see: single things, shared one by one."""

from __future__ import annotations

from django.db import transaction

from pratfall.errors import Refused

from .audit import record
from .models import Grant, Membership
from .roles import Role
from .services import must


def may_see(membership: Membership, kind: str, subject_id: int) -> bool:
    """Members see everything of their organisation, guests what was shared with them."""
    if membership.may(Role.ANALYST):
        return True
    return Grant.objects.filter(membership=membership, kind=kind, subject_id=subject_id).exists()


@transaction.atomic
def grant(*, actor: Membership, guest: Membership, kind: str, subject_id: int) -> Grant:
    """Sharing the same thing twice is the same as once."""
    must(actor, Role.EDITOR)
    _same_place(actor, guest)
    if guest.may(Role.ANALYST):
        raise Refused("not_a_guest", name=guest.user.name)
    shared, new = Grant.objects.get_or_create(
        membership=guest, kind=kind, subject_id=subject_id, defaults={"by": actor.user}
    )
    if new:
        thing = {"kind": kind, "id": subject_id}
        record(actor=actor.user, organisation=actor.organisation, act="granted", subject=guest.user, after=thing)
    return shared


@transaction.atomic
def withdraw_grant(*, actor: Membership, guest: Membership, kind: str, subject_id: int) -> None:
    must(actor, Role.EDITOR)
    _same_place(actor, guest)
    gone, _ = Grant.objects.filter(membership=guest, kind=kind, subject_id=subject_id).delete()
    if gone:
        thing = {"kind": kind, "id": subject_id}
        record(
            actor=actor.user, organisation=actor.organisation, act="grant_withdrawn", subject=guest.user, before=thing
        )


def _same_place(actor: Membership, guest: Membership) -> None:
    if actor.organisation.pk != guest.organisation.pk:
        raise ValueError("a guest of another organisation")
