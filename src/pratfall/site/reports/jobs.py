"""Work of this app for the worker: reports, when their hour comes and when somebody asks."""

from __future__ import annotations

import logging
from datetime import date, datetime

from django.utils import timezone
from huey import crontab

from pratfall.errors import Refused
from pratfall.site.jobs import queue
from pratfall.site.people.models import Organisation, User

from .models import Kind
from .regular import asking, making, rhythm
from .regular.periods import holding

log = logging.getLogger(__name__)


@queue.task()
def make_report(organisation_id: int, kind: str, start: str, actor_id: int | None, again: bool) -> None:
    organisation = Organisation.objects.filter(pk=organisation_id).first()
    if organisation is None:
        return
    period, now = holding(Kind(kind), date.fromisoformat(start)), timezone.now()
    actor = User.objects.filter(pk=actor_id).first() if actor_id else None
    try:
        asking.do(organisation, actor, period, now, again=again)
    except Refused as error:
        asking.failed(organisation, period, error, now)
    except Exception:
        log.exception("report of organisation %s", organisation_id)
        asking.failed(organisation, period, Refused("report_unreadable"), now)
    else:
        asking.done(organisation, period)


@queue.task()
def make_in_turn(organisation_id: int, kind: str, starts: list[str]) -> None:
    """Several, the oldest first: each keeps the numbers of the one before it beside its own."""
    for start in sorted(starts):
        make_report.call_local(organisation_id, kind, start, None, False)


@queue.periodic_task(crontab(minute="17"))
def hourly() -> None:
    """Every hour, so that one the server slept through is made up."""
    rounds(timezone.now())


def rounds(now: datetime) -> int:
    """Each organisation's reports that should be there; how many were made. One that fails holds no other up."""
    return sum(_round(organisation, now) for organisation in Organisation.objects.order_by("pk"))


def _round(organisation: Organisation, now: datetime) -> int:
    made = 0
    for period, _ in rhythm.due(organisation, now):
        if making.newest(organisation, period) is not None:
            continue
        try:
            making.make(organisation=organisation, period=period, actor=None, now=now)
            made += 1
        except Refused:
            continue  # nothing is known of these days: tried again in an hour
        except Exception:
            log.exception("report of organisation %s", organisation.pk)
    return made
