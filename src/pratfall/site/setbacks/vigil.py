"""Every night all records are verified; what is broken stands in the trail, and on pages, until it holds again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from pratfall.site.people.audit import record
from pratfall.site.people.models import AuditEntry, Organisation

from .integrity import faults
from .models import Setback

BROKEN, WHOLE = "records_broken", "records_whole"


@dataclass(frozen=True)
class FoundBroken:
    """As the last look found it."""

    setback: Setback
    code: str
    place: int
    at: datetime


def look_after(setback: Setback) -> bool:
    """Verifies it all and puts into the trail what changed since the last look. Whether everything holds."""
    fault = next(faults(setback), None)
    before = _newest(setback)
    after = {"fault": fault.code, "fault_place": fault.place} if fault else {}
    if (before.after if before else {}) != after:
        with transaction.atomic():
            act = BROKEN if fault else WHOLE
            record(actor=None, organisation=setback.organisation, act=act, subject=setback, after=after)
    return fault is None


def found_broken(organisation: Organisation) -> Iterator[FoundBroken]:
    """Setbacks whose records did not hold when somebody last looked; one question where all do."""
    entries = AuditEntry.objects.filter(organisation=organisation, act__in=[BROKEN, WHOLE]).order_by("pk")
    newest = {entry.subject: entry for entry in entries}
    for entry in newest.values():
        if entry.act == BROKEN:
            setback = Setback.objects.get(pk=int(entry.subject.partition(":")[2]))
            yield FoundBroken(setback, entry.after["fault"], entry.after["fault_place"], entry.at)


def _newest(setback: Setback) -> AuditEntry | None:
    entries = AuditEntry.objects.filter(organisation=setback.organisation, act__in=[BROKEN, WHOLE])
    return entries.filter(subject=f"setback:{setback.pk}").order_by("-pk").first()
