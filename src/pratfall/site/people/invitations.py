"""Ways in for people who are not here yet."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import models, transaction

from pratfall.errors import Refused
from pratfall.reviews.render.speech import Speech

from .audit import record
from .models import INVITATION_DAYS, Invitation, Membership, User
from .roles import Role
from .secrets_kept import digest, new_secret
from .services import add_user, may_hand_out


@transaction.atomic
def invite(*, actor: Membership, email: str, role: Role, now: datetime) -> tuple[Invitation, str]:
    """The invitation and the secret of its link. One for the same address that is still open is replaced."""
    may_hand_out(actor, role)
    email = email.lower()
    if Membership.objects.filter(organisation=actor.organisation, user__email=email).exists():
        raise Refused("already_member", email=email)
    secret = new_secret()
    open_ones(actor).filter(email=email).update(withdrawn_at=now)
    made = Invitation.objects.create(
        organisation=actor.organisation, email=email, role=role, digest=digest(secret), by=actor.user
    )
    record(actor=actor.user, organisation=made.organisation, act="invited", subject=made, after={"role": role.value})
    return made, secret


def open_ones(actor: Membership) -> models.QuerySet[Invitation]:
    return Invitation.objects.filter(organisation=actor.organisation, accepted_at=None, withdrawn_at=None).order_by(
        "-at"
    )


@transaction.atomic
def withdraw(*, actor: Membership, invitation: Invitation, now: datetime) -> None:
    may_hand_out(actor, Role(invitation.role))
    invitation.withdrawn_at = now
    invitation.save(update_fields=["withdrawn_at"])
    record(actor=actor.user, organisation=actor.organisation, act="invitation_withdrawn", subject=invitation)


def invitation_of(secret: str, now: datetime) -> Invitation:
    """Raises Refused where it has ended, was used or never existed: which of these, nobody learns."""
    found = Invitation.objects.select_related("organisation", "by").filter(digest=digest(secret)).first()
    if found is None or not found.is_open(now):
        raise Refused("invitation_over")
    return found


@transaction.atomic
def accept(*, secret: str, user: User, now: datetime) -> Membership:
    """By somebody who has an account already, under the address that was invited."""
    invitation = invitation_of(secret, now)
    if user.email != invitation.email:
        raise Refused("invitation_for_another", email=user.email)
    used = Invitation.objects.filter(pk=invitation.pk, accepted_at=None).update(accepted_at=now)
    if not used:
        raise Refused("invitation_over")
    membership, _ = Membership.objects.get_or_create(
        user=user, organisation=invitation.organisation, defaults={"role": invitation.role}
    )
    record(
        actor=user,
        organisation=invitation.organisation,
        act="joined",
        subject=user,
        after={"role": membership.role},
    )
    return membership


@transaction.atomic
def accept_as_new(*, secret: str, name: str, password: str, language: str, now: datetime) -> Membership:
    invitation = invitation_of(secret, now)
    if User.objects.filter(email=invitation.email).exists():
        raise Refused("sign_in_first", email=invitation.email)
    user = add_user(name=name, email=invitation.email, password=password, language=language)
    return accept(secret=secret, user=user, now=now)


def send(invitation: Invitation, link: str, words: Speech) -> bool:
    """Whether a mail with the link has left; without, whoever invites passes the link on."""
    if not settings.MAIL.leaves:
        return False
    facts = {"organisation": invitation.organisation.name, "name": str(invitation.by), "days": INVITATION_DAYS}
    mail = EmailMessage(
        subject=words.say("people.invitation_subject", **facts),
        body=words.say("people.invitation_mail", **facts) + f"\n\n{link}\n",
        to=[invitation.email],
    )
    try:
        return bool(mail.send())
    except OSError:  # every failure of a mail server: smtplib's errors are among them
        return False
