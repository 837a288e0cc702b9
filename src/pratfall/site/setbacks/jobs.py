"""Work of this app for the worker: what people wrote, into the ledgers of setbacks that are not over."""

from __future__ import annotations

import logging
from typing import Any

from django.dispatch import receiver
from django.utils import timezone
from huey import crontab

from pratfall.respond.lifecycle import State
from pratfall.site.intake.announcements import lake_changed
from pratfall.site.jobs import queue
from pratfall.site.people.models import Organisation, User
from pratfall.site.today import desk
from pratfall.site.today.announcements import review_made

from . import vigil
from .models import Setback
from .public import work as _of_public_pages  # noqa: F401 - its jobs are this app's
from .services import comebacks, ledger, proving, tools

log = logging.getLogger(__name__)


@receiver(lake_changed)
def _changed(organisation: Organisation, **_more: Any) -> None:
    for number in open_in(organisation):
        collect(number)


@queue.task()
def collect(setback_id: int) -> None:
    setback = Setback.objects.select_related("organisation").filter(pk=setback_id).first()
    if setback is None:
        return
    try:
        ledger.collect(setback=setback, now=timezone.now())
    except Exception:
        log.exception("ledger of setback %s", setback_id)  # the next import tries again


@receiver(review_made)
def _reviewed(organisation: Organisation, **_more: Any) -> None:
    prove_promises(organisation.pk)


@queue.task()
def prove_promises(organisation_id: int) -> None:
    """Whether numbers that were promised have moved by the review just made: every morning, and after imports."""
    organisation, now = Organisation.objects.filter(pk=organisation_id).first(), timezone.now()
    current = desk.current(organisation, now) if organisation else None
    if organisation is None or current is None:
        return
    try:
        proving.look(organisation=organisation, desk=current, now=now)
    except Exception:
        log.exception("promises of organisation %s", organisation_id)  # the next review looks again


@queue.on_startup()
def resume_ledgers() -> None:
    """What a worker before this one may not have finished: a second time adds nothing."""
    for number in Setback.objects.exclude(state=State.CLOSED).values_list("pk", flat=True):
        collect(number)


@queue.task()
def measure_comeback(setback_id: int, actor_id: int | None = None) -> None:
    """What was lost and came back, as known now; for `actor_id`, or for nobody in particular."""
    setback = Setback.objects.select_related("organisation").filter(pk=setback_id).first()
    actor = User.objects.filter(pk=actor_id).first() if actor_id is not None else None
    if setback is None:
        return
    try:
        comebacks.measure(setback=setback, actor=actor, now=timezone.now())
    except Exception:
        log.exception("comeback of setback %s", setback_id)  # tomorrow it is due still


@queue.task()
def try_links(setback_id: int, actor_id: int) -> None:
    """Really asks for the links of a setback; what came back stands in its tools check."""
    setback = Setback.objects.select_related("organisation", "campaign").filter(pk=setback_id).first()
    actor = User.objects.filter(pk=actor_id).first()
    if setback is None or actor is None:
        return
    try:
        tools.try_links(setback=setback, actor=actor, now=timezone.now())
    except Exception:
        log.exception("links of setback %s", setback_id)  # whoever asked may ask again


@queue.periodic_task(crontab(hour="5", minute="23"))
def measure_comebacks() -> None:
    """Once a week each, those that recover and those closed not long ago."""
    for setback in comebacks.due(timezone.now()):
        measure_comeback(setback.pk)


@queue.task()
def verify_records(setback_id: int) -> None:
    """Whether ledger, words and frozen evidence still are what was written."""
    setback = Setback.objects.select_related("organisation").filter(pk=setback_id).first()
    if setback is None:
        return
    try:
        whole = vigil.look_after(setback)
    except Exception:
        log.exception("records of setback %s", setback_id)  # tomorrow they are looked at again
    else:
        if not whole:
            log.error("the records of setback %s are broken: pratfall doctor says where", setback_id)


@queue.periodic_task(crontab(hour="3", minute="37"))
def verify_every_record() -> None:
    """Every night, those of closed setbacks too."""
    for number in Setback.objects.order_by("pk").values_list("pk", flat=True):
        verify_records(number)


def open_in(organisation: Organisation) -> list[int]:
    """Setbacks that are not over."""
    rows = Setback.objects.filter(organisation=organisation).exclude(state=State.CLOSED).order_by("pk")
    return list(rows.values_list("pk", flat=True))
