"""What was not our doing: outages and great news from the settings; and what people noted on the timeline."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from pratfall.reviews import settings
from pratfall.site.setbacks.services.keeping import Words

from . import Look, Thing, kept, ref

KIND, NOTED = "outside", "act"
DAYS_BEFORE = 7


def things(look: Look) -> Iterator[Thing]:
    since, until = look.setback.began_at.date() - timedelta(days=DAYS_BEFORE), look.now.date()
    for outage in settings.load(settings.home()).outages:
        if outage.start <= until and outage.end >= since:
            values = {"start": outage.start, "end": outage.end, "networks": outage.networks, "source": outage.source}
            yield Thing(
                kind=KIND,
                ref=ref("outage", outage.start.isoformat(), outage.note),
                happened_at=None,
                origin="settings",
                body=kept(values),
            )
    yield from _noted(look)


def _noted(look: Look) -> Iterator[Thing]:
    for note in look.setback.notes.order_by("pk"):
        values = {"by": note.by_id, "zone": note.zone, "noted_at": note.at, "withdrawn_at": note.withdrawn_at}
        yield Thing(
            kind=KIND if note.outside else NOTED,
            ref=ref("note", note.pk),
            happened_at=note.happened_at,
            origin=note.address[:300] or "team",
            body=kept(values),
            words=Words("team", f"note:{note.pk}", "", note.text),
        )
