"""Repairs of habits, to whoever looks after them: a week before their day, on it, and every week until they are done.

Each message is noted before it leaves, so that no worker sends it twice.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial

from pratfall.site.lessons.owed_repairs import OwedRepair, owed
from pratfall.site.people.models import Membership, Organisation
from pratfall.site.people.roles import Role
from pratfall.site.reports.needs import Need
from pratfall.site.reports.needs.repairs_due import CODE

from . import digest, sending
from .digest import Message


def repair_round(now: datetime) -> int:
    """Every organisation's. How many messages left; before the first hour of a day nobody is woken."""
    if now.hour < sending.FIRST_HOUR:
        return 0
    mending = Organisation.objects.filter(repairs__state="accepted").distinct().order_by("pk")
    return sum(_tell(item, now) for organisation in mending for item in owed(organisation, now))


def _tell(item: OwedRepair, now: datetime) -> int:
    """Whoever wishes to hear nothing at once has it on the Monday page and in the weekly mail."""
    rows = Membership.objects.filter(organisation=item.row.organisation, user=item.row.owner, user__is_active=True)
    members = rows.exclude(role=Role.GUEST).select_related("user", "organisation")
    awake = [member for member in members if digest.wishes_of(member).at_once]
    return sum(sending.send_to(member, partial(_messages, item), now) for member in awake)


def _messages(item: OwedRepair, member: Membership, _now: datetime) -> list[Message]:
    words = digest.words_of(member)
    need = Need(source=CODE, title=item.row.words, sentence=item.sentence(words), href=item.href, things=(), acts=())
    title = words.say("repair.message.title", words=item.row.words)
    return [Message(item.key, title, words.say("repair.message.intro"), (need,), "", "at_once")]
