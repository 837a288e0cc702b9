"""Late words of setbacks, to whoever holds the role: at once, and again after growing pauses, until it is said.

To the holder's mail and channels; to the lead too from the second message on, since somebody may have fallen asleep.
What was put off or switched off is left alone, and so is whoever wishes to hear nothing at once. Each message is noted
before it leaves, so that no worker sends it twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from pratfall.respond.clocks import chases
from pratfall.respond.roles import Part
from pratfall.reviews.render.speech import Speech
from pratfall.site.people.models import Membership, Organisation, User
from pratfall.site.reports.needs import Need
from pratfall.site.reports.needs.clocks_late import CODE
from pratfall.site.setbacks.lateness import Late, words_late
from pratfall.site.setbacks.saying import span
from pratfall.site.setbacks.services import holders

from . import digest, sending
from .digest import Message


def chase_round(now: datetime) -> int:
    """Every organisation's. How many messages left; what goes wrong for one member goes wrong for that one alone."""
    running = Organisation.objects.filter(setbacks__closed_at=None, setbacks__isnull=False).distinct()
    return sum(_of(organisation, now) for organisation in running.order_by("pk"))


def _of(organisation: Organisation, now: datetime) -> int:
    sent = 0
    for late in words_late(organisation, now):
        times = chases(late.clock, now)
        for member in _members(late, times):
            sent += sending.send_to(member, partial(_messages, late, times), now)
    return sent


def _members(late: Late, times: int) -> Iterator[Membership]:
    """Whoever holds the role, and the lead once the first message brought nothing."""
    lead = holders.held(late.setback).get(Part.LEAD) if times > 1 else None
    people: dict[int, User] = {user.pk: user for user in (late.holder, lead) if user is not None}
    members = Membership.objects.filter(organisation=late.setback.organisation, user_id__in=people)
    for member in members.select_related("user", "organisation").order_by("pk"):
        if digest.wishes_of(member).at_once:
            yield member


def _messages(late: Late, times: int, member: Membership, now: datetime) -> list[Message]:
    words = digest.words_of(member)
    need = _need(late, words, now)
    return [Message(f"{late.key}:{times}", need.title, words.say("late.intro"), (need,), "", "at_once")]


def _need(late: Late, words: Speech, now: datetime) -> Need:
    title = words.say(f"late.{late.clock.code}", title=late.setback.title)
    who = late.holder.name if late.holder else words.say("late.nobody")
    return Need(
        source=CODE,
        title=title,
        sentence=words.say("late.sentence", span=span(late.clock.late_by(now), words), who=who),
        href=late.setback.path,
        things=(),
        acts=(),
        urgent=True,
    )
