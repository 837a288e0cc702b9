"""Open a setback by hand: what happened, and when it began. Nothing else is asked."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect

from pratfall.errors import Refused
from pratfall.reviews.render.wording import error_line
from pratfall.site.campaigns.forms import number_of
from pratfall.site.frame import framed
from pratfall.site.language import language_of
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.roles import Role
from pratfall.site.setbacks import noticed
from pratfall.site.setbacks.local_times import in_zone
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.moments import reader_zone
from pratfall.site.setbacks.room.doing import instant_of
from pratfall.site.setbacks.services import opening


@needs(Role.EDITOR)
def page(request: OrganisationRequest) -> HttpResponse:
    now, zone, given = datetime.now(UTC), reader_zone(request), request.POST
    what, began = given.get("what", ""), given.get("began", in_zone(now, zone))
    error = ""
    if request.method == "POST":
        try:
            setback = _opened(request, now, what)
        except Refused as refused:
            error = error_line(refused, language_of(request))
        else:
            return HttpResponseRedirect(f"{request.organisation.base}{setback.path}")
    return framed(
        request,
        "setback_new.html",
        status=409 if error else 200,
        what=what,
        began=began,
        error=error,
        longest=opening.WHAT,
        zone=given.get("zone") or zone.key,
    )


def _opened(request: OrganisationRequest, now: datetime, what: str) -> Setback:
    """From what was noticed, where a button of a finding or of the Monday page was pressed; else by hand."""
    whose: Any = {"organisation": request.organisation, "actor": request.user, "now": now}
    lang = language_of(request)
    if slug := request.POST.get("finding"):
        return noticed.open_finding(slug=slug, lang=lang, **whose)
    if incident := request.POST.get("incident"):
        return noticed.open_incident(number=number_of(incident), lang=lang, **whose)
    return opening.open_by_hand(what=what, began_at=instant_of(request, "began"), **whose)
