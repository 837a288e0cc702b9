"""Statements one person approved that wait for a second: nobody may say them before."""

from __future__ import annotations

from collections.abc import Iterator

from pratfall.site.campaigns.services.attention import Thing
from pratfall.site.setbacks.models import Setback, Statement
from pratfall.site.setbacks.services.statements import is_waiting

from . import Look, Need

CODE = "statements_waiting"
OF_SETBACKS = True


def needs(look: Look) -> Iterator[Need]:
    running = Setback.objects.filter(organisation=look.organisation, closed_at=None)
    rows = Statement.objects.filter(setback__in=running, withdrawn_at=None, approvals__isnull=False).distinct()
    for statement in rows.select_related("setback").prefetch_related("approvals__by").order_by("pk"):
        if is_waiting(statement):
            setback, first = statement.setback, statement.approvals.all()[0]
            title = look.words.say("monday.statement.title", title=setback.title)
            yield Need(
                source=CODE,
                title=title,
                sentence=look.words.say("monday.statement.sentence", who=str(first.by)),
                href=f"{setback.path}statements/{statement.pk}/",
                things=(Thing(f"statement:{statement.pk}:{statement.version}", CODE, setback.title),),
                acts=("assign",),
                urgent=True,
                since=first.at.date(),
            )
