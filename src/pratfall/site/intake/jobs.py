"""Work of this app for the worker."""

from __future__ import annotations

import logging

from django.utils import timezone

from pratfall.errors import LakeBusy
from pratfall.site.jobs import queue

from . import reading
from .models import State, Upload

AGAIN_SECONDS = 5
log = logging.getLogger(__name__)


@queue.task()
def read(upload_id: str) -> None:
    _do(upload_id, again=read)


@queue.task()
def take_back(upload_id: str) -> None:
    _do(upload_id, again=take_back)


def _do(upload_id: str, again: object) -> None:
    upload = Upload.objects.select_related("organisation").filter(pk=upload_id).first()
    if upload is None:
        return
    try:
        with reading.alone(upload) as mine:
            if not mine:
                return  # asked for twice: by a worker that began, and by the one that did it
            if upload.state == State.UNDOING:
                reading.take_back(upload)
            else:
                reading.read_upload(upload, timezone.now())
    except LakeBusy:  # somebody else imports: their turn, then ours
        again.schedule((upload_id,), delay=AGAIN_SECONDS)  # type: ignore[attr-defined]
    except Exception:
        log.exception("upload %s", upload_id)
        if upload.state == State.UNDOING:
            reading.keep(upload)
        else:
            reading.fail(upload, "upload_failed")


@queue.on_startup()
def resume() -> None:
    """What a worker before this one did not finish."""
    reading.forget_leftovers()
    for pk in Upload.objects.filter(state__in=[State.WAITING, State.READING]).values_list("pk", flat=True):
        read(str(pk))
    for pk in Upload.objects.filter(state=State.UNDOING).values_list("pk", flat=True):
        take_back(str(pk))
