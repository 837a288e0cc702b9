"""Who takes part in a debrief: members, and people from outside with a link of their own."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db import transaction

from pratfall.errors import Refused
from pratfall.reviews.render.speech import LANGUAGES, Speech
from pratfall.site.people.audit import record
from pratfall.site.people.models import User
from pratfall.site.people.roles import Role
from pratfall.site.people.secrets_kept import digest, new_secret
from pratfall.site.setbacks.models import Debrief, Voice
from pratfall.site.setbacks.rights import require

from .debriefs import ALONE, CLOSED

LINK_DAYS = 30
MOST_OUTSIDE = 50


def join(*, debrief: Debrief, user: User, now: datetime) -> Voice:
    """A member's own voice; the same one each time. Raises Refused for guests and strangers."""
    require(user, debrief.setback.organisation, Role.ANALYST)
    return Voice.objects.get_or_create(debrief=debrief, user=user, defaults={"at": now})[0]


def invite(
    *, debrief: Debrief, actor: User, name: str, stands_for: str, language: str, now: datetime
) -> tuple[Voice, str]:
    """An outside voice and the secret of its link, which is shown once and kept as a digest. Raises Refused."""
    require(actor, debrief.setback.organisation, Role.EDITOR)
    if debrief.phase == CLOSED:
        raise Refused("debrief_closed")
    if not name.strip() or not stands_for.strip():
        raise Refused("voice_unnamed")
    secret = new_secret()
    with transaction.atomic():
        if debrief.voices.filter(outside=True).count() >= MOST_OUTSIDE:
            raise Refused("voices_too_many", most=MOST_OUTSIDE)
        made = Voice.objects.create(
            debrief=debrief,
            name=name.strip()[:120],
            stands_for=stands_for.strip()[:120],
            outside=True,
            language=language if language in LANGUAGES else "",
            digest=digest(secret),
            ends_at=now + timedelta(days=LINK_DAYS),
            invited_by=actor,
            at=now,
        )
        _record(made, actor, "voice_invited")
    return made, secret


def new_link(*, voice: Voice, actor: User, now: datetime) -> str:
    """Another link, for thirty days; the one before opens nothing any more. Raises Refused."""
    require(actor, voice.debrief.setback.organisation, Role.EDITOR)
    if not voice.outside:
        raise Refused("voice_not_outside")
    if voice.debrief.phase == CLOSED:
        raise Refused("debrief_closed")
    secret = new_secret()
    with transaction.atomic():
        ends = now + timedelta(days=LINK_DAYS)
        Voice.objects.filter(pk=voice.pk).update(digest=digest(secret), ends_at=ends, withdrawn_at=None)
        _record(voice, actor, "voice_link_renewed")
    return secret


def withdraw(*, voice: Voice, actor: User, now: datetime) -> None:
    """Its link opens nothing any more. What was handed in stays, and counts. Raises Refused."""
    require(actor, voice.debrief.setback.organisation, Role.EDITOR)
    if not voice.outside:
        raise Refused("voice_not_outside")
    with transaction.atomic():
        if Voice.objects.filter(pk=voice.pk, withdrawn_at=None).update(withdrawn_at=now, digest=None):
            _record(voice, actor, "voice_withdrawn")


def forget(*, voice: Voice, actor: User, now: datetime) -> None:
    """Somebody from outside wants to be forgotten: name, link and words go for good. Signed by a manager.

    That an outside voice was heard when the debrief was closed stays true. Raises Refused.
    """
    require(actor, voice.debrief.setback.organisation, Role.MANAGER)
    if not voice.outside:
        raise Refused("voice_not_outside")
    with transaction.atomic():
        voice.thoughts.all().delete()
        Voice.objects.filter(pk=voice.pk).update(name="", stands_for="", digest=None, withdrawn_at=now)
        _record(voice, actor, "voice_forgotten")


def voice_of(secret: str, now: datetime) -> Voice:
    """Whose link it is. Raises Refused where it ended, was withdrawn or never was: which of these, nobody learns."""
    found = (
        Voice.objects.select_related("debrief__setback__organisation")
        .filter(digest=digest(secret), outside=True, withdrawn_at=None, ends_at__gt=now)
        .first()
    )
    if found is None:
        raise Refused("debrief_link_over")
    return found


def hand_in(*, voice: Voice, now: datetime) -> None:
    """Done writing alone. Twice is the same as once. Raises Refused."""
    with transaction.atomic():
        _lock_open(voice)
        if Voice.objects.filter(pk=voice.pk, handed_in_at=None).update(handed_in_at=now):
            # Neither who nor which: together, thoughts stand there without names.
            record(
                actor=None,
                organisation=voice.debrief.setback.organisation,
                act="debrief_handed_in",
                subject=voice.debrief,
            )


def take_back(*, voice: Voice) -> None:
    """Writes on, as long as nobody has seen it. Raises Refused."""
    with transaction.atomic():
        if _lock_open(voice).phase != ALONE:
            raise Refused("debrief_not_alone")
        Voice.objects.filter(pk=voice.pk).update(handed_in_at=None)


def _lock_open(voice: Voice) -> Debrief:
    """The debrief as it stands, held until the transaction ends."""
    debrief = Debrief.objects.select_for_update().get(pk=voice.debrief_id)
    if debrief.phase == CLOSED:
        raise Refused("debrief_closed")
    return debrief


def send(*, voice: Voice, email: str, about: str, link: str, words: Speech) -> bool:
    """Whether a mail with the link has left. Its address is not kept; without a mail, somebody passes the link on.

    `about`: what happened, in words for people from outside.
    """
    if not settings.MAIL.leaves or not _is_address(email):
        return False
    facts = {"organisation": voice.debrief.setback.organisation.name, "about": about, "days": LINK_DAYS}
    mail = EmailMessage(
        subject=" ".join(words.say("debrief.mail_subject", **facts).split()),
        body=words.say("debrief.mail", **facts) + f"\n\n{link}\n",
        to=[email],
    )
    try:
        return bool(mail.send())
    except OSError:  # every failure of a mail server: smtplib's errors are among them
        return False


def _is_address(email: str) -> bool:
    try:
        validate_email(email)
    except ValidationError:
        return False
    return True


def _record(voice: Voice, actor: User, act: str) -> None:
    record(actor=actor, organisation=voice.debrief.setback.organisation, act=act, subject=voice)
