"""The way back: what was lost, what came back, against what would have been."""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import HttpResponse, HttpResponseRedirect

from pratfall.errors import Refused
from pratfall.reviews.render.speech import Speech
from pratfall.reviews.render.wording import error_line
from pratfall.site import worker
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.roles import Role
from pratfall.site.setbacks import comeback_words, jobs
from pratfall.site.setbacks.door import found
from pratfall.site.setbacks.framing import in_room
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.moments import words_of
from pratfall.site.setbacks.services import comebacks

SHOWN = 30  # measurements


@needs(Role.ANALYST, change=Role.EDITOR)
def page(request: OrganisationRequest, number: int) -> HttpResponse:
    setback = found(request, number)
    words = words_of(request)
    if request.method == "POST":
        try:
            return HttpResponseRedirect(f"{request.path}{_measure(request, setback)}")
        except Refused as refused:
            return _shown(request, setback, words, error_line(refused, words.lang))
    return _shown(request, setback, words)


def _measure(request: OrganisationRequest, setback: Setback) -> str:
    """Seconds of work, which the worker does where there is one. Returns what the address says then."""
    if request.POST.get("do") != "measure":
        raise Refused("not_allowed_here")
    if worker.is_beside() and not setback.drill:
        jobs.measure_comeback(setback.pk, request.user.pk)
        return "?asked=1"
    comebacks.measure(setback=setback, actor=request.user, now=datetime.now(UTC))
    return ""


def _shown(request: OrganisationRequest, setback: Setback, words: Speech, error: str = "") -> HttpResponse:
    rows = list(setback.comebacks.select_related("by").order_by("-at", "-pk")[:SHOWN])
    newest = comebacks.recovery(rows[0]) if rows else None
    accounts = [comeback_words.account_said(name, words) for name in newest.accounts] if newest else []
    return in_room(
        request,
        setback,
        "setback_comeback.html",
        status=409 if error else 200,
        error=error,
        asked="asked" in request.GET,
        newest=newest,
        headline=comeback_words.headline(newest, words) if newest else "",
        subject=accounts[0] if len(accounts) == 1 else setback.organisation.name,
        accounts=words.listed(accounts) if accounts else "",
        measured=comeback_words.shown(newest, words) if newest else [],
        earlier=[(row.at, comeback_words.headline(comebacks.recovery(row), words)) for row in rows[1:]],
    )
