"""Repairs of habits whose day is near or over, or that have none."""

from __future__ import annotations

from collections.abc import Iterator

from pratfall.site.campaigns.services.attention import Thing
from pratfall.site.lessons.owed_repairs import owed

from . import Look, Need

CODE = "repairs_due"


def needs(look: Look) -> Iterator[Need]:
    for item in owed(look.organisation, look.now):
        row = item.row
        yield Need(
            source=CODE,
            title=row.words,
            sentence=item.sentence(look.words),
            href=item.href,
            things=(Thing(f"repair:{row.pk}:{row.due or 'none'}", CODE, row.words),),
            acts=("snooze", "assign"),
            since=row.due,
        )
