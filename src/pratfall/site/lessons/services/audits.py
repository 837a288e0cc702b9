"""The audit of habits: kept once a day at most, monthly by itself, and what has changed since the one before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from pratfall.errors import Refused
from pratfall.learn.habit_trend import HabitTrend, Move, trends
from pratfall.records.findings import Status
from pratfall.records.habit_readings import HabitReading, HabitsThen
from pratfall.reviews.render.codec import encode
from pratfall.site.lessons.models import Audit
from pratfall.site.people.audit import record
from pratfall.site.people.models import Organisation, User
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.rights import require
from pratfall.site.today import desk

Key = tuple[str, str, str]  # habit, network, account
FAULTS = frozenset({Status.SURE, Status.LIKELY})


class Since(StrEnum):
    """A habit since the audit before: by whether it is a fault, now and then."""

    NEW = "new"
    GONE = "gone"
    STILL = "still"
    NEVER = "never"  # no fault then, none now
    UNKNOWN = "unknown"  # not asked then, or one of the two cannot tell


@dataclass(frozen=True)
class HabitAudit:
    """Every habit on the day `on`, whether it moved, and what changed since the audit `before` it, if there is one."""

    on: date
    history: tuple[HabitsThen, ...]
    trends: tuple[HabitTrend, ...]
    before: Audit | None
    since: Mapping[Key, Since]

    @property
    def moves(self) -> Counter[Move]:
        """How many of all that is asked moved which way."""
        return Counter(one.move for one in self.trends)


def make(
    *, organisation: Organisation, actor: User | None, now: datetime, history: Sequence[HabitsThen] | None = None
) -> Audit:
    """Keeps every habit as it stands, as known at `now`; the same day again is the same audit. `actor` None: a worker.

    `history`: where it is known already; its newest day that is not after `now` is kept. Raises Refused where nothing
    has been imported.
    """
    if actor is not None:
        require(actor, organisation, Role.EDITOR)
    known = history_of(organisation, now) if history is None else history
    then = next((one for one in reversed(known) if one.on <= now.date()), None)
    if then is None or not then.readings:
        raise Refused("audit_of_nothing")
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        kept = {"readings": [_kept(reading) for reading in then.readings], "by": actor, "at": now}
        made, new = Audit.objects.get_or_create(organisation=organisation, on=then.on, defaults=kept)
        if new:
            faults = sum(reading.status in FAULTS for reading in then.readings)
            after = {"on": then.on.isoformat(), "asked": len(then.readings), "faults": faults}
            record(actor=actor, organisation=organisation, act="audit_made", subject=made, after=after)
    return made


def make_monthly(organisation: Organisation, now: datetime) -> Audit | None:
    """The one of this month, kept by itself at its first review; None where it is there or nothing is known."""
    begins = now.date().replace(day=1)
    if of(organisation).filter(by=None, on__gte=begins).exists():
        return None
    known = history_of(organisation, now)
    if not known or known[-1].on < begins:
        return None
    return make(organisation=organisation, actor=None, now=now, history=known)


def of(organisation: Organisation) -> QuerySet[Audit]:
    """Every audit kept, newest first."""
    return Audit.objects.filter(organisation=organisation).order_by("-on")


def history_of(organisation: Organisation, now: datetime) -> tuple[HabitsThen, ...]:
    """Month by month as the review of `now` knows it; nothing while nothing has been imported."""
    current = desk.current(organisation, now)
    return current.habits if current else ()


def trend(organisation: Organisation, now: datetime) -> HabitAudit | None:
    """Every habit now, whether it moved, and what changed since the newest audit of an earlier day.

    None while nothing has been imported.
    """
    history = history_of(organisation, now)
    if not history:
        return None
    on = history[-1].on
    before = of(organisation).filter(on__lt=on).first()
    return HabitAudit(on, history, trends(history), before, since(before, history[-1].readings))


def since(before: Audit | None, now: Sequence[HabitReading]) -> dict[Key, Since]:
    """What became of each since `before`; nothing to say of without one."""
    if before is None:
        return {}
    kept = {(row["code"], row["platform"], row["account_id"]): row for row in before.readings}
    return {reading.key: _since(kept.get(reading.key), reading.status) for reading in now}


def _since(kept: Mapping[str, Any] | None, status: Status | None) -> Since:
    if kept is None or Status.CANNOT_TELL in (kept["status"], status):
        return Since.UNKNOWN
    then, now = kept["status"] in FAULTS, status in FAULTS
    if then == now:
        return Since.STILL if now else Since.NEVER
    return Since.NEW if now else Since.GONE


def _kept(reading: HabitReading) -> dict[str, Any]:
    """One line of an audit. No post and nobody's name stands in it."""
    subject = reading.subject
    named = {"code": reading.code, "platform": subject.platform, "account_id": subject.account_id}
    told = {name: encode(getattr(reading, name)) for name in ("status", "estimate", "n", "window")}
    return {**named, "label": subject.label, **told}
