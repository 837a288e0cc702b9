"""Who did what: the trail of the setback, of all that hangs on it, and of its campaign. People are numbers here."""

from __future__ import annotations

from collections.abc import Iterator

from pratfall.site.people.models import AuditEntry
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.trail import subjects_of

from . import Look, Thing, kept, ref

KIND = "act"
FREEZING = "setback_frozen"  # a freeze is no evidence of itself


def things(look: Look) -> Iterator[Thing]:
    for entry in entries(look.setback):
        body = {"act": entry.act, "subject": entry.subject, "by": entry.actor_id}
        yield Thing(
            kind=KIND,
            ref=ref("audit", entry.pk),
            happened_at=entry.at,
            origin="team",
            body={**kept(body), "before": kept(entry.before), "after": kept(entry.after)},
        )


def entries(setback: Setback) -> Iterator[AuditEntry]:
    """Rows of the trail, oldest first."""
    rows = AuditEntry.objects.filter(organisation=setback.organisation_id, subject__in=subjects_of(setback))
    yield from rows.exclude(act=FREEZING).order_by("at", "pk").iterator(chunk_size=2000)
