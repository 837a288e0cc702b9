"""Hiding or deleting what somebody wrote: never without a reason of the policy, and never by one person alone."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from pratfall.errors import Refused
from pratfall.site.people.audit import record
from pratfall.site.people.models import User
from pratfall.site.people.roles import Role
from pratfall.site.people.versions import change

from ..heard import heard
from ..models import Removal, RemovalReason, Setback
from ..rights import require
from . import appending
from .appending import Draft

LONGEST = 2000


def ask(
    *,
    setback: Setback,
    actor: User,
    platform: str,
    ref: str,
    reason: str,
    why: str,
    hide_only: bool,
    now: datetime,
) -> Removal:
    """Somebody wants it gone, and says which rule of the policy it breaks and how. Raises Refused."""
    require(actor, setback.organisation, Role.EDITOR)
    if reason not in RemovalReason.values:
        raise Refused("removal_no_reason")
    if not why.strip():
        raise Refused("removal_needs_why")
    comment = heard(setback).get((platform, ref))
    if comment is None or comment.own:
        raise Refused("comment_unknown")
    if setback.removals.filter(platform=platform, ref=ref, approved=True).exists():
        raise Refused("removal_approved_already")
    try:
        with transaction.atomic():
            removal = Removal.objects.create(
                setback=setback,
                platform=platform,
                ref=ref,
                hide_only=hide_only,
                reason=reason,
                why=why.strip()[:LONGEST],
                asked_by=actor,
                asked_at=now,
            )
            _note(removal, "removal_asked", actor, now)
    except IntegrityError as error:
        raise Refused("removal_asked_already") from error
    return removal


def answer(*, removal: Removal, actor: User, approve: bool, why: str, seen: int, now: datetime) -> None:
    """Somebody else says yes or no; whoever asked may only take it back. A no needs a why. Raises Refused, Conflict."""
    require(actor, removal.setback.organisation, Role.EDITOR)
    if removal.approved is not None:
        raise Refused("removal_answered_already")
    if approve and removal.asked_by == actor:
        raise Refused("removal_needs_second")
    if not approve and not why.strip():
        raise Refused("removal_refusal_needs_why")
    with transaction.atomic():
        change(
            removal,
            version=seen,
            approved=approve,
            answered_by=actor,
            answered_at=now,
            answer_why=why.strip()[:LONGEST],
        )
        _note(removal, "removal_approved" if approve else "removal_refused", actor, now)


def done(*, removal: Removal, actor: User, seen: int, now: datetime) -> None:
    """A person has hidden or deleted it on the network; Pratfall never does. Raises Refused, Conflict."""
    require(actor, removal.setback.organisation, Role.EDITOR)
    if not removal.approved:
        raise Refused("removal_not_approved")
    if removal.done_at is not None:
        raise Refused("removal_done_already")
    with transaction.atomic():
        change(removal, version=seen, done_at=now)
        _note(removal, "removed", actor, now)


def _note(removal: Removal, kind: str, actor: User, now: datetime) -> None:
    """In the ledger and in the trail, in the caller's transaction. What people wrote about it stays in its row."""
    body = {"removal": removal.pk, "reason": removal.reason, "hide_only": removal.hide_only}
    entry = Draft(kind=kind, platform=removal.platform, ref=removal.ref, body=body)
    where = appending.append(setback=removal.setback, drafts=[entry], now=now)
    record(
        actor=actor,
        organisation=removal.setback.organisation,
        act="comment_removed" if kind == "removed" else kind,
        subject=removal.setback,
        after={**body, **appending.end_kept(where)},
    )
