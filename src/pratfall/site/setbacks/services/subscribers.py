"""Who wants a mail at each update: asked for with an address, confirmed from it, ended with one click.

An address is kept for nothing else, is shown to nobody of the team, and goes when somebody has enough.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from pratfall.errors import Refused
from pratfall.reviews.render.speech import LANGUAGES

from ..models import PublicPage, Setback, Subscriber

SALT, CONFIRM, STOP = "setbacks.subscriber", "setbacks.subscriber.confirm", "setbacks.subscriber.stop"
LONGEST = 254  # characters of an address that mail servers carry
CONFIRM_WITHIN = timedelta(hours=48)
ASK_AGAIN_AFTER = timedelta(minutes=10)  # nobody fills another's letterbox with our mails
MOST_ASKED, MOST_ASKED_WITHIN = 500, timedelta(hours=1)  # of one page, by whomever


def ask(*, page: PublicPage, email: str, language: str, now: datetime) -> Subscriber | None:
    """Who is to be sent a link that confirms; None where nothing is to be sent: confirmed already, or just asked.

    Whoever asks is told the same either way. Raises Refused where it is no address, or far too many ask at once.
    """
    email = email.strip()
    if len(email) > LONGEST:
        raise Refused("email_wrong")
    try:
        validate_email(email)
    except ValidationError as error:
        raise Refused("email_wrong") from error
    if language not in LANGUAGES or page.withdrawn_at:
        raise Refused("public_page_not_open")
    waiting = Subscriber.objects.filter(setback=page.setback, confirmed_at=None, asked_at__gt=now - MOST_ASKED_WITHIN)
    if waiting.count() >= MOST_ASKED:
        raise Refused("subscribers_too_many")
    with transaction.atomic():
        return _asked(page.setback, email, language, now)


def confirm(*, subscriber: Subscriber, now: datetime) -> None:
    """From now on every new update reaches them; what is out already stands on the page. Twice is once."""
    newest = subscriber.setback.updates.order_by("-pk").values_list("pk", flat=True).first()
    waiting = Subscriber.objects.filter(pk=subscriber.pk, confirmed_at=None, ended_at=None)
    waiting.update(confirmed_at=now, told_update=newest or 0)


def end(*, subscriber: Subscriber, now: datetime) -> None:
    """Their address, and what it could be recognised by, is gone. Twice is once."""
    gone = f"ended:{secrets.token_hex(16)}"
    Subscriber.objects.filter(pk=subscriber.pk, ended_at=None).update(email="", email_digest=gone, ended_at=now)


def forget_unconfirmed(now: datetime) -> int:
    """Addresses nobody confirmed in time are deleted. How many."""
    deleted, _ = Subscriber.objects.filter(confirmed_at=None, asked_at__lt=now - CONFIRM_WITHIN).delete()
    return deleted


def confirmed(setback: Setback) -> QuerySet[Subscriber]:
    return Subscriber.objects.filter(setback=setback, ended_at=None).exclude(confirmed_at=None)


def confirming(token: str) -> Subscriber | None:
    """Whose link of a confirming mail this is; None where it is not ours, too old, or about an address that went."""
    return _by(token, CONFIRM, CONFIRM_WITHIN)


def stopping(token: str) -> Subscriber | None:
    """Whose link out this is; it never ages. Also who has left already: a second click is no error."""
    return _by(token, STOP, None)


def token_of(subscriber: Subscriber, purpose: str) -> str:
    """`purpose`: CONFIRM or STOP."""
    return signing.dumps([subscriber.pk, subscriber.setback_id], salt=purpose)


def digest_of(setback: Setback, email: str) -> str:
    """By which an address is recognised on this page and nowhere else; capitals make no other address."""
    return salted_hmac(f"{SALT}.{setback.pk}", email.casefold(), secret=settings.SECRET_KEY).hexdigest()


def _asked(setback: Setback, email: str, language: str, now: datetime) -> Subscriber | None:
    digest = digest_of(setback, email)
    known = Subscriber.objects.select_for_update().filter(setback=setback, email_digest=digest).first()
    if known is None:
        try:
            with transaction.atomic():
                return Subscriber.objects.create(
                    setback=setback, email=email, email_digest=digest, language=language, asked_at=now
                )
        except IntegrityError:  # asked twice at the same moment: the other request sends the mail
            return None
    if known.confirmed_at is not None or known.asked_at > now - ASK_AGAIN_AFTER:
        return None
    known.asked_at, known.language, known.email = now, language, email
    known.save(update_fields=["asked_at", "language", "email"])
    return known


def _by(token: str, purpose: str, within: timedelta | None) -> Subscriber | None:
    try:
        number, setback = signing.loads(token, salt=purpose, max_age=within)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    rows = Subscriber.objects.filter(pk=number, setback=setback)
    return rows.select_related("setback__organisation", "setback__public_page").first()
