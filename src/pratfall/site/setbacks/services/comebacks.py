"""Measure the way back, and keep what was measured: every week while a setback recovers, and when somebody asks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import Max

from pratfall.errors import Refused
from pratfall.learn.comeback import Standing, WayBack
from pratfall.respond.lifecycle import State
from pratfall.reviews import settings
from pratfall.reviews.engine import scene_of
from pratfall.reviews.recovery import Measure, Measured, Recovery, recovery_of
from pratfall.reviews.render import codec
from pratfall.site import place
from pratfall.site.people.audit import record
from pratfall.site.people.models import User
from pratfall.site.people.roles import Role

from ..models import Comeback, Setback
from ..rights import require

EVERY = timedelta(days=7)
AFTER_CLOSING = timedelta(weeks=12)  # what was lost takes weeks to come back, and some of it never does
MEASURED = (State.RECOVERING.value, State.CLOSED.value)

codec.tag_choices(Recovery)


def measure(*, setback: Setback, actor: User | None, now: datetime) -> Comeback:
    """What is known at `now`, frozen. Measured twice from the same data on one day it is one row.

    `actor` None: the worker. Takes seconds. Raises Refused for a drill, and for somebody who may change nothing.
    """
    if actor is not None:
        require(actor, setback.organisation, Role.EDITOR)
    if setback.drill:
        raise Refused("comeback_of_a_drill")
    found = measured_now(setback, now)
    with transaction.atomic():
        Setback.objects.select_for_update().get(pk=setback.pk)
        newest = setback.comebacks.order_by("-at", "-pk").first()
        if newest is not None and newest.measured == found:
            return newest
        made = Comeback.objects.create(setback=setback, measured=found, by=actor, at=now)
        after = {"as_of": found["as_of"], "onset": found["onset"]}
        record(actor=actor, organisation=setback.organisation, act="comeback_measured", subject=made, after=after)
    return made


def measured_now(setback: Setback, now: datetime) -> dict[str, object]:
    """A Recovery as JSON; `codec.encode` of it."""
    scene = scene_of(place.lake(setback.organisation), now=now, settings=settings.load(settings.home()))
    encoded: dict[str, object] = codec.encode(
        recovery_of(scene, setback.about, setback.began_at.astimezone(UTC).date())
    )
    return encoded


def recovery(comeback: Comeback) -> Recovery:
    """What was measured, as it was kept."""
    found: Recovery = codec.decode(Recovery, comeback.measured)
    return found


def newest(setback: Setback) -> Comeback | None:
    """The newest measurement; its sentence is comeback_words.headline(recovery(...), words)."""
    return newest_of([setback]).get(setback.pk)


def newest_of(setbacks: Iterable[Setback]) -> Mapping[int, Comeback]:
    """The newest of each, by the setback's number, in one query."""
    of_these = Comeback.objects.filter(setback__in=[s.pk for s in setbacks])
    last = of_these.order_by().values("setback").annotate(last=Max("pk")).values("last")
    return {row.setback_id: row for row in Comeback.objects.filter(pk__in=last)}


def due(now: datetime) -> list[Setback]:
    """Those to be measured by the worker: recovering, or closed for less than twelve weeks, and not within a week."""
    asked = Setback.objects.filter(state__in=MEASURED, drill=False).select_related("organisation")
    open_ones = [s for s in asked if s.closed_at is None or now - s.closed_at < AFTER_CLOSING]
    lately = {pk for pk, row in newest_of(open_ones).items() if now - row.at < EVERY}
    return [s for s in open_ones if s.pk not in lately]


def leading(found: Recovery) -> Measured | None:
    """What to say first: whatever is not back, else what was lost and came back, else reactions; None: too few data."""
    told = [m for m in found.measured if isinstance(m.way, WayBack)]
    order = list(Measure)

    def weight(one: Measured) -> tuple[int, int]:
        assert isinstance(one.way, WayBack)
        return _WORST_FIRST.index(one.way.standing), order.index(one.measure)

    return min(told, key=weight, default=None)


_WORST_FIRST = (
    Standing.BELOW,
    Standing.OPEN,
    Standing.LIKELY,
    Standing.BACK,
    Standing.ABOVE,
    Standing.UNSEEN,
)
