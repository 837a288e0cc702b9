"""Who may do something, asked again by the services: pages are not the only way in."""

from __future__ import annotations

from pratfall.errors import Refused
from pratfall.site.people.models import Membership, Organisation, User
from pratfall.site.people.roles import Role


def require(actor: User, organisation: Organisation, least: Role) -> Membership:
    """Their membership. Raises Refused."""
    membership = Membership.objects.filter(user=actor, organisation=organisation).first()
    if membership is None or not membership.may(least):
        raise Refused("not_allowed_here")
    return membership
