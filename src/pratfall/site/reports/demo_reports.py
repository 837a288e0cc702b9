"""The sample's monthly reports: asked of the worker, which makes them while somebody reads on."""

from __future__ import annotations

from datetime import date

from pratfall.site.people.models import Organisation

from .jobs import make_in_turn
from .models import Kind
from .regular.periods import offered

MONTHS = 2


def ask(organisation: Organisation, until: date) -> None:
    """The newest months that are over by `until`."""
    periods = offered(Kind.MONTHLY, until, MONTHS)
    make_in_turn(organisation.pk, Kind.MONTHLY.value, [period.start.isoformat() for period in periods])
