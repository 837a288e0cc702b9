"""The worker's part: to each member what they wish to hear, once."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet

from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role

from . import channels, digest
from .digest import Message
from .models import Heard

FIRST_HOUR = 6  # UTC: before work begins where most of us are
log = logging.getLogger(__name__)


def weekly_round(now: datetime) -> int:
    """Everybody whose day it is, and who has not had this week's. How many messages left."""
    if now.hour < FIRST_HOUR:
        return 0
    key = digest.week_of(now)
    sent = 0
    for membership in _members():
        wishes = digest.wishes_of(membership)
        if wishes.weekly and wishes.weekday == now.weekday() and not _heard(membership, key):
            sent += send_to(membership, _one_week, now)
    return sent


def urgent_round(organisation_id: int, now: datetime) -> int:
    """What cannot wait, to everybody of the organisation who wants to know at once."""
    there = _members().filter(organisation=organisation_id)
    return sum(send_to(member, digest.urgent, now) for member in there if digest.wishes_of(member).at_once)


def _one_week(membership: Membership, now: datetime) -> list[Message]:
    return [digest.weekly(membership, now)]


def _members() -> QuerySet[Membership]:
    """Guests see one thing only, which no digest is about."""
    people = Membership.objects.select_related("user", "organisation").filter(user__is_active=True)
    return people.exclude(role=Role.GUEST).order_by("pk")


def _heard(membership: Membership, key: str) -> bool:
    return Heard.objects.filter(membership=membership, key=key).exists()


def send_to(membership: Membership, messages: Callable[[Membership, datetime], list[Message]], now: datetime) -> int:
    """Each message once; how many were new to them. What goes wrong for one member goes wrong for that one alone."""
    try:
        return sum(_send(membership, message, now) for message in digest.unheard(membership, messages(membership, now)))
    except Exception:
        log.exception("messages to member %s", membership.pk)
        return 0


def _send(membership: Membership, message: Message, now: datetime) -> bool:
    """Noted before it leaves, so that no second worker sends it; a mail that fails is forgotten and tried again.

    Nothing is sent inside a transaction: a slow server would stop everybody who writes.
    """
    heard, mine = Heard.objects.get_or_create(membership=membership, key=message.key, defaults={"at": now})
    if not mine:
        return False
    try:
        if settings.MAIL.leaves:
            digest.mail(membership, message).send()
    except Exception:
        heard.delete()
        raise
    text = "\n".join([message.intro, *(f"- {need.title}: {need.sentence}" for need in message.needs)])
    for channel in membership.channels.all():
        channels.tell(channel, title=message.title, text=text, now=now)
    return True
