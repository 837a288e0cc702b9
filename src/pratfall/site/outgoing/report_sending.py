"""The worker's part: each report once to whoever wants it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings

from pratfall.site.people.models import Organisation
from pratfall.site.reports.models import Kind, Reader, Report, Sent
from pratfall.site.reports.regular import making, readers, rhythm

from . import report_mail

TRIED_FOR = timedelta(days=3)  # after its hour; then the next one is nearer
log = logging.getLogger(__name__)


def report_round(now: datetime) -> int:
    """How many mails left. What goes wrong for one reader goes wrong for that one alone, and is tried again."""
    if not settings.MAIL.leaves:
        return 0
    with_readers = Organisation.objects.filter(report_readers__isnull=False).distinct().order_by("pk")
    return sum(_send(reader, report, now) for one in with_readers for reader, report in _open(one, now))


def _open(organisation: Organisation, now: datetime) -> Iterator[tuple[Reader, Report]]:
    """Reports whose hour has come, of whatever edition, and who wanted them then and has not had them."""
    for period, at in rhythm.due(organisation, now):
        report = making.newest(organisation, period) if now - at <= TRIED_FOR else None
        if report is None:
            continue
        had = Sent.objects.filter(report__organisation=organisation, report__kind=period.kind)
        had = had.filter(report__start=period.start)
        waiting = readers.of_kind(organisation, Kind(period.kind)).exclude(pk__in=had.values("reader"))
        for reader in waiting.filter(at__lte=max(at, report.at)):
            yield reader, report


def _send(reader: Reader, report: Report, now: datetime) -> bool:
    """Noted before it leaves, so that no second worker sends it; a mail that fails is forgotten and tried again."""
    sent, mine = Sent.objects.get_or_create(report=report, reader=reader, defaults={"at": now})
    if not mine:
        return False
    try:
        report_mail.mail(reader, report).send()
    except Exception:
        log.exception("report %s to reader %s", report.pk, reader.pk)
        sent.delete()
        return False
    return True
