"""Who a program acts for."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from pratfall.errors import Refused
from pratfall.site.people.models import Membership, Organisation, User
from pratfall.site.people.roles import Role
from pratfall.site.people.tokens import membership_of


class ApiRequest(HttpRequest):
    """What an operation gets: `auth` is the membership the token acts for, in `organisation` alone."""

    auth: Membership
    organisation: Organisation


class Scope(HttpBearer):
    """Lets in tokens that carry a scope and whose person still may do that."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def authenticate(self, request: HttpRequest, token: str) -> Membership | None:
        membership = membership_of(token, self.name, timezone.now())
        if membership is not None:
            request.organisation = membership.organisation  # type: ignore[attr-defined]
        return membership


READ, FILES, PLANS, PEOPLE = (Scope(name) for name in ("read", "files", "plans", "people"))


def must(membership: Membership, least: Role) -> None:
    """Raises Refused where the role of the token's person is smaller."""
    if not membership.may(least):
        raise Refused("role_too_small", least=least.value)


def member(request: ApiRequest, user_id: int) -> User:
    """Somebody of the token's organisation. Raises Http404 for everybody else."""
    found = User.objects.filter(pk=user_id, memberships__organisation=request.organisation).first()
    if found is None:
        raise Http404
    return found
