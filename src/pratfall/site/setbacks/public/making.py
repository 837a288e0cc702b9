"""Brings the files of public pages in line with their rows: after each change, and whenever a worker starts."""

from __future__ import annotations

import logging
from datetime import datetime

from pratfall.site.setbacks.models import PublicPage

from . import folder, rendering

log = logging.getLogger(__name__)


def make(number: int, now: datetime) -> bool:
    """The files of page `number`; whether any was written. Called twice it does nothing the second time.

    Rows are read while no other writer is at work, so that the last to write has read the newest. Raises OSError.
    """
    with folder.alone():
        page = PublicPage.objects.select_related("setback__organisation").filter(pk=number).first()
        if page is None:
            return False
        written = folder.put(page.slug, rendering.files(page))
    if written or page.written_at is None:
        PublicPage.objects.filter(pk=number).update(written_at=now)
    return written


def make_all(now: datetime) -> int:
    """How many pages had to be written. What goes wrong with one page goes wrong with that one alone."""
    written = 0
    for number in PublicPage.objects.order_by("pk").values_list("pk", flat=True):
        try:
            written += make(number, now)
        except Exception:
            log.exception("public page %s", number)
    return written
