"""Pieces made of materials: planned for an account, given into somebody's hands, out, or dropped."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from pratfall.site.lessons.models import Reuse, ReuseState
from pratfall.site.people.models import Organisation


def of(organisation: Organisation) -> QuerySet[Reuse]:
    """Every piece of an organisation, what is due first coming first."""
    found = Reuse.objects.filter(material__organisation=organisation)
    return found.select_related("material", "person").order_by("due", "pk")


def due(organisation: Organisation, today: date) -> QuerySet[Reuse]:
    """Planned pieces whose day has come, the most overdue first."""
    return of(organisation).filter(state=ReuseState.PLANNED, due__lte=today)
