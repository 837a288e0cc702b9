"""Requests to hide or delete what somebody wrote, that wait for a second person; and those agreed to, not yet done."""

from __future__ import annotations

from collections.abc import Iterator

from pratfall.site.campaigns.services.attention import Thing
from pratfall.site.setbacks.models import Removal

from . import Look, Need

CODE = "removals_asked"
OF_SETBACKS = True


def needs(look: Look) -> Iterator[Need]:
    """A threat or an address should not stand there for long, and criticism should not be taken for one."""
    rows = Removal.objects.filter(setback__organisation=look.organisation).exclude(approved=False)
    for row in rows.filter(done_at=None).select_related("setback", "asked_by").order_by("asked_at", "pk"):
        words, state = look.words, "asked" if row.approved is None else "approved"
        reason = words.say(f"removal.reason.{row.reason}")
        about = row.setback.title
        yield Need(
            source=CODE,
            title=words.say("monday.removal.title", reason=reason),
            sentence=words.say(f"monday.removal.{state}", who=str(row.asked_by), at=row.asked_at, about=about),
            href=f"{row.setback.path}ledger/#removals",
            things=(Thing(f"removal:{row.pk}:{state}", CODE, about),),
            acts=("assign",),
            urgent=True,
            since=row.asked_at.date(),
        )
