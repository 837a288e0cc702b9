"""The worker's part: to each member what they wish to hear, once."""

from __future__ import annotations

import logging
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction

from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role

from . import channels, digest
from .digest import Message
from .models import Heard

FIRST_HOUR = 6  # UTC: before work begins where most of us are
log = logging.getLogger(__name__)


def weekly_round(now: datetime) -> int:
    """Everybody whose day it is, and who has not had this week's. How many messages left."""
    sent = 0
    for membership in _members():
        wishes = digest.wishes_of(membership)
        if wishes.weekly and wishes.weekday == now.weekday() and now.hour >= FIRST_HOUR:
            sent += _send(membership, [digest.weekly(membership, now)], now)
    return sent


def urgent_round(organisation_id: int, now: datetime) -> int:
    """What cannot wait, to everybody of the organisation who wants to know at once."""
    sent = 0
    for membership in _members().filter(organisation=organisation_id):
        if digest.wishes_of(membership).at_once:
            sent += _send(membership, digest.urgent(membership, now), now)
    return sent


def _members():  # type: ignore[no-untyped-def]
    """Guests see one thing only, which no digest is about."""
    people = Membership.objects.select_related("user", "organisation").filter(user__is_active=True)
    return people.exclude(role=Role.GUEST).order_by("pk")


def _send(membership: Membership, messages: list[Message], now: datetime) -> int:
    sent = 0
    for message in digest.unheard(membership, messages):
        try:
            with transaction.atomic():  # remembered and sent, or neither: a mail that fails is tried again next round
                Heard.objects.create(membership=membership, key=message.key, at=now)
                _out(membership, message, now)
        except IntegrityError:
            continue  # another worker was quicker
        except Exception:
            log.exception("message to member %s", membership.pk)
            continue
        sent += 1
    return sent


def _out(membership: Membership, message: Message, now: datetime) -> None:
    if settings.MAIL.leaves:
        digest.mail(membership, message).send()
    text = "\n".join([message.intro, *(f"- {need.title}: {need.sentence}" for need in message.needs)])
    for channel in membership.channels.all():
        channels.tell(channel, title=message.title, text=text, now=now)
