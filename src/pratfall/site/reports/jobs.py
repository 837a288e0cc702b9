"""Work of this app for the worker: today's review, made before somebody waits for it."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from pratfall.site.intake.announcements import lake_changed
from pratfall.site.jobs import queue
from pratfall.site.people.models import Organisation

from . import desk


@receiver(lake_changed)
def _changed(organisation: Organisation, **_more: Any) -> None:
    make_review(organisation.pk)


@queue.task()
def make_review(organisation_id: int) -> None:
    organisation = Organisation.objects.filter(pk=organisation_id).first()
    if organisation:
        desk.current(organisation)
