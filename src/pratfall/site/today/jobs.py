"""Work of this app for the worker: today's review, made before somebody waits for it."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import Any

from django.dispatch import receiver
from django.utils import timezone
from huey import crontab

from pratfall.site.intake.announcements import lake_changed
from pratfall.site.jobs import queue
from pratfall.site.people.models import Organisation

from . import making
from .announcements import review_made

ASK_AGAIN_SECONDS = 120  # a worker that ended in the middle is asked anew


@receiver(lake_changed)
def _changed(organisation: Organisation, **_more: Any) -> None:
    make_review(organisation.pk)


@queue.task()
def make_review(organisation_id: int) -> None:
    organisation = Organisation.objects.filter(pk=organisation_id).first()
    if organisation is None:
        return
    wanted = making.wanted(organisation, timezone.now())
    if making.made(wanted):
        making.numbers(wanted, wanted.folder)
        review_made.send(sender=Organisation, organisation=organisation)


@queue.periodic_task(crontab(hour="4", minute="11"))
def make_reviews() -> None:
    """Every morning, since a day without new data may still change what can be said."""
    for number in Organisation.objects.order_by("pk").values_list("pk", flat=True):
        make_review(number)


def ask_for(wanted: making.Wanted) -> None:
    """Has it made by the worker, however many readers ask for the same one."""
    asked = wanted.folder.parent / "asked" / str(wanted.organisation.pk)
    state = f"{wanted.folder.name} {wanted.numbers}"
    with suppress(FileNotFoundError):
        lately = time.time() - asked.stat().st_mtime < ASK_AGAIN_SECONDS
        if lately and asked.read_text(encoding="ascii") == state:
            return
    asked.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    asked.write_text(state, encoding="ascii")
    make_review(wanted.organisation.pk)
