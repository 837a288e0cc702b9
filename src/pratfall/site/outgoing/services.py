"""What a member may say about what they hear."""

from __future__ import annotations

from django.db import transaction

from pratfall.site.people.audit import record
from pratfall.site.people.models import Membership
from pratfall.site.people.secrets_kept import digest, new_secret

from .models import Wishes


@transaction.atomic
def wish(*, membership: Membership, weekly: bool, weekday: int, at_once: bool) -> None:
    said = {"weekly": weekly, "weekday": weekday, "at_once": at_once}
    Wishes.objects.update_or_create(membership=membership, defaults=said)


@transaction.atomic
def stop(*, membership: Membership, wish: str) -> None:
    """By the link of a mail: "weekly" or "at_once"."""
    Wishes.objects.update_or_create(membership=membership, defaults={wish: False})


@transaction.atomic
def new_calendar(*, membership: Membership) -> str:
    """The secret in the address of one's calendar; the one before opens nothing any more."""
    secret = new_secret()
    Wishes.objects.update_or_create(membership=membership, defaults={"calendar": digest(secret)})
    record(actor=membership.user, organisation=membership.organisation, act="calendar_opened", subject=membership)
    return secret


def follower_of(secret: str) -> Membership | None:
    """Whose calendar it is, while they still belong to the organisation."""
    found = Wishes.objects.select_related("membership__user", "membership__organisation").filter(
        calendar=digest(secret), membership__user__is_active=True
    )
    wishes = found.first()
    return wishes.membership if wishes else None
