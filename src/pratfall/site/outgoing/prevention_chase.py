"""Promised actions, to their owners: a week before their day, on it, and every week until they are proved.

Closing a setback ends none of it. Each message is noted before it leaves, so that no worker sends it twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from pratfall.site.people.models import Membership, Organisation
from pratfall.site.reports.needs import Need
from pratfall.site.reports.needs.prevention_due import CODE
from pratfall.site.setbacks.owed import Owed, owed

from . import digest, sending
from .digest import Message


def prevention_round(now: datetime) -> int:
    """Every organisation's. How many messages left; before the first hour of a day nobody is woken."""
    if now.hour < sending.FIRST_HOUR:
        return 0
    promised = Organisation.objects.filter(setbacks__preventions__isnull=False).distinct()
    return sum(_tell(item, now) for organisation in promised.order_by("pk") for item in owed(organisation, now))


def _tell(item: Owed, now: datetime) -> int:
    return sum(sending.send_to(member, partial(_messages, item), now) for member in _members(item))


def _members(item: Owed) -> Iterator[Membership]:
    """Whoever wishes to hear nothing at once has it on the Monday page and in the weekly mail."""
    people = [user.pk for user in item.people]
    rows = Membership.objects.filter(organisation=item.row.setback.organisation, user__in=people)
    for member in rows.select_related("user", "organisation").order_by("pk"):
        if digest.wishes_of(member).at_once:
            yield member


def _messages(item: Owed, member: Membership, _now: datetime) -> list[Message]:
    words = digest.words_of(member)
    need = Need(source=CODE, title=item.row.words, sentence=item.sentence(words), href=item.href, things=(), acts=())
    title = words.say("owed.title", words=item.row.words)
    return [Message(item.key, title, words.say("owed.intro"), (need,), "", "at_once")]
