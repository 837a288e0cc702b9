"""Programs that act for a person, with no more than the scopes they were given."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from django.db import transaction

from pratfall.errors import Refused

from .audit import record
from .models import ApiToken, Membership
from .roles import Role
from .secrets_kept import digest, new_secret

PREFIX = "pratfall_"
LONGEST_DAYS = 366
SCOPES: Mapping[str, Role] = {  # what it opens, and the least role whose holder may give it away
    "read": Role.ANALYST,
    "files": Role.EDITOR,
    "plans": Role.EDITOR,
    "people": Role.MANAGER,
}
USED_EVERY = timedelta(minutes=10)


@transaction.atomic
def make_token(
    *, actor: Membership, name: str, scopes: Collection[str], days: int, now: datetime
) -> tuple[ApiToken, str]:
    """The token and its secret, which nobody can see again."""
    if not scopes or not set(scopes) <= SCOPES.keys() or not 1 <= days <= LONGEST_DAYS:
        raise Refused("token_says_nothing", known=", ".join(SCOPES), days=LONGEST_DAYS)
    for scope in scopes:
        if not actor.may(SCOPES[scope]):
            raise Refused("role_too_small", least=SCOPES[scope].value)
    secret = new_secret(PREFIX)
    made = ApiToken.objects.create(
        user=actor.user,
        organisation=actor.organisation,
        name=name,
        digest=digest(secret),
        scopes=sorted(scopes),
        ends_at=now + timedelta(days=days),
    )
    record(
        actor=actor.user,
        organisation=actor.organisation,
        act="token_made",
        subject=made,
        after={"scopes": sorted(scopes), "days": days},
    )
    return made, secret


@transaction.atomic
def end_token(*, actor: Membership, token: ApiToken, now: datetime) -> None:
    """One's own; a manager ends everybody's."""
    if token.user.pk != actor.user.pk and not actor.may(Role.MANAGER):
        raise Refused("role_too_small", least=Role.MANAGER.value)
    token.ended_at = now
    token.save(update_fields=["ended_at"])
    record(actor=actor.user, organisation=actor.organisation, act="token_ended", subject=token)


def membership_of(secret: str, scope: str, now: datetime) -> Membership | None:
    """Who a program acts for, if its token is in force, carries `scope`, and its person still may do that."""
    token = (
        ApiToken.objects.select_related("user")
        .filter(digest=digest(secret), ended_at=None, ends_at__gt=now, user__is_active=True)
        .first()
    )
    if token is None or scope not in token.scopes:
        return None
    if token.last_used_at is None or now - token.last_used_at > USED_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)
    membership = (
        Membership.objects.select_related("organisation", "user")
        .filter(user=token.user, organisation=token.organisation)
        .first()
    )
    return membership if membership and membership.may(SCOPES[scope]) else None
