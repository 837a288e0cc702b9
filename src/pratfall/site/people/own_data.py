"""What is kept about one person: theirs to see, to take away and to have erased."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from pratfall.errors import Refused

from .audit import record
from .models import ApiToken, AuditEntry, Invitation, Membership, User
from .roles import Role


def taken_away(user: User) -> dict[str, Any]:
    """Everything kept about somebody, secrets apart; as JSON can hold it."""
    return {
        "account": {
            "email": user.email,
            "name": user.name,
            "language": user.language,
            "theme": user.theme,
            "since": _text(user.date_joined),
            "last_sign_in": _text(user.last_login),
        },
        "addresses": list(EmailAddress.objects.filter(user=user).values("email", "verified", "primary")),
        "organisations": [
            {"name": m.organisation.name, "role": m.role, "since": _text(m.since), "last_seen": _text(m.last_seen_at)}
            for m in user.memberships.select_related("organisation")
        ],
        "tokens": [
            {
                "name": t.name,
                "scopes": t.scopes,
                "made": _text(t.made_at),
                "ends": _text(t.ends_at),
                "last_used": _text(t.last_used_at),
            }
            for t in user.tokens.all()
        ],
        "second_factors": [
            {"type": a.type, "made": _text(a.created_at), "last_used": _text(a.last_used_at)}
            for a in Authenticator.objects.filter(user=user)
        ],
        "sessions": [
            {"ip": s.ip, "browser": s.user_agent, "since": _text(s.created_at), "last_seen": _text(s.last_seen_at)}
            for s in UserSession.objects.filter(user=user)
        ],
        "acts": [
            {
                "at": _text(e.at),
                "organisation": e.organisation.name,
                "act": e.act,
                "subject": e.subject,
                "before": e.before,
                "after": e.after,
            }
            for e in AuditEntry.objects.filter(actor=user).select_related("organisation")
        ],
    }


@transaction.atomic
def erase(*, user: User, now: datetime) -> None:
    """Everything about somebody goes. The trail keeps that somebody acted, under a number without a name.

    Raises Refused while a team would be left without an owner.
    """
    for membership in user.memberships.select_related("organisation"):
        _must_not_leave_alone(membership)
        record(actor=user, organisation=membership.organisation, act="member_erased", subject=user)
    end_sessions(user)
    for kept in (Authenticator, EmailAddress, Membership, ApiToken):
        kept.objects.filter(user=user).delete()
    Invitation.objects.filter(email=user.email).update(email=f"erased-{user.pk}@erased.invalid", withdrawn_at=now)
    user.email, user.name, user.language, user.theme = f"erased-{user.pk}@erased.invalid", "", "", ""
    user.is_active, user.last_login, user.erased_at = False, None, now
    user.set_unusable_password()
    user.save()


def end_sessions(user: User) -> None:
    """Wherever somebody is signed in, they no longer are."""
    kept = UserSession.objects.filter(user=user)
    Session.objects.filter(session_key__in=kept.values("session_key")).delete()
    kept.delete()


def _must_not_leave_alone(leaving: Membership) -> None:
    others = leaving.organisation.memberships.exclude(pk=leaving.pk)
    if leaving.role == Role.OWNER and others.exists() and not others.filter(role=Role.OWNER).exists():
        raise Refused("last_owner", organisation=leaving.organisation.name)


def _text(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
