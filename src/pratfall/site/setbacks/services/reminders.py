"""Reminders of a clock: put off, switched off, switched on again. Each is a row, and the timeline shows it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from django.db import transaction

from pratfall.errors import Refused
from pratfall.site.people.audit import record
from pratfall.site.people.models import User
from pratfall.site.people.roles import Role

from ..models import Reminder, Setback
from ..rights import require

CLOCK = re.compile(r"first_word|next_update|(?:step|prevention|ally):\d{1,12}")
LONGEST = timedelta(days=60)
WHY = 500


def put_off(*, setback: Setback, actor: User, clock: str, until: datetime, why: str, now: datetime) -> Reminder:
    """Nobody is reminded before `until`. Raises Refused."""
    if not now < until <= now + LONGEST:
        raise Refused("clock_time_wrong", days=LONGEST.days)
    return _said(setback, actor, clock, why, now, until=until)


def switch_off(*, setback: Setback, actor: User, clock: str, why: str, now: datetime) -> Reminder:
    """Nobody is reminded of it any more; that somebody said so stays. Raises Refused."""
    return _said(setback, actor, clock, why, now, off=True)


def switch_on(*, setback: Setback, actor: User, clock: str, now: datetime) -> Reminder:
    """As if nobody had put it off. Raises Refused."""
    return _said(setback, actor, clock, "", now)


def _said(
    setback: Setback,
    actor: User,
    clock: str,
    why: str,
    now: datetime,
    *,
    until: datetime | None = None,
    off: bool = False,
) -> Reminder:
    require(actor, setback.organisation, Role.EDITOR)
    if not CLOCK.fullmatch(clock):
        raise Refused("clock_unknown")
    if (until or off) and not why.strip():
        raise Refused("reminder_needs_reason")
    with transaction.atomic():
        Setback.objects.select_for_update().get(pk=setback.pk)
        last = Reminder.objects.filter(setback=setback, clock=clock).order_by("-pk").first()
        if last is not None and (last.until, last.off) == (until, off):
            return last  # pressed twice
        made = Reminder.objects.create(
            setback=setback, clock=clock, until=until, off=off, why=why.strip()[:WHY], by=actor, at=now
        )
        after = {"clock": clock, "until": until.isoformat() if until else None, "off": off}
        record(actor=actor, organisation=setback.organisation, act="setback_reminder", subject=setback, after=after)
    return made
