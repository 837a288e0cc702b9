"""Who works here, and what was changed by whom."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import Http404
from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status
from pydantic import AfterValidator

from pratfall.site.people import invitations, services
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role

from .access import PEOPLE, ApiRequest
from .answers import Slice, answers

router = Router()


def _address(given: str) -> str:
    try:
        validate_email(given)
    except ValidationError as error:
        raise ValueError("not a mail address") from error
    return given


class MemberOut(Schema):
    """`id` is the person's number, as everywhere in this interface."""

    id: int
    name: str
    email: str
    role: Role
    version: int


class RoleIn(Schema):
    """`version`: the one that was seen; another one there now is a conflict."""

    role: Role
    version: int = Field(ge=1, le=2**31 - 1)


class InviteIn(Schema):
    email: Annotated[str, Field(max_length=254, json_schema_extra={"format": "email"}), AfterValidator(_address)]
    role: Role


class InvitedOut(Schema):
    """`secret` opens /account/invitation/<secret>/ once; it is shown here and never again."""

    id: int
    secret: str
    ends_at: datetime


class AuditOut(Schema):
    at: datetime
    actor: int | None
    act: str
    subject: str
    before: dict[str, Any]
    after: dict[str, Any]


@router.get("/", response=answers(list[MemberOut]), summary="Who works here")
def listed(request: ApiRequest) -> list[dict[str, Any]]:
    rows = request.organisation.memberships.select_related("user").order_by("user__name", "pk")
    return [_member(row) for row in rows]


@router.put("/{int:user_id}/role/", auth=PEOPLE, response=answers(MemberOut), summary="Give somebody another role")
def role(request: ApiRequest, user_id: int, given: RoleIn) -> dict[str, Any]:
    row = _of(request, user_id)
    services.change_role(actor=request.auth, membership=row, role=given.role, version=given.version)
    return _member(_of(request, user_id))


@router.delete("/{int:user_id}/", auth=PEOPLE, response=answers(None, 204), summary="Somebody leaves the team")
def remove(request: ApiRequest, user_id: int) -> Status[None]:
    services.remove_member(actor=request.auth, membership=_of(request, user_id))
    return Status(204, None)


@router.post("/invitations/", auth=PEOPLE, response=answers(InvitedOut, 201), summary="Invite somebody")
def invite(request: ApiRequest, given: InviteIn) -> Status[dict[str, Any]]:
    """Sends no mail: whoever asks hands the link over."""
    made, secret = invitations.invite(actor=request.auth, email=given.email, role=given.role, now=timezone.now())
    return Status(201, {"id": made.pk, "secret": secret, "ends_at": made.ends_at})


@router.get("/audit/", response=answers(list[AuditOut]), summary="Who changed what, newest first")
def audit(request: ApiRequest, part: Query[Slice]) -> list[dict[str, Any]]:
    names = ("at", "act", "subject", "before", "after")
    rows = part.of(request.organisation.audit.order_by("-at", "-pk"))
    return [{**{name: getattr(row, name) for name in names}, "actor": row.actor_id} for row in rows]


def _of(request: ApiRequest, user_id: int) -> Membership:
    row = request.organisation.memberships.select_related("user", "organisation").filter(user=user_id).first()
    if row is None:
        raise Http404
    return row


def _member(row: Membership) -> dict[str, Any]:
    return {"id": row.user.pk, "name": row.user.name, "email": row.user.email, "role": row.role, "version": row.version}
