"""The debrief: when it was opened, and when it was closed with what came of it. Never who wrote what."""

from __future__ import annotations

from collections.abc import Iterator

from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Debrief, Setback

from . import Item

CODE = "debrief"


def items(setback: Setback) -> Iterator[Item]:
    debrief = Debrief.objects.filter(setback=setback).select_related("opened_by", "closed_by").first()
    if debrief is None:
        return
    href = f"{setback.path}debrief/"
    key = f"debrief:{debrief.pk}"
    yield Item(at=debrief.opened_at, kind="debrief_opened", who=debrief.opened_by, origin="team", href=href, key=key)
    if debrief.closed_at is not None:
        yield Item(
            at=debrief.closed_at,
            kind="debrief_closed_without" if debrief.no_outsider_because else "debrief_closed",
            text=debrief.summary,
            who=debrief.closed_by,
            origin="team",
            href=href,
            least=Role.ANALYST,  # its words are the team's own
            key=f"{key}:closed",
        )
