"""When each kind of report is made, on the clock of the team's own zone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from typing import assert_never
from zoneinfo import ZoneInfo, available_timezones

from django.db import IntegrityError, transaction

from pratfall.errors import Conflict, Refused
from pratfall.site.people.audit import record
from pratfall.site.people.models import Organisation, User
from pratfall.site.people.roles import Role
from pratfall.site.people.versions import change
from pratfall.site.reports.models import Kind, Rhythm
from pratfall.site.setbacks.rights import require

from .periods import Period, holding

FIRST_DAY = {Kind.WEEKLY: 0, Kind.MONTHLY: 2}  # most networks have finished counting yesterday by the day after
LAST_DAY = {Kind.WEEKLY: 6, Kind.MONTHLY: 28}
ON = {Kind.WEEKLY: False, Kind.MONTHLY: True}


def rhythm_of(organisation: Organisation, kind: Kind) -> Rhythm:
    """As a manager said, or as nobody has said yet."""
    there = Rhythm.objects.filter(organisation=organisation, kind=kind).first()
    return there or Rhythm(organisation=organisation, kind=kind, on=ON[kind], day=FIRST_DAY[kind], version=0)


def set_rhythm(
    *, organisation: Organisation, actor: User, kind: Kind, on: bool, day: int, hour: int, zone: str, seen: int
) -> None:
    """`seen`: the version its editor saw, 0 where there was no row. Raises Refused, Conflict."""
    require(actor, organisation, Role.MANAGER)
    first = 0 if kind is Kind.WEEKLY else 1
    if not first <= day <= LAST_DAY[kind] or not 0 <= hour <= 23 or zone not in available_timezones():
        raise Refused("rhythm_impossible")
    values = {"on": on, "day": day, "hour": hour, "zone": zone}
    with transaction.atomic():
        _write(organisation, kind, seen, values)
        record(actor=actor, organisation=organisation, act="rhythm_set", subject=f"rhythm:{kind}", after=values)


def _write(organisation: Organisation, kind: Kind, seen: int, values: dict[str, object]) -> None:
    there = Rhythm.objects.filter(organisation=organisation, kind=kind).first()
    if there is not None:
        change(there, version=seen, **values)
        return
    try:
        with transaction.atomic():
            Rhythm.objects.create(organisation=organisation, kind=kind, **values)
    except IntegrityError:  # somebody else wrote the first one a moment ago
        theirs = Rhythm.objects.filter(organisation=organisation, kind=kind).values(*values, "version").first()
        raise Conflict("changed_meanwhile", theirs=theirs or {}, yours=values) from None


def moment(rhythm: Rhythm, now: datetime) -> datetime:
    """The newest instant at or before `now` at which it falls due, in UTC.

    An hour the clocks skip in spring is the one after it; one they repeat in autumn is the first of both.
    """
    zone = ZoneInfo(rhythm.zone)
    today = now.astimezone(zone).date()
    match Kind(rhythm.kind):
        case Kind.WEEKLY:
            day = today - timedelta(days=(today.weekday() - rhythm.day) % 7)
            earlier = day - timedelta(days=7)
        case Kind.MONTHLY:
            day = today.replace(day=rhythm.day)
            earlier = (today.replace(day=1) - timedelta(days=1)).replace(day=rhythm.day)
            if day > today:
                day, earlier = earlier, (earlier.replace(day=1) - timedelta(days=1)).replace(day=rhythm.day)
        case _ as never:
            assert_never(never)
    at = datetime.combine(day, time(rhythm.hour), zone).astimezone(UTC)
    return at if at <= now else datetime.combine(earlier, time(rhythm.hour), zone).astimezone(UTC)


def period_at(rhythm: Rhythm, at: datetime) -> Period:
    """The last week or month that is over everywhere at that instant, as the team's clock shows its day."""
    day = min(at.astimezone(ZoneInfo(rhythm.zone)).date(), at.astimezone(UTC).date())
    return holding(Kind(rhythm.kind), day).before


def due(organisation: Organisation, now: datetime) -> Iterator[tuple[Period, datetime]]:
    """Which reports should be there by now, and since when: of each kind that is on the newest. Missed hours count."""
    for kind in Kind:
        rhythm = rhythm_of(organisation, kind)
        if rhythm.on:
            at = moment(rhythm, now)
            yield period_at(rhythm, at), at
