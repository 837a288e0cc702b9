"""Work of this app for the worker: today's review, made before somebody waits for it."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from huey import crontab

from pratfall.site.intake.announcements import lake_changed
from pratfall.site.jobs import queue
from pratfall.site.people.models import Organisation

from . import desk
from .announcements import review_made


@receiver(lake_changed)
def _changed(organisation: Organisation, **_more: Any) -> None:
    make_review(organisation.pk)


@queue.task()
def make_review(organisation_id: int) -> None:
    organisation = Organisation.objects.filter(pk=organisation_id).first()
    if organisation and desk.current(organisation):
        review_made.send(sender=Organisation, organisation=organisation)


@queue.periodic_task(crontab(hour="4", minute="11"))
def make_reviews() -> None:
    """Every morning, since a day without new data may still change what can be said."""
    for number in Organisation.objects.order_by("pk").values_list("pk", flat=True):
        make_review(number)
