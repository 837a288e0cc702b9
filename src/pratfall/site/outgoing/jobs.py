"""Work of this app for the worker."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.dispatch import receiver
from django.utils import timezone
from huey import crontab

from pratfall.site.jobs import queue
from pratfall.site.people.models import Organisation
from pratfall.site.reports.announcements import report_made
from pratfall.site.today.announcements import review_made

from . import chase, prevention_chase, repair_chase, report_sending, sending, webhooks
from .models import Delivery


@queue.task()
def deliver(delivery_id: int) -> None:
    delivery = Delivery.objects.select_related("webhook").filter(pk=delivery_id).first()
    again = webhooks.send(delivery, timezone.now()) if delivery else None
    if again is not None:
        deliver.schedule((delivery_id,), delay=again / timedelta(seconds=1))


@queue.on_startup()
def resume_calls() -> None:
    """Calls that a worker before this one was cut off in: neither queued nor waiting for their next try."""
    asked = {task.args[0] for task in (*queue.pending(), *queue.scheduled()) if task.name == "deliver"}
    for number in webhooks.unfinished().exclude(pk__in=asked).values_list("pk", flat=True):
        deliver(number)


@queue.periodic_task(crontab(minute="7"))
def weekly() -> None:
    sending.weekly_round(timezone.now())


@queue.periodic_task(crontab(minute="*/5"))
def chase_late() -> None:
    """Every five minutes: an hour to the first word leaves no time for a slower look."""
    chase.chase_round(timezone.now())


@queue.periodic_task(crontab(minute="37"))
def chase_promises() -> None:
    """Every hour, so that a server that sleeps at night still tells on the day."""
    prevention_chase.prevention_round(timezone.now())
    repair_chase.repair_round(timezone.now())


@queue.task()
def urgent(organisation_id: int) -> None:
    sending.urgent_round(organisation_id, timezone.now())


@receiver(review_made)
def _made(organisation: Organisation, **_more: Any) -> None:
    urgent(organisation.pk)


@queue.periodic_task(crontab(minute="27"))
def hourly_reports() -> None:
    """After those of the hour were made; again for whom it failed."""
    report_sending.report_round(timezone.now())


@queue.task()
def send_reports() -> None:
    report_sending.report_round(timezone.now())


@receiver(report_made)
def _report_made(**_more: Any) -> None:
    send_reports()
