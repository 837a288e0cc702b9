"""Every promised action of an organisation: what is still owed first, by its day, then what was kept or given up."""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import HttpResponse

from pratfall.site.frame import framed
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.roles import Role
from pratfall.site.setbacks import promise_words
from pratfall.site.setbacks.moments import words_of
from pratfall.site.setbacks.services import preventions
from pratfall.site.today import desk

SHOWN = 300


@needs(Role.ANALYST)
def page(request: OrganisationRequest) -> HttpResponse:
    words, now = words_of(request), datetime.now(UTC)
    current = desk.current(request.organisation, now)
    rows = preventions.of(request.organisation).prefetch_related("campaign_checks__campaign")[:SHOWN]
    told = [promise_words.told(row, current, words, now) for row in rows]
    return framed(
        request,
        "prevention_list.html",
        owed=[one for one in told if not one.over],
        kept=[one for one in told if one.over],
    )
