"""Open a setback by hand: what happened, and when it began. Nothing else is asked."""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import HttpResponse, HttpResponseRedirect

from pratfall.errors import Refused
from pratfall.reviews.render.wording import error_line
from pratfall.site.frame import framed
from pratfall.site.language import language_of
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.services import opening

FIELD = "%Y-%m-%dT%H:%M"


@needs(Role.EDITOR)
def page(request: OrganisationRequest) -> HttpResponse:
    now = datetime.now(UTC)
    given = request.POST if request.method == "POST" else {}
    what, began = str(given.get("what", "")), str(given.get("began", now.strftime(FIELD)))
    error = ""
    if request.method == "POST":
        try:
            setback = opening.open_by_hand(
                organisation=request.organisation,
                actor=request.user,
                what=what,
                began_at=instant_of(began),
                now=now,
            )
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
    )


def instant_of(given: str) -> datetime:
    """What a field of type datetime-local holds, in UTC. Raises Refused."""
    try:
        read = datetime.fromisoformat(given.strip())
    except ValueError:
        raise Refused("time_unreadable") from None
    return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)
